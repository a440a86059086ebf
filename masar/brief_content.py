"""What a brief says, as strings and lists for the Typst template; which of it goes where is decided there."""

import re
from collections.abc import Sequence
from typing import Any

from masar import i18n
from masar.errors import StoryError
from masar.export.selection import describe_selection, select_claims
from masar.figure.furniture import standfirst_text
from masar.figure.stops import say, stop_note
from masar.figure.text import clean_text, clip_text, shorten, text_direction, wrap
from masar.i18n import FSI, PDI
from masar.measures import JourneyMeasures, measure_journey
from masar.model import Claim, Leg, Source, Story
from masar.panels import find_disputes, find_opposed, say_quote, say_speaker
from masar.view import View

_LONGEST_NAME, _LONGEST_TEXT = 160, 1500
_LONGEST_WORD = 36  # longer ones may break anywhere, so that none leaves the page
_LONGEST_ISOLATE = 40  # what is isolated as a box cannot break over lines
_LONGEST_END = 64
_STOPS_IN_LINE = 7
_LONGEST_ADDRESS = 300
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(?:/[!-~]*)?")
_ISOLATES = {0x2066: FSI, 0x2067: FSI}
_TITLE_WIDTH, _TITLE_SIZE = 478.0, 19.0  # points; as in the template
_COLUMNS = ("leg", "mode", "status", "line", "direct", "along", "total")
_ANSWERS = {"no_confirmation", "denial"}

Value = Any


def printable(text: str, most: int = _LONGEST_TEXT) -> Value:
    """
    Return a text as the template takes it: a string, or a list where parts of it are isolated.

    What stands between isolates becomes `{"isolated": ...}`, which Typst sets as a box of its own
    direction; the marks themselves would be copied with the text.
    """
    text = clean_text(text).translate(_ISOLATES)
    text = clip_text(text, most)
    text = " ".join(_soften(word) for word in text.split(" "))
    if FSI not in text:
        return text.replace(PDI, "")
    parts: list[Value] = []
    for number, piece in enumerate(text.split(FSI)):
        inside, mark, after = piece.partition(PDI)
        if number and mark:
            parts += [_isolated(inside), after]
        else:
            parts.append(piece)
    return [part.replace(PDI, "") if isinstance(part, str) else part for part in parts if part]


def _isolated(text: str) -> Value:
    if len(text) > _LONGEST_ISOLATE:
        return text
    return {"isolated": text, "rtl": text_direction(text, "") == "rtl"}


def paragraph(text: str, language: str, most: int = _LONGEST_TEXT) -> Value:
    """Return a text that stands by itself; `{"whole": ..., "rtl": ...}` where it runs against the document."""
    value = printable(text, most)
    direction = text_direction(clean_text(text)[:most], language)
    if direction == i18n.DIRECTIONS[language] or not isinstance(value, str):
        return value
    return {"whole": value, "rtl": direction == "rtl"}


def _soften(word: str) -> str:
    """Let a word longer than any real one break."""
    if len(word) <= _LONGEST_WORD:
        return word
    return "\u200b".join(word[i : i + _LONGEST_WORD] for i in range(0, len(word), _LONGEST_WORD))


def brief_content(story: Story, language: str, filters: View | None = None) -> dict[str, Value]:
    """
    Return everything the brief says, as strings and lists for the template.

    Of the claims only those that pass the filters are set; the five lines are about all of them.
    """
    stops = sorted(story.stops, key=lambda s: s.order)
    measures = _measure(story)
    lines = five_lines(story, measures, language)
    selection = describe_selection(story, filters, language)
    story = select_claims(story, filters)
    title = clip_text(clean_text(say(story, "title", language) or story.story_id), 240)
    return {
        "language": language,
        "direction": i18n.DIRECTIONS[language],
        "title": [printable(line) for line in wrap(title, _TITLE_WIDTH, _TITLE_SIZE, 600, 4, language=language)],
        "title_plain": title,
        "title_running": shorten(title, _TITLE_WIDTH * 0.75, 7.6),
        "standfirst": printable(standfirst_text(story, language), 300),
        "selection": printable(selection),
        "lines": [printable(line, 700) for line in lines],
        "stops": [
            {
                "number": str(stop.order),
                "status": stop.status,
                "name": printable(say(stop, "name", language) or stop.stop_id, _LONGEST_NAME),
                "note": printable(stop_note(stop, language)),
                "summary": paragraph(say(stop, "summary", language), language),
                "claims": [_claim(c, story, language) for c in story.claims if c.stop_id == stop.stop_id],
            }
            for stop in stops
        ],
        "elsewhere": _elsewhere(story, language),
        "disputes": [_dispute(claims, story, language) for claims in find_disputes(story, story.claims)],
        "legs": [_leg_row(leg, story, measures, language) for leg in story.legs],
        "totals": [_km(measures.geodesic_km, language), _km(measures.route_km, language)] if measures else [],
        "method": [
            printable(i18n.text(f"brief.method_text.{name}", language))
            for name in ("places", "distances", "dates", "map")
        ],
        "inferred": _inferred(story, language),
        "sources": _sources(story, language),
        "labels": _labels(language, selected=bool(selection)),
        "page": [
            _counter(part) for part in printable_parts(i18n.text("brief.page", language, page="\u0011", pages="\u0012"))
        ],
    }


def _labels(language: str, *, selected: bool) -> dict[str, Value]:
    """Return headings and other words; what they say of the whole report is only said where all of it is here."""
    names = (
        "in_five_lines", "stops", "elsewhere", "disputes", "disputes_lead", "said", "against", "legs", "method",
        "inferred", "nothing_inferred", "sources", "original", "note",
    )  # fmt: skip
    keys = {name: name for name in names}
    keys |= {f"column_{name}": f"table.{name}" for name in _COLUMNS}
    keys |= {name: f"selected.{name}" if selected else name for name in ("running", "no_answer", "no_claims")}
    return {name: printable(i18n.text(f"brief.{key}", language)) for name, key in keys.items()}


def printable_parts(text: str) -> list[str]:
    """Return a text cut at the places where the page numbers go, without marks of direction."""
    parts, current = [], ""
    for character in text:
        if character in "\u0011\u0012":
            parts += [current, character]
            current = ""
        elif character not in {FSI, PDI}:
            current += character
    return [part for part in [*parts, current] if part]


def _counter(part: str) -> Value:
    return {"\u0011": {"counter": "page"}, "\u0012": {"counter": "pages"}}.get(part, part)


def _measure(story: Story) -> JourneyMeasures | None:
    try:
        return measure_journey(story)
    except StoryError:  # a leg names what the story lacks: its length is not known
        return None


# --- the journey in five lines ------------------------------------------------------------------------------------


def five_lines(story: Story, measures: JourneyMeasures | None, language: str) -> list[str]:
    """Return whose journey it is, its way, its length, who tells of it and how sure that is."""
    unnamed = i18n.text("brief.unnamed", language)
    who = {name: clip_text(say(story, name, language), _LONGEST_NAME) or unnamed for name in ("traveller", "publisher")}
    if story.published:
        first = i18n.text("brief.line.who", language, **who, date=i18n.day(story.published, "day", language))
    else:
        first = i18n.text("brief.line.who_undated", language, **who)
    lines = [first, i18n.text("brief.line.route", language, stops=_route(story, language))]
    if measures and story.legs:
        planned = measures.route_km - measures.travelled_km
        values = {"km": round(measures.route_km), "direct": round(measures.geodesic_km)}
        if planned >= 0.5:
            lines.append(i18n.text("brief.line.length_planned", language, **values, planned=round(planned)))
        else:
            lines.append(i18n.text("brief.line.length", language, **values))
    speakers = {(c.speaker_en or c.speaker_ar) for c in story.claims}
    lines.append(
        i18n.text(
            "brief.line.claims",
            language,
            claims=i18n.text("brief.count.claims", language, n=len(story.claims)),
            speakers=i18n.text("brief.count.speakers", language, n=len(speakers)),
        )
    )
    return [*lines, _certainty(story, language)]


def _route(story: Story, language: str) -> str:
    stops = sorted(story.stops, key=lambda s: s.order)
    names = [_stop_with_note(story, s.stop_id, language) for s in stops]
    if len(names) <= _STOPS_IN_LINE:
        return i18n.text("brief.separator", language).join(names)
    first = i18n.text("brief.separator", language).join(names[:3])
    return i18n.text("brief.more_stops", language, first=first, n=len(names) - 3, last=names[-1])


def _stop_with_note(story: Story, stop_id: str, language: str) -> str:
    stop = story.stop(stop_id)
    if stop is None:
        return ""
    name, note = clip_text(say(stop, "name", language) or stop.stop_id, _LONGEST_NAME), stop_note(stop, language)
    note = note.replace(" ", "\u00a0")
    return f"{FSI}{name}{PDI} ({note})" if note else f"{FSI}{name}{PDI}"


def _certainty(story: Story, language: str) -> str:
    opposed = find_opposed(story)
    disputed = sum(c.kind == "no_confirmation" or c.claim_id in opposed for c in story.claims)
    count = sum(leg.basis == "inferred" for leg in story.legs)
    inferred = (
        i18n.text("brief.count.inferred", language, n=count) if count else i18n.text("brief.none.inferred", language)
    )
    if disputed:
        return i18n.text("brief.line.disputed", language, n=disputed, inferred=inferred)
    return i18n.text("brief.line.undisputed", language, inferred=inferred)


# --- claims -------------------------------------------------------------------------------------------------------


def _claim(claim: Claim, story: Story, language: str) -> dict[str, Value]:
    quote = say_quote(claim, story, language)
    via = clean_text(claim.reported_by_ar if language == "ar" else claim.reported_by) or clean_text(claim.reported_by)
    dated = claim.date is not None and claim.date_precision != "unknown"
    return {
        "id": clean_text(claim.claim_id)[:12],
        "kind": printable(i18n.text(f"brief.kind.{claim.kind}", language)),
        "disputed": claim.kind in _ANSWERS or claim.claim_id in find_opposed(story),
        "speaker": printable(say_speaker(claim, language).text, _LONGEST_NAME),
        "via": printable(i18n.text("brief.via", language, chain=clip_text(via, _LONGEST_NAME))) if via else "",
        "date": printable(i18n.day(claim.date, claim.date_precision, language)) if dated else "",
        "text": paragraph(say(claim, "text", language), language),
        "quote": printable(quote.text) if quote else "",
        "quote_language": quote.language,
        "quote_original": quote.original,
        "note": paragraph(say(claim, "note", language), language),
    }


def _elsewhere(story: Story, language: str) -> list[dict[str, Value]]:
    """Return the claims about no stop, those about the whole journey first, then by place."""
    known = {s.stop_id for s in story.stops}
    free = [c for c in story.claims if c.stop_id not in known]
    found = []
    for place_id in sorted(dict.fromkeys(c.place_id for c in free), key=bool):
        place = story.place(place_id) if place_id else None
        name = say(place, "name", language) if place else place_id
        heading = i18n.text("brief.about_place", language, place=clip_text(name, _LONGEST_NAME)) if name else ""
        claims = [_claim(c, story, language) for c in free if c.place_id == place_id]
        found.append({"heading": printable(heading or i18n.text("brief.about_journey", language)), "claims": claims})
    return found


def _dispute(claims: Sequence[Claim], story: Story, language: str) -> dict[str, Value]:
    """Return the two sides of a dispute: what is said, and what denies or does not confirm it."""
    answers = [c for c in claims if c.kind in _ANSWERS]
    said = [c for c in claims if c.kind not in _ANSWERS]
    if not answers:  # two accounts of one matter: the first against those that oppose it
        opposed = {c.claim_id for c in find_opposed(story).get(said[0].claim_id, ())}
        answers = [c for c in said if c.claim_id in opposed]
        said = [c for c in said if c.claim_id not in opposed]
    return {
        "said": [_claim(c, story, language) for c in said],
        "against": [_claim(c, story, language) for c in answers],
    }


# --- legs, what is inferred, sources ------------------------------------------------------------------------------


def _km(value: float, language: str) -> str:
    return i18n.number(value, language)


def _ends(leg: Leg, story: Story, language: str) -> dict[str, str]:
    """Return both ends of a leg, by number and name."""
    ends = {}
    for name, stop_id in (("a", leg.from_stop), ("b", leg.to_stop)):
        stop = story.stop(stop_id)
        shown = f"{stop.order} {say(stop, 'name', language) or stop.stop_id}" if stop else clean_text(stop_id)
        ends[name] = clip_text(shown, _LONGEST_END)
    return ends


def _leg_row(leg: Leg, story: Story, measures: JourneyMeasures | None, language: str) -> list[Value]:
    measured = measures.leg(leg.leg_id) if measures else None
    unknown = i18n.text("brief.table.unknown", language)
    return [
        printable(i18n.text("brief.table.from_to", language, **_ends(leg, story, language))),
        printable(i18n.text(f"brief.mode.{leg.mode}", language)),
        printable(i18n.text(f"brief.status.{leg.status}", language)),
        printable(i18n.text(f"brief.basis.{leg.basis}", language)),
        _km(measured.geodesic_km, language) if measured else unknown,
        _km(measured.route_km, language) if measured else unknown,
    ]


def _inferred(story: Story, language: str) -> list[dict[str, Value]]:
    """Return what is inferred: the places of stops, and the lines of legs with the reviewer's note."""
    found = []
    for stop in sorted(story.stops, key=lambda s: s.order):
        if stop.basis == "inferred":
            name = clip_text(say(stop, "name", language) or stop.stop_id, _LONGEST_NAME)
            item = i18n.text("brief.inferred_item.stop", language, number=str(stop.order), name=name)
            found.append({"item": printable(item), "note": paragraph(say(stop, "summary", language), language)})
    for leg in story.legs:
        if leg.basis == "inferred":
            item = i18n.text("brief.inferred_item.leg", language, **_ends(leg, story, language))
            found.append({"item": printable(item), "note": paragraph(say(leg, "note", language), language)})
    return found


def _title(source: Source, language: str) -> str:
    return (source.title_ar if language == "ar" else "") or source.title


def _sources(story: Story, language: str) -> list[dict[str, Value]]:
    publisher = clip_text(say(story, "publisher", language), _LONGEST_NAME)
    report = publisher
    if story.published:
        date = i18n.day(story.published, "day", language)
        report = i18n.text("brief.source.report", language, publisher=publisher, date=date)
    found = [{"title": printable(report), "path": "", "link": ""}] if publisher else []
    found += [
        {"title": paragraph(_title(s, language), language), "path": _soften_address(s.path), "link": _link(s.path)}
        for s in story.sources
    ]
    licences = i18n.text("brief.separator", language).join(
        clip_text(clean_text(_title(s, language)), 80) for s in story.licences
    )
    rest = [i18n.text("brief.source.story", language, licences=licences)] if licences else []
    rest += [i18n.text(f"brief.source.{name}", language) for name in ("base", "places", "font")]
    return found + [{"title": printable(line), "path": "", "link": ""} for line in rest]


def _link(path: str) -> str:
    """Return an address that may be followed: on the web, and without anything that is none of an address."""
    return path if len(path) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(path) else ""


def _soften_address(path: str) -> Value:
    """Return an address that breaks where its parts end, and only within a part that is longer than any real one."""
    if not _link(path):
        return printable(path, _LONGEST_ADDRESS)
    return "".join(_soften(part) for part in re.split(r"(?<=[/\-_.?&=])", path))
