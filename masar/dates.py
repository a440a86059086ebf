"""
Finding dates in a text: weekdays, relative days, months of every calendar in use, ISO dates.

What the words are stands in `masar/languages/*/dates.toml`; the shapes that dates take, common to the
languages, stand here. Words are folded and looked up one by one, so the cost is linear in the text. A
bare "Friday" or "13 September" is read backward or forward from the date of publication by the tense
of the words around it. Times of day are ignored. Hijri dates follow the Umm al-Qura calendar
(`hijridate`); where the Gregorian date stands beside them, it is taken.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from hijridate import Gregorian, Hijri

from masar.article import Span
from masar.date_words import EARLIEST, LATEST, Lexicon, Word, date_lexicon, is_retold, read_words
from masar.model import DatePrecision

_LOOK_BACK, _LOOK_AHEAD = 14, 10
_REMEMBERED = 2  # stops and claims ask for the dates of the same text
_YEARS_KEPT, _LONGEST_DAY = 4, 2
_SENTENCE_STOPS = frozenset(".!?؟؛;\n")
_CLAUSE_STOPS = frozenset(',،:()"«»“”')


@dataclass(frozen=True, slots=True)
class DateMention:
    """
    A date where it is written: `text[start:end]`.

    `date` is the day itself, or the first day of the week, month or year that `precision` names. `until`
    is the last day of a range ("5-9 March"), else `None`. `guessed` tells of a bare weekday that its week was
    guessed from the tense around it.
    """

    start: int
    end: int
    date: dt.date
    precision: DatePrecision
    until: dt.date | None = None
    guessed: bool = False


class _Part(NamedTuple):
    """What a rule has read: the index after it, and the date."""

    stop: int
    date: dt.date
    precision: DatePrecision
    until: dt.date | None = None
    guessed: bool = False


@lru_cache(maxsize=_REMEMBERED)
def find_dates(text: str, language: str, published: dt.date | None) -> tuple[DateMention, ...]:
    """
    Return the dates that a text names, in order; they do not overlap.

    Parameters
    ----------
    text
        Any text.
    language
        `ar` or `en`.
    published
        The day that relative dates count from; without it only dates with a year are found.

    Raises
    ------
    FileNotFoundError
        If nothing is known of the language.
    """
    lexicon = date_lexicon(language)
    return _Reader(*read_words(text, lexicon), lexicon, published).read()


class _Reader:
    """Reads dates off a list of words. Each rule looks at a bounded number of words."""

    def __init__(self, words: list[Word], spans: list[Span], lexicon: Lexicon, published: dt.date | None) -> None:
        self.words = words
        self.spans = spans
        self.lexicon = lexicon
        self.published = published
        self.last: dt.date | None = published
        self.last_year: int | None = published.year if published else None
        self.last_stop = 0
        self.years: list[int] = []  # those named, the last one first
        self.retold = is_retold(words, published, lexicon)

    def read(self) -> tuple[DateMention, ...]:
        found: list[DateMention] = []
        index = 0
        while index < len(self.words):
            word = self.words[index]
            part = self._read_at(index) if word.kinds or word.form[0].isdecimal() else None
            if part is None:
                index += 1
                continue
            span = self.spans[index][0], self.spans[part.stop - 1][1]
            found.append(DateMention(*span, part.date, part.precision, part.until, part.guessed))
            if part.precision == "day":
                self.last = part.date
            if part.precision != "week":
                self._remember_year(part.date.year)
            index = self.last_stop = part.stop
        return tuple(found)

    def _remember_year(self, year: int) -> None:
        self.last_year = year
        if year in self.years:
            self.years.remove(year)
        self.years = [year, *self.years[: _YEARS_KEPT - 1]]

    def _read_at(self, index: int) -> _Part | None:
        try:
            return (
                self._read_whole(index)
                or self._read_hijri(index)
                or self._read_month_date(index)
                or self._read_relative(index)
                or self._read_weekday(index)
                or self._read_unit(index)
                or self._read_year(index)
            )
        except (ValueError, OverflowError):
            return None  # a day that no calendar has, such as 31 June

    # --- helpers

    def _kind(self, index: int, kind: str) -> int | None:
        if 0 <= index < len(self.words):
            return self.words[index].kinds.get(kind)
        return None

    def _in(self, index: int, name: str) -> bool:
        return 0 <= index < len(self.words) and self.words[index].form in self.lexicon.sets[name]

    def _skip(self, index: int, name: str, most: int = 2) -> int:
        while most and self._in(index, name):
            index, most = index + 1, most - 1
        return index

    def _day(self, index: int) -> int | None:
        for kind in ("number", "ordinal"):
            value = self._kind(index, kind)
            if value is not None and 1 <= value <= 31:
                return value
        return None

    def _year(self, index: int, low: int = EARLIEST, high: int = LATEST) -> int | None:
        value = self._kind(index, "number")
        return value if value is not None and low <= value <= high and self._digits(index) == 4 else None

    def _digits(self, index: int) -> int:
        return len(self.words[index].form)

    def _tense(self, index: int, stop: int) -> int:
        """Return the tense of the words around a date: those of its own clause before those further off."""
        before, ahead = self._tense_before(index), self._tense_ahead(stop)
        opens = index == 0 or self._opens_clause(index - 1)
        first, second = (ahead, before) if opens else (before, ahead)
        return first or second

    def _opens_clause(self, index: int) -> bool:
        """Tell whether a date after this word begins its clause: ", Friday", ". On Friday"."""
        form = self.words[index].form
        if form in _SENTENCE_STOPS or form in _CLAUSE_STOPS:
            return True
        return self._in(index, "opener") and (index == 0 or not self.words[index - 1].form[0].isalnum())

    def _tense_before(self, index: int) -> int:
        for word in reversed(self.words[max(0, index - _LOOK_BACK) : index]):
            if word.form in _SENTENCE_STOPS:
                return 0
            if word.tense:
                return word.tense
        return 0

    def _tense_ahead(self, index: int) -> int:
        for word in self.words[index : index + _LOOK_AHEAD]:
            if word.form in _SENTENCE_STOPS:
                return 0
            if word.tense:
                return word.tense
        return 0

    # --- rules

    def _read_whole(self, index: int) -> _Part | None:
        """2023-09-13, 13/9/2023, 13.9.2023, 13-9-2023."""
        pieces = self.words[index].form.replace("-", ".").split(".")
        stop = index + 1
        if len(pieces) == 1 and [w.form for w in self.words[index + 1 : index + 4 : 2]] == ["/", "/"]:
            pieces = [w.form for w in self.words[index : index + 5 : 2]]
            stop = index + 5
        if len(pieces) != 3 or not all(piece.isdecimal() and len(piece) <= 4 for piece in pieces):
            return None
        a, b, c = (int(piece) for piece in pieces)
        if len(pieces[0]) == 4:
            return _Part(stop, dt.date(a, b, c), "day")
        if len(pieces[2]) != 4:
            return None
        if b > 12 >= a:
            a, b = b, a
        return _Part(stop, dt.date(c, b, a), "day")

    def _read_hijri(self, index: int) -> _Part | None:
        """25 ذي القعدة 1444 (الموافق 14 يونيو 2023): the Gregorian date wins where it stands beside."""
        day = self._day(index)
        month_at = self._skip(index + 1, "of") if day is not None else index
        month = self._kind(month_at, "hijri")
        if month is None:
            return None
        year = self._year(month_at + 1, 1200, 1700)
        if day is None and year is None:
            return None
        stop = self._skip(month_at + (1 if year is None else 2), "era", 1)
        beside = self._read_beside(stop)
        if beside is not None:
            return beside
        hijri_year = year or self._nearest_hijri_year(month, day or 1)
        if hijri_year is None:
            return None
        return _Part(stop, _from_hijri(hijri_year, month, day or 1), "day" if day else "month")

    def _read_beside(self, index: int) -> _Part | None:
        start = self._skip(index, "corresponding", 4)
        return (self._read_whole(start) or self._read_month_date(start)) if start < len(self.words) else None

    def _nearest_hijri_year(self, month: int, day: int) -> int | None:
        if self.published is None:
            return None
        published = self.published
        here: int = Gregorian.fromdate(published).to_hijri().year
        years = (here, here - 1, here + 1)
        return min(years, key=lambda y: abs(_from_hijri(y, month, day).toordinal() - published.toordinal()))

    def _read_month_date(self, index: int) -> _Part | None:
        """13 September (2023), September 13(, 2023), الثالث من يناير, 5-9 March, أيلول/سبتمبر, May 2022."""
        first, last, month_at = self._read_days(index)
        month, stop = self._read_month(month_at)
        if month is None:
            return self._read_day_of_this_month(index, first, month_at)
        if first is None:
            over = self._read_over_months(index, month, stop)
            if over is not None:
                return over
            first, last, stop = self._read_days_after(stop)
        year_at = self._skip(stop, "of", 1)
        year = self._year(year_at)
        if year is None and self._kind(year_at, "same_year") is not None:
            year, stop = self.last_year, year_at + 1
        elif year is not None:
            stop = self._skip(year_at + 1, "era", 1)
        if first is None and year is None and not self._month_is_sure(index, stop):
            return None
        return self._date_of(index, stop, (first, last), month, year)

    def _read_days(self, index: int) -> tuple[int | None, int | None, int]:
        pieces = self.words[index].form.split("-")
        if len(pieces) == 2 and all(p.isdecimal() and len(p) <= 2 for p in pieces):
            return int(pieces[0]), int(pieces[1]), self._skip(index + 1, "of")
        first = self._day(index)
        if first is None:
            return None, None, index
        last_at = self._skip(index + 1, "range", 1)
        last = self._day(last_at)
        if last is not None and last > first and self._year(last_at) is None and self._joins(index, last_at):
            return first, last, self._skip(last_at + 1, "of")
        return first, None, self._skip(index + 1, "of")

    def _read_days_after(self, index: int) -> tuple[int | None, int | None, int]:
        """Read the days that stand after their month: September 13, September 3-6, September 3 to 6."""
        first, last, _ = self._read_days(index) if index < len(self.words) else (None, None, index)
        if first is None or self._year(index) is not None:
            return None, None, index
        if last is None:
            return first, None, index + 1
        if self._day(index) is None:  # both in one word: 3-6
            return first, last, index + 1
        return (first, last, index + 3) if self._in(index + 1, "range_after") else (first, None, index + 1)

    def _read_over_months(self, index: int, month: int, at: int) -> _Part | None:
        """Read "October 27-November 8", written without spaces, from its first month on."""
        at = self._past_stop(at)  # "Oct. 27-Nov. 8"
        head, _, tail = (self.words[at].form if at < len(self.words) else "").partition("-")
        day_at = self._past_stop(at + 1)
        later, last = self.lexicon.kinds.get(tail, {}).get("month"), self._day(day_at)
        if later is None or last is None or not head.isdecimal() or len(head) > _LONGEST_DAY:
            return None
        stop, turns = day_at + 1, int(later < month)
        year_at = self._skip(stop, "of", 1)
        year = self._year(year_at)
        stop = stop if year is None else year_at + 1
        part = self._date_of(index, stop, (int(head), None), month, None if year is None else year - turns)
        if part is None:
            return None
        year = part.date.year + turns
        valid = last <= calendar.monthrange(year, later)[1]
        return part._replace(until=dt.date(year, later, last) if valid else None)

    def _past_stop(self, at: int) -> int:
        return at + (at < len(self.words) and self.words[at].form == ".")

    def _joins(self, index: int, last_at: int) -> bool:
        """Tell whether two days are parted by a sign or word of range, glued to the second in Arabic."""
        return last_at > index + 1 or self.spans[last_at][0] > self.spans[index][1]

    def _read_month(self, index: int) -> tuple[int | None, int]:
        """Read a month, and the same month by its other name beside it: أيلول/سبتمبر, سبتمبر (أيلول)."""
        month = self._kind(index, "month")
        stop = index + 1
        if month is None:
            return None, index
        if self._kind(index + 2, "month") == month and self.words[index + 1].form in ("/", "("):
            stop = index + 3
            if self.words[index + 1].form == "(" and stop < len(self.words) and self.words[stop].form == ")":
                stop += 1
        if stop + 1 < len(self.words) and self.words[stop].form == "." and self._read_days(stop + 1)[0] is not None:
            stop += 1  # Sept. 13, Sept. 13-15
        return month, stop

    def _month_is_sure(self, index: int, stop: int) -> bool:
        if self._kind(stop, "direction") is not None or self._kind(index - 1, "direction") is not None:
            return True
        if self.words[index].form not in self.lexicon.ambiguous or stop > index + 1:
            return True
        return self._in(index - 1, "before_month")

    def _read_day_of_this_month(self, index: int, day: int | None, at: int) -> _Part | None:
        """التاسع من الشهر (الجاري): of the month of publication."""
        if day is None or self.published is None or at == index + 1:
            return None
        if self._kind(at, "unit") != 2 and not (self._in(at - 1, "month_word") or self._in(at, "month_word")):
            return None
        stop = at + 1 if self._kind(at, "unit") == 2 or self._in(at, "month_word") else at
        months, stop = self._read_direction(stop)
        return _Part(stop, _shift_months(self.published.replace(day=1), months or 0).replace(day=day), "day")

    def _date_of(
        self, index: int, stop: int, days: tuple[int | None, int | None], month: int, year: int | None
    ) -> _Part | None:
        first, last = days
        direction = self._kind(index - 1, "direction")
        if year is None:
            after, stop = self._read_direction(stop)
            direction = after if after is not None else direction
            year = self._guess_year(index, stop, month, first or 15, direction)
        if year is None:
            return None
        until = dt.date(year, month, last) if last is not None else None
        return _Part(stop, dt.date(year, month, first or 1), "day" if first else "month", until)

    def _read_direction(self, index: int) -> tuple[int | None, int]:
        value = self._kind(index, "direction")
        return (value, index + 1) if value is not None else (None, index)

    def _guess_year(self, index: int, stop: int, month: int, day: int, direction: int | None) -> int | None:
        """Return the year of a month without one.

        A weekday beside it speaks for a year named before: "11 January 1974 ... on Saturday 12 January". In a text
        that tells of long ago the year nearest to the date before is meant, else the one nearest to publication.
        """
        weekday = self._weekday_before(index)
        fits = self.published is not None and weekday == _weekday_of(self.published.year, month, day)
        if fits and not self.retold and self.published is not None:
            return self.published.year
        if self.last_year is not None and weekday == _weekday_of(self.last_year, month, day):
            return self.last_year
        guessed = self._nearest_year(month, day) if self.retold and weekday < 0 else None
        if guessed is None:
            guessed = self._year_near_publication(index, stop, month, day, direction)
        if guessed is None or weekday < 0 or _weekday_of(guessed, month, day) == weekday:
            return guessed
        return next((year for year in self.years if _weekday_of(year, month, day) == weekday), guessed)

    def _nearest_year(self, month: int, day: int) -> int | None:
        """Return the year that puts a day nearest to the date before."""
        last = self.last
        if last is None:
            return None
        years = [y for y in (last.year, last.year + 1, last.year - 1) if _weekday_of(y, month, day) is not None]
        return min(years, key=lambda year: abs((dt.date(year, month, day) - last).days), default=None)

    def _year_near_publication(self, index: int, stop: int, month: int, day: int, direction: int | None) -> int | None:
        """Return the year that puts a day nearest to publication, on the side that the tense says."""
        if self.published is None:
            return self.last_year
        published = self.published
        tense = direction if direction is not None else self._tense(index, stop)
        years = (published.year, published.year - 1, published.year + 1)
        days = {year: dt.date(year, month, min(day, calendar.monthrange(year, month)[1])) for year in years}
        beside = self._date_beside(index)
        if not tense and beside is not None:
            return min(years, key=lambda year: abs((days[year] - beside).days))
        low, high = {-1: (-330, 30), 1: (-30, 330), 0: (-300, 60)}[tense]
        return next((year for year in years if low <= (days[year] - published).days <= high), published.year)

    def _date_beside(self, index: int) -> dt.date | None:
        """Return the date named before in the same sentence: "on September 3-6 ... and on September 11-13"."""
        if not self.last_stop or any(w.form in _SENTENCE_STOPS for w in self.words[self.last_stop : index][:40]):
            return None
        return self.last if index - self.last_stop < 40 else None

    def _weekday_before(self, index: int) -> int:
        """Return the weekday beside a date, -1 if there is none."""
        at = index - 1 if index and self.words[index - 1].form.isalnum() else index - 2
        weekday = self._kind(at, "weekday")
        return -1 if weekday is None else weekday

    def _read_relative(self, index: int) -> _Part | None:
        """Today, tomorrow, غدا الخميس, the following day; a weekday beside it is part of it."""
        offset, base = self._kind(index, "relative"), self.published
        if offset is None:
            offset, base = self._kind(index, "following"), self.last
        if offset is None or base is None:
            return None
        stop = index + 1
        ordinal = self._kind(stop, "ordinal")
        last_day = stop < len(self.words) and self.words[stop].form in self.lexicon.sets["last_day"]
        if offset == 0 and (ordinal is not None or last_day) and not self.lexicon.cased:
            return self._retold_day(stop, ordinal)
        if self._kind(stop, "weekday") is not None and self._kind(stop, "month") is None:
            stop += 1
        return _Part(stop, base + dt.timedelta(days=offset), "day")

    def _read_weekday(self, index: int) -> _Part | None:
        """Friday, last Friday, الجمعة المقبل, Friday 15 September."""
        direction, at = self._read_direction(index)
        weekday = self._kind(at, "weekday")
        if weekday is None:
            return None
        stop = at + 1
        dated = self._skip(stop, "of", 1)
        if dated < len(self.words) and (part := self._read_date_beside(dated)):
            return part
        ambiguous = self.words[at].form in self.lexicon.ambiguous and direction is None
        if self.retold and not ambiguous:
            return self._retold_weekday(weekday, direction, stop)
        if self.published is None or ambiguous:
            return None
        after, stop = self._read_direction(stop)
        direction = after if after is not None else direction
        # "الثلاثاء القادم" counts from tomorrow, "الثلاثاء الماضي" from yesterday; "this" says nothing of the side.
        tense, beside = self._tense(index, stop), self._date_beside(index)
        if not tense and not direction and beside is not None:  # "X on Monday, Y on Tuesday": one after the other
            return _Part(stop, beside + dt.timedelta(days=(weekday - beside.weekday()) % 7), "day", guessed=True)
        day = self._weekday_date(weekday, direction or None, tense)
        return _Part(stop, day, "day", guessed=not direction)

    def _retold_day(self, stop: int, ordinal: int | None) -> _Part | None:
        """Read "في اليوم الثامن": the 8th where a chronicle counts by months, else a day of what is told."""
        if ordinal is None or self.last is None or not self.retold:
            return None
        return _Part(stop + 1, self.last.replace(day=ordinal), "day")

    def _retold_weekday(self, weekday: int, direction: int | None, stop: int) -> _Part | None:
        """Read a weekday of a text that tells of long ago: it follows the day told before, at most by a week."""
        if self.last is None or self.last == self.published or direction:
            return None
        ahead = (weekday - self.last.weekday()) % 7
        return _Part(stop, self.last + dt.timedelta(days=ahead), "day", guessed=True)

    def _read_date_beside(self, index: int) -> _Part | None:
        part = self._read_whole(index) or self._read_hijri(index)
        if part is None and (self._day(index) or self._kind(index, "month") is not None):
            part = self._read_month_date(index)
        return part if part is not None and part.precision == "day" else None

    def _weekday_date(self, weekday: int, direction: int | None, tense: int) -> dt.date:
        assert self.published is not None
        ahead = (weekday - self.published.weekday()) % 7
        if direction is not None:
            days = (ahead or 7) if direction > 0 else (ahead - 7)
        else:
            days = ahead if tense > 0 or ahead == 0 else ahead - 7
        return self.published + dt.timedelta(days=days)

    def _read_unit(self, index: int) -> _Part | None:
        """Last week, الشهر المقبل, three days ago, قبل يومين."""
        if self._today() is None:
            return None
        direction, at = self._read_direction(index)
        unit = self._kind(at, "unit")
        if unit is not None:
            stop = at + 1
            if direction is None:
                direction, stop = self._read_direction(stop)
            return self._shifted(stop, unit, direction) if direction is not None and unit else None
        return self._read_ago(index)

    def _read_ago(self, index: int) -> _Part | None:
        sign = -1 if self._kind(index, "before") else 1 if self._kind(index, "ahead_before") else 0
        at = index + 1 if sign else index
        number, unit, stop = self._read_count(at)
        if number is None or unit is None:
            return None
        if not sign and unit == 1 and self._in(stop, "counted_from"):
            return self._read_weeks_from(stop + 1, number)
        if not sign:
            if self._kind(stop, "after") is None:
                return None
            sign, stop = -1, stop + 1
        elif sign > 0:
            return None  # "after three days" counts from something that is not said here
        return self._shifted(stop, unit, sign * number)

    def _read_weeks_from(self, index: int, weeks: int) -> _Part | None:
        """Read "a week from Sunday": so many weeks after the Sunday to come."""
        weekday = self._kind(index, "weekday")
        if weekday is None or self.published is None:
            return None
        return _Part(index + 1, self._weekday_date(weekday, 1, 1) + dt.timedelta(weeks=weeks), "day")

    def _read_count(self, index: int) -> tuple[int | None, int | None, int]:
        dual = self._kind(index, "dual")
        if dual is not None:
            return 2, dual, index + 1
        number = self._kind(index, "number")
        number = number if number is not None else self._kind(index, "count")
        if number is None:
            # Arabic says "قبل يوم" for one day ago.
            return (1, self._kind(index, "unit"), index + 1) if self._kind(index - 1, "before") else (None, None, index)
        return (number, self._kind(index + 1, "unit"), index + 2) if number <= 400 else (None, None, index)

    def _today(self) -> dt.date | None:
        """Return what "last week" counts from: publication, or in a text of long ago the day it has come to."""
        if not self.retold:
            return self.published
        return None if self.last == self.published else self.last

    def _shifted(self, stop: int, unit: int, count: int) -> _Part:
        today = self._today()
        assert today is not None
        if unit == 0:
            return _Part(stop, today + dt.timedelta(days=count), "day")
        if unit == 1:
            monday = today - dt.timedelta(days=today.weekday())
            return _Part(stop, monday + dt.timedelta(days=7 * count), "week")
        if unit == 2:
            return _Part(stop, _shift_months(today.replace(day=1), count), "month")
        return _Part(stop, dt.date(today.year + count, 1, 1), "year")

    def _read_year(self, index: int) -> _Part | None:
        year = self._year(index)
        if year is None or not self._in(index - 1, "before_year"):
            return None
        return _Part(self._skip(index + 1, "era", 1), dt.date(year, 1, 1), "year")


def _weekday_of(year: int, month: int, day: int) -> int | None:
    """Return the weekday of a day, `None` if its month has no such day: 29 February."""
    return calendar.weekday(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _shift_months(first: dt.date, count: int) -> dt.date:
    month = first.month - 1 + count
    return dt.date(first.year + month // 12, month % 12 + 1, 1)


def _from_hijri(year: int, month: int, day: int) -> dt.date:
    return dt.date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
