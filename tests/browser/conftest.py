"""A real Chromium, a real server on 127.0.0.1, and a page that may speak to nobody else."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect, sync_playwright

expect.set_options(timeout=30_000)  # a slow machine is no failure

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# Without these, Chromium itself looks for its maker's servers at every start.
ARGUMENTS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # A starved machine can starve a browser: such a test may try again, and the summary says that it did.
            item.add_marker(pytest.mark.flaky(reruns=2))


def find_browser():
    return next(filter(None, map(shutil.which, NAMES)), None) or next((p for p in PLACES if Path(p).is_file()), None)


def install_browser():
    """Install Chromium: Debian's where we may, else Playwright's own; return its path, or `None` for Playwright's."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=False, capture_output=True)
        subprocess.run(["apt-get", "install", "-y", "-q", "chromium"], check=False, capture_output=True)
        if found := find_browser():
            return found
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, capture_output=True)
    return None


@pytest.fixture(scope="session")
def browser():
    path = find_browser() or install_browser()
    with sync_playwright() as playwright:
        try:
            launched = playwright.chromium.launch(
                executable_path=path, args=[*ARGUMENTS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
            )  # fmt: skip
        except Error as error:
            pytest.fail(
                "The browser tests need Chromium, Chrome or Edge, and none could be found or installed. Install one, "
                f"or leave these tests out: python -m pytest -m 'not browser'. ({error.message.splitlines()[0]})"
            )
        yield launched
        launched.close()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running_dashboard(**environment):
    """Run the dashboard as its README says, on a free port of 127.0.0.1; yield its address."""
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless=true",
        "--server.address=127.0.0.1", f"--server.port={port}", "--server.fileWatcherType=none",
    ]  # fmt: skip
    server = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and server.poll() is None:
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).read()
                break
            except OSError:
                time.sleep(0.1)
        else:
            server.kill()
            pytest.fail(f"the dashboard did not start: {server.communicate()[0].decode()[-2000:]}")
        yield address
    finally:
        server.terminate()
        server.communicate()


@pytest.fixture(scope="session")
def dashboard():
    with running_dashboard() as address:
        yield address


SETTLED = """() => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
    && document.querySelector('.stMain [data-testid=stElementContainer]')
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')"""


def settle(page):
    """Wait until Streamlit's script has ended and its widgets, whose code arrives late, are there to take a key."""
    page.wait_for_function(SETTLED)


@pytest.fixture
def open_page(browser):
    """Open pages that may reach 127.0.0.1 alone; fail at the end if one tried anything else or threw an error."""
    contexts, outside, errors = [], [], []

    def watch(route):
        url = route.request.url
        if url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            outside.append(url)
            route.abort()

    def open_one(address, *, width=1366, height=900, locale="en-GB"):
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        context.set_default_timeout(30_000)
        context.route("**/*", watch)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        if address.startswith("http:"):
            settle(page)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert outside == []
    assert errors == []
