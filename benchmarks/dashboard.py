"""
How fast the dashboard is there, and what it costs with 20 readers; run by hand: python -m benchmarks.dashboard.

Peer in the same run: a Streamlit page of one line, on the same machine, so that ratios mean something
where the clock does not. Readers are WebSocket clients that speak Streamlit's own protocol.
"""

import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from random import Random

import websockets
from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import ARGUMENTS, ROOT, find_browser, free_port

READERS, ROUNDS, THINK_S = 20, 8, 3.0
STOPS = ("", "north-korea", "vostochny", "komsomolsk", "vladivostok")


@contextmanager
def serve(script, **environment):
    """Run a Streamlit script; yield its process, its address and the time it was started."""
    port = free_port()
    started = time.perf_counter()
    command = [
        sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true",
        "--server.address=127.0.0.1", f"--server.port={port}", "--server.fileWatcherType=none",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process, f"127.0.0.1:{port}", started
    finally:
        process.terminate()
        process.wait()


def goto_when_up(page, address):
    """Open an address as soon as its server answers."""
    while True:
        try:
            page.goto(address)
        except Exception:  # noqa: BLE001  # the server is not up yet
            time.sleep(0.05)
        else:
            return


def time_to_map(browser, script, ready):
    """Return the seconds from the start of the server to a page that is ready."""
    with serve(script) as (_, address, started):
        page = browser.new_page(viewport={"width": 1366, "height": 900})
        goto_when_up(page, f"http://{address}/")
        ready(page)
        seconds = time.perf_counter() - started
        page.close()
    return seconds


def map_drawn(page):
    """Wait until the map is drawn and the panel filled."""
    page.locator(".m-panel h2").first.wait_for()
    page.frame_locator("iframe").locator("[data-masar=drawn]").wait_for()


def time_changes(browser):
    """Return the medians, in ms, of a stop selected (key to changed panel) and a page switched."""
    with serve("dashboard.py") as (_, address, _started):
        page = browser.new_page(viewport={"width": 1366, "height": 900})
        goto_when_up(page, f"http://{address}/?lang=en")
        map_drawn(page)
        page.wait_for_timeout(1500)
        selected = []
        for key, stop in [("ArrowRight", s) for s in STOPS[1:]] + [("ArrowLeft", s) for s in STOPS[3:0:-1]]:
            alone = f"[...document.querySelectorAll('.m-stop h2')].map(h => h.id).join() === 'stop-{stop}'"
            selected.append(time_until(page, lambda key=key: page.keyboard.press(key), alone))
            page.wait_for_timeout(800)
        switched = []
        for _ in range(4):
            for link, ready in (("Claims", ".m-table"), ("Map", ".m-panel")):
                done = f"!!document.querySelector('{ready}')"
                switched.append(time_until(page, lambda: page.get_by_role("link", name=link).click(), done))  # noqa: B023
                page.wait_for_timeout(800)
        page.close()
    return statistics.median(selected), statistics.median(switched)


def time_until(page, act, condition):
    """Return the ms from an act until a condition holds in the page, polled at every frame."""
    started = time.perf_counter()
    act()
    page.wait_for_function(condition, polling="raf")
    return (time.perf_counter() - started) * 1000


def resident_mb(process):
    """Return the resident memory of a process, in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


async def read_stories(address, number, reruns):
    """Act as one reader: open the page, then change the stop, think, change it again."""
    choose = Random(number)
    uri = f"ws://{address}/_stcore/stream"
    async with websockets.connect(uri, subprotocols=["streamlit"], max_size=None, origin=f"http://{address}") as socket:
        for turn in range(ROUNDS):
            await asyncio.sleep(choose.uniform(0, 2 * THINK_S) if turn else choose.uniform(0, THINK_S))
            message = BackMsg()
            message.rerun_script.query_string = f"story=kim-russia-2023&lang=en&stop={choose.choice(STOPS)}"
            started = time.perf_counter()
            await socket.send(message.SerializeToString())
            await until_finished(socket)
            if turn:  # the first run of a session also loads what all later ones share
                reruns.append((time.perf_counter() - started) * 1000)


async def until_finished(socket):
    """Read what the server sends until its run has ended."""
    while True:
        message = ForwardMsg()
        message.ParseFromString(await socket.recv())
        if message.WhichOneof("type") == "script_finished":
            return


async def crowd(address):
    """Return the rerun times, in ms, of all readers at once."""
    reruns = []
    await asyncio.gather(*(read_stories(address, number, reruns) for number in range(READERS)))
    return sorted(reruns)


def main():
    """Measure and print."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=[*ARGUMENTS, "--no-sandbox"])
        peer = Path(folder) / "peer.py"
        peer.write_text("import streamlit as st\nst.title('ready')\n")
        ours = statistics.median(time_to_map(browser, "dashboard.py", map_drawn) for _ in range(5))
        theirs = statistics.median(
            time_to_map(browser, peer, lambda page: page.get_by_text("ready").wait_for()) for _ in range(5)
        )
        print(
            f"start to usable map: {ours:.2f} s; to a one-line Streamlit page: {theirs:.2f} s ({ours / theirs:.1f} x)"
        )
        selected, switched = time_changes(browser)
        print(f"stop selected: {selected:.0f} ms; page switched: {switched:.0f} ms (medians)")
        browser.close()
    with serve("dashboard.py") as (process, address, _):
        time.sleep(8)
        before = resident_mb(process)
        reruns = asyncio.run(crowd(address))
        median, p95 = statistics.median(reruns), reruns[int(len(reruns) * 0.95)]
        print(f"{READERS} readers, {THINK_S:.0f} s think time, {len(reruns)} reruns:")
        print(f"median {median:.0f} ms, p95 {p95:.0f} ms")
        print(f"memory: {before:.0f} MB idle, {resident_mb(process):.0f} MB with {READERS} sessions")


if __name__ == "__main__":
    main()
