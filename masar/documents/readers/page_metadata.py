"""What a web page says of itself: title, publisher and date, from JSON-LD, Open Graph, other tags, `<title>`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_TITLE_TAGS = ("og:title", "twitter:title", "headline", "dc.title")
_PUBLISHER_TAGS = ("og:site_name", "publisher", "dc.publisher", "application-name")
_DATE_TAGS = (
    "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "publication_date", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "parsely-pub-date",
    "sailthru.date", "article.published", "date",
)  # fmt: skip
_MAX_SCRIPT = 500_000
_MAX_NODES = 2_000
_MAX_FIELD = 300


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Title, publisher and ISO date of a page, empty where it does not say."""

    title: str
    publisher: str
    published: str


def read_page_metadata(tree: LexborHTMLParser) -> PageMetadata:
    """Return what the page says, the most deliberate source first."""
    tags = _read_tags(tree)
    linked = _read_linked_data(tree)
    publisher = _first(_name_of(linked.get("publisher")), *(tags.get(name, "") for name in _PUBLISHER_TAGS))
    title = _first(
        _string(linked.get("headline")), *(tags.get(name, "") for name in _TITLE_TAGS), _heading(tree), _title(tree)
    )
    dates = [_string(linked.get("datePublished")), *(tags.get(name, "") for name in _DATE_TAGS), *_time_elements(tree)]
    published = next((day for day in map(_iso_day, dates) if day), "")
    return PageMetadata(_without_site(title, publisher), publisher, published)


def _read_tags(tree: LexborHTMLParser) -> dict[str, str]:
    tags: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name:
            tags.setdefault(name.lower(), attributes.get("content") or "")
    return tags


def _read_linked_data(tree: LexborHTMLParser) -> Mapping[str, Any]:
    """Return the JSON-LD object that describes an article, or an empty one."""
    for node in tree.css('script[type="application/ld+json"]'):
        text = node.text()
        if len(text) > _MAX_SCRIPT:
            continue
        try:
            content = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(content):
            if "headline" in item or "datePublished" in item:
                return item
    return {}


def _objects(content: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [content]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, dict):
            yield item
            waiting.extend(value for value in item.values() if isinstance(value, (dict, list)))
        elif isinstance(item, list):
            waiting.extend(item)


def _time_elements(tree: LexborHTMLParser) -> list[str]:
    nodes = tree.css('[itemprop~="datePublished"][datetime], time[pubdate][datetime], article time[datetime]')
    return [node.attributes.get("datetime") or "" for node in nodes[:5]]


def _heading(tree: LexborHTMLParser) -> str:
    headings = tree.css("h1")
    return headings[0].text() if len(headings) == 1 else ""


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return node.text() if node is not None else ""


def _string(value: Any) -> str:
    while isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) else ""


def _name_of(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _first(*values: str) -> str:
    return next((clean for value in values if (clean := " ".join(value.split())[:_MAX_FIELD])), "")


def _without_site(title: str, publisher: str) -> str:
    """Return "Headline" for "Headline | Site"."""
    if publisher and title.endswith(publisher) and len(title) > len(publisher):
        head = title[: -len(publisher)].rstrip()
        if head.endswith(("|", "-", "–", "—", "·", ":")):
            return head[:-1].rstrip()
    return title


def _iso_day(value: str) -> str:
    """Return the day as the page writes it, in the page's own time zone."""
    value = value.strip()[:60]
    try:
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        pass
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
