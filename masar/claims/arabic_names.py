"""
Names of persons in Arabic: an office and a name stand side by side, or parted by commas.

Nothing in the writing tells a name. An office ends with a word that has the article ("رئيس الوزراء العراقي") or with
a place ("سفير فرنسا", "لدى لبنان"); a word without article after it begins the name. All places are tokens.
"""

from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from masar.article import Span
from masar.attribution.phrases import institution_words, word_set
from masar.attribution.text import MarkedText
from masar.attribution.words import claim_phrases

_LONGEST_NAME, _LONGEST_ROLE, _LONGEST_APPOSITION = 5, 6, 12
_SHORTEST_NISBA, _MOST_CALLED = 3, 3
_REMEMBERED = 32768
_CLAUSE = frozenset("VWNAMBd")  # verbs, relatives, times: kinds of words that no office has
_ARTICLES = ("وال", "بال", "فال", "كال", "ولل", "لل", "ال")


@lru_cache(maxsize=_REMEMBERED)
def title_stem(low: str) -> str:
    """Return a title without what is glued to it: "بالرئيس", "للرئيس" -> "رييس"."""
    for glued in _ARTICLES:
        if low.startswith(glued):
            return low[len(glued) :]
    return low


def titled_names(marked: MarkedText) -> Iterator[tuple[int, int, int]]:
    """Yield the names after a title: the title's token, and the name's range."""
    for place, low in enumerate(marked.lows):
        if is_title(low):
            begin, end = _name_after(marked, place)
            if begin < end:
                yield place, begin, end


@lru_cache(maxsize=_REMEMBERED)
def is_title(low: str) -> bool:
    """Tell whether a word is an office or title, with or without an article."""
    return low in claim_phrases("ar", "titles").words or title_stem(low) in _title_stems()


@cache
def _title_stems() -> frozenset[str]:
    return frozenset(map(title_stem, claim_phrases("ar", "titles").words))


def _name_after(marked: MarkedText, title: int) -> Span:
    """Return the name after a title and its adjectives: "الرئيس الروسي [فلاديمير بوتين]"."""
    begin = title + 1
    limit = min(len(marked.kinds), title + 1 + _LONGEST_ROLE)
    phrase_words = word_set("ar", "grammar", "phrase_words")
    while begin < limit and (marked.lows[begin].startswith("ال") or marked.lows[begin] in phrase_words):
        begin += 1
    end = begin
    while end < min(len(marked.kinds), begin + 2) and may_be_name(marked, end) and not is_title(marked.lows[end]):
        end += 1
    nisba = begin == title + 1 and marked.lows[begin : begin + 1] and _is_nisba(marked.lows[begin])
    return (begin, begin) if nisba and not marked.lows[title].startswith("ال") else (begin, end)


def _is_nisba(low: str) -> bool:
    """Tell whether a word may say where someone is from or of what kind: "سوري", "عسكريه"."""
    return len(low) > _SHORTEST_NISBA and low.endswith(("ي", "يه"))


def may_be_name(marked: MarkedText, place: int) -> bool:
    """Tell whether a name may begin with a word: it has no article, and nothing says what else it is."""
    low = marked.lows[place]
    if marked.kinds[place] != "n" or low.startswith("ال") or len(low) < 3 or marked.quote_of[place] >= 0:
        return False
    if low in _never_names() or low.endswith(("ته", "تها", "هم", "ها")) or (low[0] in "بل" and low[1:] in _bodies()):
        return False
    to = low[0] == "ل" and (low.startswith("لل") or low[1:] in word_set("ar", "recipients", "words"))
    return not to and (low[0] != "ل" or marked.counts.get(low[1:], 0) == 0)


@cache
def _never_names() -> frozenset[str]:
    lists = ("phrase_words", "said_nouns", "object_openers", "honorifics", "domains", "institutions", "describing")
    return frozenset().union(*(word_set("ar", "grammar", name) for name in lists))


@cache
def _bodies() -> frozenset[str]:
    return institution_words() | word_set("ar", "grammar", "sites")


def part_role(marked: MarkedText, tokens: Span, place_ends: Collection[int]) -> tuple[Span, Span]:
    """
    Return the office and the name in a phrase, either perhaps empty; both are if it names no person.

    Parameters
    ----------
    place_ends
        The tokens after the names of places: a name may begin there ("سفير فرنسا [جان دوبوا]").
    """
    begin, end = tokens
    nobody = (begin, begin), (begin, begin)
    if any(marked.quote_of[place] >= 0 for place in range(begin, end)) or _is_institution(marked.lows[begin]):
        return nobody
    office = _is_office(marked, begin)
    start = (
        next((p for p in range(begin + 1, end) if _begins_name(marked, begin, p, place_ends)), end) if office else begin
    )
    stop = next((p for p in range(start + 1, end) if _opens_office(marked.lows[p], inner=p == start + 1)), end)
    fits = stop - start <= _LONGEST_NAME and all(_is_word(marked, place) for place in range(start, stop))
    if start == end or not fits:
        return (tokens, (end, end)) if office else nobody
    if not office and not _is_bare_name(marked, (start, stop)):
        return nobody
    return _role_beside(marked, (begin, start), (stop, end)), (start, stop)


def _opens_office(low: str, *, inner: bool) -> bool:
    """Tell whether an office begins after a name: "يونس الناصر [مسؤول] العلاقات", not inside "حسين شيخ الشباب"."""
    if inner and not low.startswith("ال"):
        return False
    return is_title(low) or low in word_set("ar", "grammar", "open_heads")


def _is_bare_name(marked: MarkedText, tokens: Span) -> bool:
    begin, end = tokens
    if end - begin == 1:
        return not marked.lows[begin].startswith("ال")  # "لبوتين", too: a particle may be glued to it
    inner = range(begin, end - 1)
    return all(may_be_name(marked, place) or marked.kinds[place] == "I" for place in inner)


def _is_word(marked: MarkedText, place: int) -> bool:
    """Tell whether a token is no sign, verb or preposition, as "علي" is none inside a name."""
    return marked.kinds[place] in "nX" or marked.text[marked.starts[place] : marked.ends[place]] == "علي"


def _role_beside(marked: MarkedText, before: Span, after: Span) -> Span:
    """Return the office before a name without a mere title at its end, or the one after the name."""
    begin, end = before
    ranks = word_set("ar", "grammar", "ranks_of_persons")
    while end > begin and marked.bares[end - 1] in ranks:
        end -= 1  # "مدير عام الدفاع المدني اللواء [سليمان العمرو]"
    if end > begin:
        return begin, end
    return after if after[0] < after[1] else before


def name_called(marked: MarkedText, end: int) -> Span:
    """Return the name after "who is called" beside a phrase: "لاجئ سوري [يدعى] سامر"; perhaps empty."""
    place = end + (marked.kinds[end : end + 1] == ",")
    begin = stop = place + 1
    if marked.lows[place : place + 1] and marked.lows[place] in word_set("ar", "grammar", "called"):
        limit = min(len(marked.kinds), begin + _MOST_CALLED)
        while stop < limit and (may_be_name(marked, stop) or (stop == begin and marked.kinds[stop] == "n")):
            stop += 1
    return begin, stop


def _is_institution(low: str) -> bool:
    return low in institution_words() or title_stem(low) in institution_words()


def _is_office(marked: MarkedText, place: int) -> bool:
    """Tell whether a phrase that begins with a word names an office: a title, or what someone is."""
    low = marked.lows[place]
    return is_title(low) or title_stem(low) in word_set("ar", "grammar", "open_heads") or low.startswith("ال")


def _begins_name(marked: MarkedText, begin: int, place: int, place_ends: Collection[int]) -> bool:
    """Tell whether a name begins at a word, because the office before it is complete."""
    bare = marked.lows[place].removeprefix("و")
    if bare != marked.lows[place] and bare.endswith("ه"):
        return False  # "الجماعة [وأسرة] الراحل"
    if not may_be_name(marked, place) or is_title(bare) or bare in word_set("ar", "grammar", "asides"):
        return False
    before = marked.lows[place - 1]
    if before in _never_names() or marked.kinds[place - 1] == "I":
        return False
    return place in place_ends or before.startswith(("ال", "لل", "بال")) or (place - 1 > begin and before.endswith("ي"))


def apposition(marked: MarkedText, comma: int, place_ends: Collection[int]) -> tuple[Span, Span]:
    """
    Return the office and the name between commas, "، [العميد] [سامي حداد]،", either perhaps empty.

    Parameters
    ----------
    comma
        The token after what they stand beside.
    place_ends
        As for `part_role`.
    """
    begin = comma + 1
    nobody = (begin, begin), (begin, begin)
    if marked.kinds[comma : comma + 1] != ",":
        return nobody
    limit = min(len(marked.kinds), begin + _LONGEST_APPOSITION)
    end = next((p for p in range(begin, limit) if marked.kinds[p] in ",:T." or marked.quote_of[p] >= 0), limit)
    inner = marked.kinds[begin:end]
    if end == limit or inner[:1] != "n" or marked.lows[begin] in _never_names() or _CLAUSE & set(inner):
        return nobody
    role, name = part_role(marked, (begin, end), place_ends)
    whole = name == (begin, end) or (name[0] == name[1] and is_title(marked.lows[begin]))
    return nobody if marked.kinds[end] == "." and not whole else (role, name)


def is_mere_title(marked: MarkedText, role: Span) -> bool:
    """Tell whether a role is no more than a rank or honour: "السفير", "اللواء الركن"."""
    ranks = word_set("ar", "grammar", "ranks_of_persons")
    return all(marked.bares[place] in ranks for place in range(*role))


def issuer(marked: MarkedText, tokens: Span) -> tuple[Span, int]:
    """
    Return whose statement a phrase names, and how many letters glued before it are no part of the name.

    "بيان صادر عن [الأمم المتحدة]", "تقرير ل[منظمة العفو]"; else the phrase itself.
    """
    begin, end = tokens
    if begin + 1 < end and title_stem(marked.bares[begin]) in word_set("ar", "documents", "words"):
        for place in range(begin + 1, end - 2):
            if marked.lows[place] in word_set("ar", "documents", "issued_from") and marked.lows[place + 1] == "عن":
                return (place + 2, end), 0
        if marked.lows[begin + 1].startswith("ل"):
            return (begin + 1, end), 1
        if begin + 2 < end and marked.lows[begin + 1] in word_set("ar", "documents", "issued_by"):
            return (begin + 2, end), 0
    return tokens, 0
