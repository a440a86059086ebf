"""Strings that do harm where text is taken for code, and a story that carries one in every field."""

from datetime import date

import brs_kb

from masar.model import Article, Claim, Leg, Mention, Place, Source, Stop, Story

HOSTILE = {
    "template": "{{ cycler.__init__.__globals__.os.mkdir('pwned') }}{% for x in ().__class__.__mro__ %}",
    "script": "<script>window.pwned=1</script><img src=x onerror=window.pwned=1><svg onload=window.pwned=1>",
    "attribute": '" onmouseover="window.pwned=1" autofocus onfocus="window.pwned=1" x=\'',
    "literal": "`${window.pwned=1}` ${7*7} '+(window.pwned=1)+' \\u003cscript\\u003e",
    "style": "</style><style>*{display:none}</style>{background:url(http://evil.example/x)}",
    "bidi": "ab\u202ecd\u2066ef\u2069gh",
    "control": "a\x00b\x07c\x1bd\x7fe",
    "markdown": "[click](javascript:window.pwned=1) ![x](http://evil.example/x.png) :red[x] **b** $x^2$",
    "close": "--></textarea></title></script></iframe><iframe srcdoc='<script>parent.pwned=1</script>'>",
}


def sample_payloads(count=60):
    """Return an even sample of a public payload corpus, the same each time."""
    payloads = sorted({entry["payload"] for entry in brs_kb.get_all_payloads().values()})
    return payloads[:: max(1, len(payloads) // count)]


def hostile_story(text, story_id="hostile"):
    """Return a story in which every free text is the one given."""
    article = f"{text}\nNothing else."
    places = tuple(
        Place(i, text, text, text, "city", lat, lon, 1.0, text, text, text, role, 1.0)
        for i, lat, lon, role in (("p1", 30.0, 31.0, "stop"), ("p2", 32.0, 35.0, "stop"), ("p3", 34.0, 36.0, "context"))
    )
    stops = (
        Stop("s1", 0, "p1", text, text, 30.0, 31.0, text, "origin", None, "unknown", "inferred", text, text),
        Stop("s2", 1, "p2", text, text, 32.0, 35.0, text, "planned", date(2024, 1, 2), "day", "stated", text, text),
    )
    claims = tuple(
        Claim(
            claim_id, stop_id, "", text, text, text, text, kind, date(2024, 1, 2), "day", text, text, text, text,
            0, len(text), 0, len(text), against, text, text,
        )
        for claim_id, stop_id, kind, against in (
            ("c1", "s1", "accusation", ("c2",)), ("c2", "s2", "no_confirmation", ()), ("c3", "", "plan", ()),
        )
    )  # fmt: skip
    return Story(
        story_id, text, text, text, text, date(2024, 1, 3), "en", text, text,
        (Article(article, "en", text, text, date(2024, 1, 3)), Article(article, "ar", text, text, date(2024, 1, 3))),
        stops,
        (Leg("l1", "s1", "s2", "plane", "planned", "inferred", (), text, text),),
        places,
        (Mention("en", 0, len(text), text, "p1"), Mention("ar", 0, len(text), text, "p3")),
        claims,
        (Source(text, text, text),),
        (Source(text, text),),
    )  # fmt: skip
