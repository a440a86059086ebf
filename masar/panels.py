"""
What stands beside the map, as HTML: stop cards, claims, timeline, tables, the marked article.

Pure: a story and a view become markup. The templates in `masar/templates/` are ours and fixed; everything
from an article or a file enters them as a value, and Jinja's autoescaping is the one encoder on that way
(with `clean_text` before it, which drops what no reader can see). No value is ever compiled.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from masar import i18n
from masar.encode import clean_text
from masar.marking import mark_article
from masar.measures import JourneyMeasures, measure_journey, warning_text
from masar.model import Article, Claim, Stop, Story
from masar.view import View, filter_claims, speaker_id


def show_text(value: Any) -> Any:
    """Return a text without what cannot be seen and would disturb the text around it; any other value as it is."""
    return clean_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value


# "TOKYO: ", "القاهرة (وكالة) - " before the first words of a text.
_DATELINE = re.compile(r"^(?:[A-Z][A-Z ,.']{2,30}|[^\n():]{2,40}\([^()\n]{2,30}\))\s*[-–—:]\s+")
_OPENING = 400
# Above this many claims the stacked panel names how many a stop has, and shows them when the stop is chosen.
MOST_STACKED = 150


@dataclass(frozen=True, slots=True)
class Said:
    """A text in the language it is in; `original` if that is not the language asked for."""

    text: str
    language: str
    original: bool

    def __bool__(self) -> bool:
        return bool(self.text)


def say(record: Any, field: str, language: str) -> Said:
    """
    Return a record's text in the language asked for, or else in the other, marked as such.

    Parameters
    ----------
    record
        Anything with the fields `<field>_en` and `<field>_ar` (or `<field>` and `<field>_ar`).
    """
    english = getattr(record, f"{field}_en", None)
    forms = {"en": getattr(record, field, "") if english is None else english, "ar": getattr(record, f"{field}_ar")}
    other = "ar" if language == "en" else "en"
    if forms[language] or not forms[other]:
        return Said(forms[language], language, original=False)
    return Said(forms[other], other, original=True)


def say_speaker(claim: Claim, language: str) -> Said:
    """Return who makes a claim; where nobody is named and the publisher is not known, the article itself."""
    speaker = say(claim, "speaker", language)
    return speaker or Said(i18n.text("claims.article", language), language, original=False)


def say_title(story: Story, language: str) -> Said:
    """Return a story's title; a draft without one is known by the first words of its text."""
    title = say(story, "title", language)
    if title:
        return title
    words = _DATELINE.sub("", story.articles[0].text[:_OPENING].lstrip()).split(maxsplit=9)[:9]
    return Said(" ".join(words)[:80] + "…", story.language, original=False)


def say_quote(claim: Claim, story: Story, language: str) -> Said:
    """Return the quoted words in the language asked for, or else as they stand in the article."""
    other = "en" if story.language == "ar" else "ar"
    if language != story.language and claim.quote_translation:
        return Said(claim.quote_translation, other, original=False)
    return Said(claim.quote, story.language, original=bool(claim.quote) and language != story.language)


def say_sentence(claim: Claim, story: Story, language: str) -> Said:
    """Return the sentence that carries a claim, in the language asked for where the story has that text."""
    if language != story.language and claim.translation_end and len(story.articles) > 1:
        article = story.articles[1]
        return Said(article.text[claim.translation_start : claim.translation_end], article.language, original=False)
    original = language != story.language
    return Said(story.articles[0].text[claim.start : claim.end], story.language, original=original)


# A run shows the same measures in several places; a story is frozen, and hashes in well under a millisecond.
_measure = lru_cache(maxsize=32)(measure_journey)


@lru_cache(maxsize=32)
def find_opposed(story: Story) -> Mapping[str, tuple[Claim, ...]]:
    """Return, for each claim that stands against others, those others: the relation holds both ways."""
    pairs = {(claim.claim_id, other) for claim in story.claims for other in claim.against}
    pairs |= {(other, claim) for claim, other in pairs}
    return {
        first: tuple(c for c in story.claims if (first, c.claim_id) in pairs)
        for first in dict.fromkeys(first for first, _ in sorted(pairs))
    }


def find_disputes(story: Story, claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Return the disputes these claims take part in, each as all the claims on its sides, in the story's order."""
    return _join_disputes(story, claims, find_opposed(story))


def _join_disputes(
    story: Story, claims: Iterable[Claim], opposed: Mapping[str, tuple[Claim, ...]]
) -> tuple[tuple[Claim, ...], ...]:
    disputes: dict[tuple[str, ...], tuple[Claim, ...]] = {}
    for claim in claims:
        found = {claim.claim_id} if claim.kind == "no_confirmation" or claim.claim_id in opposed else set()
        waiting = list(found)
        while waiting:
            fresh = {other.claim_id for other in opposed.get(waiting.pop(), ())} - found
            found |= fresh
            waiting += fresh
        if found:
            side = tuple(c for c in story.claims if c.claim_id in found)
            disputes[tuple(c.claim_id for c in side)] = side
    return tuple(disputes.values())


def gazetteer_name(gazetteer: str, language: str) -> str:
    """Return the name of a gazetteer as a reader knows it."""
    key = f"gazetteer.{gazetteer}"
    return i18n.text(key, language) if key in i18n.catalogue() else gazetteer


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("masar", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=show_text,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=i18n.text, number=i18n.number, day=i18n.day, short_day=i18n.short_day, weekday=i18n.weekday,
        position=i18n.position, listed=i18n.listed, gazetteer_name=gazetteer_name, directions=i18n.DIRECTIONS,
        say=say, say_speaker=say_speaker, say_title=say_title, say_quote=say_quote, say_sentence=say_sentence,
    )  # fmt: skip
    return environment


def render(template: str, **values: Any) -> str:
    """Return a template of `masar/templates/` filled in."""
    return _environment().get_template(template).render(**values)


def draw_panel(story: Story, view: View) -> str:
    """Return the side panel: the stop selected, or all stops stacked, then the claims that belong to none."""
    claims = filter_claims(story, view)
    chosen = story.stop(view.stop)
    stops = (chosen,) if chosen else story.stops
    measures, opposed = _measure(story), find_opposed(story)
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.stop_id, []).append(claim)
    return render(
        "panel.html",
        story=story,
        language=view.language,
        stops=stops,
        folded=chosen is None and len(claims) > MOST_STACKED,
        cards={
            stop.stop_id: _card_details(story, stop, told.get(stop.stop_id, ()), measures, opposed, view.language)
            for stop in stops
        },
        elsewhere=() if chosen else _elsewhere(story, claims),
        filtered=len(claims) < len(story.claims),
        opposed=opposed,
    )


def _card_details(
    story: Story,
    stop: Stop,
    own: Sequence[Claim],
    measures: JourneyMeasures,
    opposed: Mapping[str, tuple[Claim, ...]],
    language: str,
) -> dict[str, Any]:
    """Return what a stop's card shows beside the stop itself; `own` are the claims about it."""
    leg = next((leg for leg in story.legs if leg.to_stop == stop.stop_id), None)
    measured = measures.leg(leg.leg_id) if leg else None
    return {
        "claims": own,
        "disputes": _join_disputes(story, own, opposed),
        "leg": leg,
        "measures": measured,
        "warning": warning_text(measured, language) if measured else "",
    }


def _elsewhere(story: Story, claims: Sequence[Claim]) -> tuple[tuple[Any, tuple[Claim, ...]], ...]:
    """Return the claims that belong to no stop, by place (`None`: the whole journey)."""
    free = [claim for claim in claims if not claim.stop_id]
    places = dict.fromkeys(claim.place_id for claim in free)
    ordered = sorted(places, key=bool)  # what concerns the whole journey comes first
    return tuple((story.place(p) if p else None, tuple(c for c in free if c.place_id == p)) for p in ordered)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the timeline (`None`: undated, perhaps only announced): the stops reached and the claims made on it."""

    date: date | None
    stops: tuple[Any, ...]
    claims: tuple[Claim, ...]
    gap: bool = False
    announced: bool = False


def list_days(story: Story) -> tuple[Day, ...]:
    """Return the days on which something happens, in order; `gap` marks one that does not follow its predecessor."""
    stops_on = {stop.arrival for stop in story.stops if stop.arrival and stop.date_precision == "day"}
    told_on = {claim.date for claim in story.claims if claim.date and claim.date_precision == "day"}
    told_on |= {story.published} if story.published else set()
    # What was said years before or after the journey is background, and would tear the strip apart.
    near = {day for day in told_on if not stops_on or min(abs((day - stop).days) for stop in stops_on) <= 31}
    dates = sorted(stops_on | near)
    days = [
        Day(
            day,
            tuple(s for s in story.stops if s.arrival == day and s.date_precision == "day"),
            tuple(c for c in story.claims if c.date == day and c.date_precision == "day"),
            gap=number > 0 and (day - dates[number - 1]).days > 1,
        )
        for number, day in enumerate(dates)
    ]
    undated = [stop for stop in story.stops if stop.arrival is None or stop.date_precision != "day"]
    told = tuple(stop for stop in undated if stop.status != "planned" and stop.basis == "stated")
    later = tuple(stop for stop in undated if stop.status == "planned")
    before = [Day(None, told, ())] if told and story.stops[0] in told else []
    after = [Day(None, told, ())] if told and not before else []
    return (*before, *days, *after, *([Day(None, later, (), announced=True)] if later else ()))


def stop_on(story: Story, when: date) -> str:
    """Return the id of the stop where the traveller was on a day: the last reached by then, or else the first."""
    reached = [s for s in story.stops if s.status != "planned" and s.arrival and s.arrival <= when]
    return (reached[-1] if reached else story.stops[0]).stop_id if story.stops else ""


def draw_timeline(story: Story, view: View) -> str:
    """Return the strip of days, with stops and claims on it."""
    return render("timeline.html", story=story, language=view.language, days=list_days(story), view=view)


def draw_figures(story: Story, language: str) -> str:
    """Return the table of legs with their lengths, days and speeds."""
    measures = _measure(story)
    planned = [m for m, leg in zip(measures.legs, story.legs, strict=True) if leg.status != "travelled"]
    return render(
        "figures.html",
        story=story,
        language=language,
        measures=measures,
        planned_km=(sum(m.geodesic_km for m in planned), sum(m.route_km for m in planned)),
        warnings={leg.leg_id: warning_text(leg, language) for leg in measures.legs},
    )


def draw_heading(story: Story, language: str) -> str:
    """Return the story's headline, byline and one-line summary."""
    return render("heading.html", story=story, language=language, measures=_measure(story))


def search_claims(story: Story, claims: Sequence[Claim], words: str) -> tuple[Claim, ...]:
    """Return the claims in which every word asked for occurs, in either language, in text, quotation or name."""
    wanted = words.casefold().split()
    return tuple(claim for claim in claims if all(word in _searched(story, claim) for word in wanted))


def _searched(story: Story, claim: Claim) -> str:
    stop = story.stop(claim.stop_id)
    fields = (
        claim.text_en, claim.text_ar, claim.quote, claim.quote_translation, claim.speaker_en, claim.speaker_ar,
        claim.reported_by, claim.reported_by_ar, claim.note_en, claim.note_ar,
        *((stop.name_en, stop.name_ar) if stop else ()),
    )  # fmt: skip
    return "\n".join(fields).casefold()


def draw_claims(story: Story, claims: Sequence[Claim], language: str) -> str:
    """Return a table of claims."""
    return render("claims.html", story=story, claims=claims, language=language, opposed=find_opposed(story))


def draw_matrix(story: Story, claims: Sequence[Claim], language: str) -> str:
    """Return the counts of claims by speaker and stop; the last column holds those that belong to no stop."""
    columns = [stop.stop_id for stop in story.stops]
    counts: dict[str, list[int]] = {}
    names: dict[str, Said] = {}
    for claim in claims:
        key = speaker_id(claim)
        names.setdefault(key, say_speaker(claim, language))
        row = counts.setdefault(key, [0] * (len(columns) + 1))
        row[columns.index(claim.stop_id) if claim.stop_id in columns else -1] += 1
    rows = sorted(((names[key], row) for key, row in counts.items()), key=lambda item: -sum(item[1]))
    return render("matrix.html", story=story, language=language, rows=rows)


def draw_article(story: Story, article: Article, language: str, *, places: bool, claims: bool) -> str:
    """Return one of the story's texts with places and claims marked, each linked to its stop."""
    stops_at: dict[str, tuple[Stop, ...]] = {}
    for stop in story.stops:
        stops_at[stop.place_id] = (*stops_at.get(stop.place_id, ()), stop)
    marked = mark_article(article, story, places=places, claims=None if claims else ())
    return render("article.html", story=story, article=article, language=language, paragraphs=marked, stops_at=stops_at)


def draw_table(headings: Sequence[str], rows: Sequence[Sequence[Any]], language: str, caption: str = "") -> str:
    """
    Return a plain table.

    Parameters
    ----------
    headings
        Keys of interface texts, one a column.
    rows
        Cells: numbers are set as such, texts as they are.
    """
    return render("table.html", headings=headings, rows=rows, language=language, caption=caption)
