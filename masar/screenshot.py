"""
A picture of the live map, through Chromium where one is found.

The browser runs as a process of its own with an empty profile, for one picture, within a time limit, one at a
time. It is driven over the DevTools protocol. Nothing is served: the page that it asks for is answered by us,
every other request is refused, and no name can be resolved, so that neither the network nor a file is in
reach. The picture is taken when the page says that the map is drawn, never after a fixed time.
"""

import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from masar.errors import ExportError
from masar.folium_map import map_html
from masar.geojson import story_to_geojson
from masar.model import Story
from masar.panels import say

TIME_LIMIT_S = 60.0
SMALLEST_PX, LARGEST_PX = 200, 4000
MOST_SCALE = 3.0
_ADDRESS = "http://masar.invalid/"  # a name that no network has
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_ARGUMENTS = (
    "--headless=new", "--remote-debugging-port=0", "--remote-debugging-address=127.0.0.1", "--disable-gpu",
    "--hide-scrollbars", "--mute-audio", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
    "--disable-quic", "--force-color-profile=srgb", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
# Resolves once the map says that it is drawn, its fonts are there, and two frames have been painted; no one can
# press the buttons of a picture.
_READY = """
new Promise(done => {
  const painted = async () => {
    document.head.appendChild(document.createElement("style")).textContent = ".leaflet-bar { visibility: hidden }";
    await document.fonts.ready;
    requestAnimationFrame(() => requestAnimationFrame(done));
  };
  const drawn = () => document.querySelector("[data-masar=drawn]") && (watch.disconnect(), painted(), true);
  const watch = new MutationObserver(drawn);
  watch.observe(document, { subtree: true, childList: true, attributes: true });
  drawn();
})
"""
_one_at_a_time = threading.Lock()


def find_browser() -> str | None:
    """Return the path of a Chromium, Chrome or Edge on this machine, or `None`."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def shoot_map(
    story: Story,
    *,
    language: str = "en",
    show_context: bool = False,
    scale: float = 2.0,
    width: int = 1200,
    height: int = 800,
    time_limit_s: float = TIME_LIMIT_S,
) -> bytes:
    """
    Take a picture of a story's map as the dashboard shows it.

    Parameters
    ----------
    story
        Any story.
    language
        `en` or `ar`.
    show_context
        Whether the places that the article only mentions are drawn.
    scale
        Pixels of the picture to one of the page, 1 to 3.
    width, height
        Size of the map in CSS pixels, 200 to 4000.
    time_limit_s
        After so many seconds the browser is ended; as long again is waited for another picture to be done.

    Returns
    -------
    content
        PNG.

    Raises
    ------
    ExportError
        If a size is out of range, no browser is found, it fails or takes too long, or one is busy already.
    """
    for option, value, least, most in (
        ("scale", scale, 1, MOST_SCALE),
        ("width", width, SMALLEST_PX, LARGEST_PX),
        ("height", height, SMALLEST_PX, LARGEST_PX),
    ):
        if not least <= value <= most:
            raise ExportError("export_range", option=option, value=value, least=least, most=most)
    program = find_browser()
    if program is None:
        raise ExportError("export_no_browser")
    title = say(story, "title", language).text
    page = map_html(story_to_geojson(story), language=language, show_context=show_context, title=title).encode()
    if not _one_at_a_time.acquire(timeout=time_limit_s):
        raise ExportError("export_busy")
    try:
        return _shoot(program, page, (int(width), int(height), scale), time_limit_s)
    except (OSError, WebSocketException) as error:  # TimeoutError is an OSError
        if isinstance(error, TimeoutError):
            raise ExportError("export_too_slow", seconds=round(time_limit_s)) from error
        raise ExportError("export_browser_failed", reason=type(error).__name__) from error
    finally:
        _one_at_a_time.release()


def _shoot(program: str, page: bytes, size: tuple[int, int, float], time_limit_s: float) -> bytes:
    deadline = time.monotonic() + time_limit_s
    with (
        tempfile.TemporaryDirectory(prefix="masar-browser-", ignore_cleanup_errors=True) as profile,
        _running(program, profile) as process,
        connect(
            _wait_for_address(process, Path(profile), deadline), max_size=None, proxy=None, open_timeout=_left(deadline)
        ) as socket,
    ):
        return _Browser(socket, deadline).take_picture(page, size)


@contextmanager
def _running(program: str, profile: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a browser with a profile of its own; end it and its children at the end."""
    arguments = [program, *_ARGUMENTS, f"--user-data-dir={profile}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's own sandbox refuses to run as root
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603  (a program found by its name, arguments of ours)
        [*arguments, "about:blank"], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=os.name == "posix"
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, 9)
        else:
            process.kill()
    process.wait()


def _wait_for_address(process: subprocess.Popen[bytes], profile: Path, deadline: float) -> str:
    """Return the address of the browser's DevTools, which it writes into its profile when it is up."""
    file = profile / "DevToolsActivePort"
    while True:
        lines = file.read_text().splitlines() if file.is_file() else []
        if len(lines) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        if process.poll() is not None:
            raise OSError(process.returncode, "the browser ended")
        _left(deadline)
        time.sleep(0.02)


def _left(deadline: float) -> float:
    """Return the seconds left, or raise `TimeoutError`."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


class _Browser:
    """The few commands of the DevTools protocol that a picture takes."""

    def __init__(self, socket: ClientConnection, deadline: float) -> None:
        self.socket, self.deadline, self.last, self.session = socket, deadline, 0, ""
        self.page = b""

    def take_picture(self, page: bytes, size: tuple[int, int, float]) -> bytes:
        """Open the page in a window of this size and return what it shows."""
        self.page = page
        width, height, scale = size
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        screen = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **screen)
        self.ask("Fetch.enable", patterns=[{"urlPattern": "*"}])
        self.ask("Page.navigate", url=_ADDRESS)
        ready = self.ask("Runtime.evaluate", expression=_READY, awaitPromise=True)
        if "exceptionDetails" in ready:
            raise OSError(ready["exceptionDetails"].get("text", ""))
        return b64decode(self.ask("Page.captureScreenshot", format="png")["data"])

    def ask(self, method: str, **parameters: Any) -> Mapping[str, Any]:
        """Send a command and return its result, answering the page's requests while waiting."""
        number = self._send(method, parameters)
        while True:
            message = json.loads(self.socket.recv(timeout=_left(self.deadline)))
            if message.get("method") == "Fetch.requestPaused":
                self._answer(message["params"])
            elif message.get("id") == number:
                if "error" in message:
                    raise OSError(message["error"].get("message", method))
                result: Mapping[str, Any] = message["result"]
                return result

    def _answer(self, asked: Mapping[str, Any]) -> None:
        """Give the page itself; refuse everything else."""
        request = asked["requestId"]
        if asked["request"]["url"] != _ADDRESS:
            self._send("Fetch.failRequest", {"requestId": request, "errorReason": "BlockedByClient"})
            return
        headers = [{"name": "Content-Type", "value": "text/html; charset=utf-8"}]
        body = b64encode(self.page).decode()
        answer = {"requestId": request, "responseCode": 200, "responseHeaders": headers, "body": body}
        self._send("Fetch.fulfillRequest", answer)

    def _send(self, method: str, parameters: Mapping[str, Any]) -> int:
        self.last += 1
        session = {"sessionId": self.session} if self.session else {}
        self.socket.send(json.dumps({"id": self.last, "method": method, "params": parameters} | session))
        return self.last
