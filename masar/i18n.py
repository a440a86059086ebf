"""
The interface's words, dates and numbers, in English and Arabic.

Texts stand in `masar/texts/*.toml`, both languages side by side under one dotted key, so that a
missing translation is visible where it is missing. A text that counts something has one form for each CLDR
plural category of its language; the value named `n` chooses. Dates, numbers and lists follow CLDR
through Babel. Digits are European (0-9) in both languages, as most Arabic news agencies set them.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

Language = Literal["en", "ar"]
LANGUAGES: tuple[Language, ...] = ("en", "ar")
DIRECTIONS: Mapping[str, str] = {"en": "ltr", "ar": "rtl"}

# First-strong isolate and its end: what is put into a sentence keeps its own direction there.
FSI, PDI = "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@cache
def catalogue() -> Mapping[str, Mapping[str, Any]]:
    """Return every text by dotted key: `{"map.legend": {"en": ..., "ar": ...}}`."""
    found: dict[str, Mapping[str, Any]] = {}
    for file in sorted(resources.files("masar").joinpath("texts").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            _flatten(tomllib.loads(file.read_text(encoding="utf-8")), "", found)
    return found


def _flatten(node: Mapping[str, Any], prefix: str, found: dict[str, Mapping[str, Any]]) -> None:
    for name, value in node.items():
        key = f"{prefix}.{name}" if prefix else name
        if set(value) <= set(LANGUAGES):
            found[key] = value
        else:
            _flatten(value, key, found)


def text(key: str, language: str, /, **values: Any) -> str:
    """
    Return an interface text.

    Parameters
    ----------
    key
        Dotted key, such as `map.legend`.
    language
        `en` or `ar`.
    values
        What the text names in braces. In Arabic each is isolated, so that a Latin name or a number
        cannot disturb the order of the sentence; in English, what holds letters written from the right.
        `n` chooses the plural form.

    Raises
    ------
    KeyError
        If there is no such text: a mistake in the program, not in data.
    """
    form = catalogue()[key][language]
    if isinstance(form, Mapping):
        form = form.get(_plural_category(values["n"], language), form["other"])
    if not values:
        return str(form)
    shown = {name: number(value, language) if _is_number(value) else str(value) for name, value in values.items()}
    shown = {
        name: f"{FSI}{value}{PDI}" if language == "ar" or _RIGHT_TO_LEFT.search(value) else value
        for name, value in shown.items()
    }
    return str(form).format(**shown)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _plural_category(n: float, language: str) -> str:
    return str(_locale(language).plural_form(n))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse({"ar": "ar_EG"}.get(language, "en"))


def number(value: float, language: str, decimals: int = 0) -> str:
    """Return a number with grouping, rounded to the decimals asked for."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=_locale(language), numbering_system="latn")


def day(value: date | None, precision: str, language: str) -> str:
    """
    Return a date as far as it is known.

    Parameters
    ----------
    value
        The date, or `None` where there is none.
    precision
        `day`, `week`, `month`, `year` or `unknown`.
    language
        `en` or `ar`.
    """
    if value is None or precision == "unknown":
        return text("date.unknown", language)
    pattern = {"day": "d MMMM y", "week": "d MMMM y", "month": "MMMM y", "year": "y"}[precision]
    shown = _latin_digits(format_date(value, format=pattern, locale=_locale(language)))
    return text("date.week_of", language, date=shown) if precision == "week" else shown


def weekday(value: date, language: str) -> str:
    """Return the name of the day of the week."""
    return str(format_date(value, format="EEEE", locale=_locale(language)))


def short_day(value: date, language: str) -> str:
    """Return day and month, for labels on maps and charts: `13 Sep`, `13 سبتمبر`."""
    return _latin_digits(format_date(value, format="d MMM", locale=_locale(language)))


def position(lat: float, lon: float, language: str) -> str:
    """Return a point in degrees, WGS84: `39.034° N, 125.754° E`."""
    return text(
        "position.point", language,
        lat=number(abs(lat), language, 3), ns=text("position.south" if lat < 0 else "position.north", language),
        lon=number(abs(lon), language, 3), ew=text("position.west" if lon < 0 else "position.east", language),
    )  # fmt: skip


def listed(items: Iterable[str], language: str) -> str:
    """Return names joined as the language joins them."""
    return str(format_list(list(items), locale=_locale(language)))


_TO_LATIN = {0x0660 + digit: str(digit) for digit in range(10)}


def _latin_digits(shown: str) -> str:
    return shown.translate(_TO_LATIN)


def country_names(language: str) -> tuple[str, ...]:
    """Return the names of all countries in a language, as CLDR has them."""
    return tuple(str(name) for code, name in _locale(language).territories.items() if code.isalpha())


def country_name(code: str, language: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2), or the code itself where CLDR has none."""
    return str(_locale(language).territories.get(code, code))
