"""
The process in which Typst runs: a folder as its only argument, the document on standard output.

Typst keeps what it has set, in memory, for the next ten documents; a long one takes hundreds of megabytes. All
of that ends with this process. The folder holds `job.json`, `main.typ` and the files that it names; Typst can
read nothing else, and has no network.
"""

import json
import sys
from pathlib import Path

import typst


def main() -> None:
    """Set the document of a folder."""
    folder = sys.argv[1]
    job = json.loads(Path(folder, "job.json").read_bytes())
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=job["fonts"])
    compiler = typst.Compiler(
        root=folder,
        font_paths=fonts,
        ignore_system_fonts=True,
        package_path=folder,
        package_cache_path=folder,
        sys_inputs=job["inputs"],
    )
    resolution = {"ppi": job["dots_per_inch"]} if job["format"] == "png" else {}
    content = compiler.compile(Path(folder, "main.typ").read_bytes(), format=job["format"], **resolution)
    assert isinstance(content, bytes)  # several pages come as a list, of pictures only
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
