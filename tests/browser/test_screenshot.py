"""A picture of the live map, through a browser that can reach nothing."""

import io
import threading

import pytest
from PIL import Image

import masar.screenshot
from masar.errors import ExportError
from masar.export import export
from masar.story_folder import load_story
from tests.browser.conftest import ROOT, find_browser
from tests.hostile import HOSTILE, hostile_story

KIM = load_story(ROOT / "data" / "stories" / "kim-russia-2023")
ROUTE = (198, 58, 30)  # --masar-route of map.css


@pytest.fixture(autouse=True)
def program(monkeypatch):
    if not find_browser():
        pytest.skip("Playwright's own browser is not one that Masar looks for")


def test_picture_shows_the_route_at_the_size_asked_for():
    picture = Image.open(io.BytesIO(export(KIM, "screenshot", width=600, height=400, scale=2)))
    assert picture.size == (1200, 800)
    colours = picture.convert("RGB").getcolors(picture.width * picture.height)
    counts = {colour: count for count, colour in colours}
    assert counts[ROUTE] > 1000
    assert counts[(217, 228, 234)] > 10_000  # water: the world is drawn


def test_picture_is_the_same_twice():
    options = {"width": 500, "height": 400, "scale": 1}
    assert export(KIM, "screenshot", **options) == export(KIM, "screenshot", **options)


def test_hostile_story_gives_a_picture():
    assert export(hostile_story(HOSTILE["close"]), "screenshot", width=400, height=300, scale=1).startswith(b"\x89PNG")


def test_browser_has_no_way_out(monkeypatch):
    page = (
        "<body><script>const tried = ['http://127.0.0.1:9/', 'file:///etc/hostname', 'http://localhost/', 'https://example.org/'];"
        "Promise.allSettled(tried.map(a => fetch(a, {mode: 'no-cors'}))).then(all => {"
        "document.body.style.background = all.every(r => r.status === 'rejected') ? 'rgb(0,128,0)' : 'rgb(255,0,0)';"
        "document.body.setAttribute('data-masar', 'drawn')})</script>"
    )
    monkeypatch.setattr(masar.screenshot, "map_html", lambda *_args, **_options: page)
    picture = Image.open(io.BytesIO(masar.screenshot.shoot_map(KIM, width=300, height=200, scale=1)))
    assert picture.convert("RGB").getpixel((150, 100)) == (0, 128, 0)


def test_a_map_that_is_never_drawn_ends_at_the_limit(monkeypatch):
    monkeypatch.setattr(masar.screenshot, "map_html", lambda *_args, **_options: "<p>nothing")
    with pytest.raises(ExportError, match=r"within 4 seconds. The figure \(png\)"):
        masar.screenshot.shoot_map(KIM, time_limit_s=4)


def test_one_picture_at_a_time():
    with masar.screenshot._one_at_a_time, pytest.raises(ExportError, match="Another picture"):
        masar.screenshot.shoot_map(KIM, time_limit_s=0.01)


def test_two_at_once_come_one_after_the_other():
    done = []

    def shoot():
        done.append(export(KIM, "screenshot", width=300, height=300, scale=1))

    threads = [threading.Thread(target=shoot) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 2
    assert len(set(done)) == 1


def test_a_browser_that_fails_is_said_so(monkeypatch):
    monkeypatch.setattr(masar.screenshot, "find_browser", lambda: "/bin/false")
    with pytest.raises(ExportError, match=r"could not take the picture .* needs no browser"):
        masar.screenshot.shoot_map(KIM)


def test_without_a_browser_the_figure_is_offered(monkeypatch):
    monkeypatch.setattr(masar.screenshot, "find_browser", lambda: None)
    with pytest.raises(ExportError, match=r"The figure \(png\) shows the same route") as caught:
        export(KIM, "screenshot")
    assert "الرسم (png)" in caught.value.message("ar")
