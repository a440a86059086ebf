"""
Phrases and clauses of a verb-first language, found by the kinds of words and what is glued to them.

Arabic marks neither names nor, in print, cases; a phrase ends where a preposition, a time, "that", a
comma or another verb begins. Every search is bounded. All places are tokens.
"""

from bisect import bisect_left
from functools import cache

from masar.article import Span
from masar.attribution.known import is_known_name
from masar.attribution.lexicon import cue_forms
from masar.attribution.text import MarkedText
from masar.attribution.words import claim_phrases
from masar.i18n import country_names
from masar.languages import load_language
from masar.names import normalise_word

LONGEST_PHRASE, _OFTEN, _SHORT = 16, 3, 4
_LONGEST_NAME, _QUOTED_NAME = 9, 4
_NEAR_HEAD = 4


@cache
def word_set(language: str, table: str, name: str) -> frozenset[str]:
    """Return a word list of claims.toml in normal form."""
    return frozenset(map(normalise_word, load_language(language, "claims")[table][name].split()))


def grammar(marked: MarkedText, name: str) -> frozenset[str]:
    """Return one of the `[grammar]` lists of the text's language."""
    return word_set(marked.language, "grammar", name)


def opens_quote(marked: MarkedText, place: int) -> bool:
    """Tell whether a quotation opens at a token."""
    return marked.quote_of[place] >= 0 and (place == 0 or marked.quote_of[place] != marked.quote_of[place - 1])


def quote_tokens(marked: MarkedText, place: int) -> int:
    """Return the token after the quotation that a token stands in."""
    return max(place + 1, bisect_left(marked.starts, marked.quotes[marked.quote_of[place]][1]))


def is_name_quote(marked: MarkedText, place: int) -> bool:
    """Tell whether the quotation that opens at a token is a name: `وكالة "تاس"`."""
    before = place - 1
    while before > 0 and marked.lows[before] in {"ل", "ب", "(", "ـ"}:
        before -= 1
    short = quote_tokens(marked, place) - place <= _LONGEST_NAME
    names = grammar(marked, "naming_nouns")
    return short and (marked.bares[before] in names or marked.bares[before].removeprefix("ل") in names)


def _names_body(marked: MarkedText, begin: int, place: int) -> bool:
    """Tell whether a quotation after an adjective names a body: `وكالة الأنباء الإسبانية "إيفي"`."""
    adjective = marked.lows[place - 1].startswith("ال") and marked.lows[place - 1].endswith(("يه", "ي"))
    named = place > begin and marked.bares[begin] in grammar(marked, "naming_nouns")
    return named and adjective and quote_tokens(marked, place) - place < _QUOTED_NAME


@cache
def _heads(language: str) -> frozenset[str]:
    """Return the words whose phrase goes on with a preposition."""
    return word_set(language, "grammar", "open_heads") | word_set(language, "grammar", "posted")


def is_recipient_quote(marked: MarkedText, place: int) -> bool:
    """Tell whether the quotation that opens at a token names whom someone told: `قال لـ"سبوتنيك"`."""
    before = place - 1 - (marked.lows[place - 1] == "ـ")
    return before > 0 and marked.lows[before] == "ل" and quote_tokens(marked, place) - place <= _LONGEST_NAME


def is_quoted_body(marked: MarkedText, place: int) -> bool:
    """Tell whether the quotation that opens at a token may be all of a name: `"تاس"`, «وكالة الطلبة الإيرانية»."""
    words = quote_tokens(marked, place) - place
    naming = marked.lows[place + 1 : place + 2]
    return words <= (_QUOTED_NAME if grammar(marked, "naming_nouns").isdisjoint(naming) else _LONGEST_NAME)


def noun_phrase(marked: MarkedText, begin: int, limit: int) -> Span | None:
    """Return the noun phrase that begins at a token, or `None` if none does."""
    end = begin
    limit = min(limit, begin + LONGEST_PHRASE)
    heads = _heads(marked.language)
    head = -LONGEST_PHRASE  # the last word that goes on with a preposition
    while end < limit:
        if marked.bares[end] in heads and (end == begin or marked.lows[end] == marked.bares[end]):
            head = end
        if opens_quote(marked, end):
            alone = end == begin and is_quoted_body(marked, end)
            if not (alone or is_name_quote(marked, end) or _names_body(marked, begin, end)):
                break
            end = quote_tokens(marked, end)
            continue
        aside = _bracketed_name(marked, begin, end)
        if aside == end and _ends_phrase(marked, begin, end, head):
            break
        end = max(aside, end + 1)
    while end > begin and marked.kinds[end - 1] == "I":
        end -= 1
    return (begin, end) if end > begin else None


def _bracketed_name(marked: MarkedText, begin: int, place: int) -> int:
    """Return the token after an agency's name in brackets, "وكالة (آكي)", or with a day in it; else `place`."""
    if place == begin:
        return place
    before = marked.bares[place - 1]
    if marked.lows[place] == "(" and (before in grammar(marked, "naming_nouns") or before in grammar(marked, "press")):
        closed = next((at for at in range(place + 2, place + 5) if marked.lows[at : at + 1] == [")"]), place - 1)
        return closed + 1
    if marked.kinds[place] == "d":
        if is_known_name(f"{marked.lows[place - 1]} {marked.lows[place]}"):
            return place + 1
        if is_known_name(" ".join(marked.lows[place : place + 2])):
            return place + 2
    return place


def _ends_phrase(marked: MarkedText, begin: int, place: int, head: int) -> bool:
    low, kind = marked.lows[place], marked.kinds[place]
    if low in grammar(marked, "phrase_words") or (
        place > begin and (_is_general(marked, place) or _is_ali(marked, place))
    ):
        return place == begin
    if kind == "I":
        issued = marked.lows[place - 1] in word_set(marked.language, "documents", "issued_from") and low == "عن"
        return not issued and (
            place > head + _NEAR_HEAD or not (low in {"في", "من"} or _is_posting(marked, head, place))
        )
    if kind == "V":
        noun = place > begin and marked.bares[place] == low and _is_noun_here(marked, place)
        return not noun or _opens_aside(marked, place)
    another = place > begin and (
        low in grammar(marked, "source_prepositions")
        or _opens_aside(marked, place)
        or _begins_another(marked, place)
        or _is_second(marked, begin, place)
    )
    if another or kind not in "n#X" or (len(low) == 1 and low in "بلك"):
        return True
    if low.startswith("ل") and place > begin:
        stem = low[2:] if low.startswith("لل") else low[1:]
        return stem in word_set(marked.language, "recipients", "words") or marked.counts.get(low[1:], 0) > 0
    return place == begin + 1 and name_ends(marked, begin)


def _opens_aside(marked: MarkedText, place: int) -> bool:
    """Tell whether a word begins what is told of someone, or another clause: "مصدر أمني [فضل]", "[فهذه] أول رحلة"."""
    return marked.lows[place] in grammar(marked, "asides") or marked.lows[place] in grammar(marked, "then")


def _is_general(marked: MarkedText, place: int) -> bool:
    """Tell whether "العام" is "general", not the year: "الأمين العام للأمم المتحدة"."""
    following = marked.lows[place + 1 : place + 2]
    return (
        marked.lows[place] == "العام"
        and marked.lows[place - 1].startswith("ال")
        and grammar(marked, "of_years").isdisjoint(following)
    )


def _is_ali(marked: MarkedText, place: int) -> bool:
    """Tell whether "علي" between two names is the name, not "على": "سعيد [علي] الحمداني"."""
    written = marked.text[marked.starts[place] : marked.ends[place]] == "علي"
    following = marked.lows[place + 1 : place + 2]
    return written and following != [] and following[0].startswith("ال") and _is_lone_name(marked, place - 1)


def _is_posting(marked: MarkedText, head: int, place: int) -> bool:
    """Tell whether "to" names an envoy's posting: "المبعوث الأممي [إلى] اليمن"."""
    posted = marked.bares[head] in grammar(marked, "posted") and marked.lows[place] == "الي"
    posted = posted and all(low.startswith("ال") for low in marked.lows[head + 1 : place])  # no name stands between
    return posted and any(is_state(low) for low in marked.lows[place + 1 : place + 2])


def _is_lone_name(marked: MarkedText, place: int) -> bool:
    return not marked.lows[place].startswith("ال") and marked.bares[place] not in _nouns()


@cache
def _nouns() -> frozenset[str]:
    """Return the words that begin what is no name: offices, bodies, media."""
    lists = ("open_heads", "institutions", "domains", "naming_nouns", "posted")
    return claim_phrases("ar", "titles").words.union(*(word_set("ar", "grammar", name) for name in lists))


@cache
def institution_words() -> frozenset[str]:
    """Return the Arabic nouns that name an institution, or a field that one is in charge of."""
    return word_set("ar", "grammar", "institutions") | word_set("ar", "grammar", "domains")


def _is_second(marked: MarkedText, begin: int, place: int) -> bool:
    """Tell whether a noun after one with the article is no adjective of it: "طالبت المنظمة [السلطات]"."""
    before, low = marked.lows[place - 1], marked.lows[place]
    if low.endswith("ا") and low.removesuffix("ا") in word_set(marked.language, "documents", "words"):
        return place > begin  # "نشرت الجامعة العربية [بيانا] قالت فيه"
    if place == begin + 1 and low in grammar(marked, "judged") and _is_lone_name(marked, begin):
        return True  # "وصف ترامب [المحادثات]"
    if place == begin + 1 and before.startswith("ال") and not low.startswith(("ال", "لل", "و", "ب")):
        # "لم توضح الشركة [سبب] التأخر", but "المصدر نفسه"
        return before.removeprefix("ال") in institution_words() and low not in grammar(marked, "same")
    if not before.startswith("ال") or not low.startswith("ال"):
        return False
    agrees = low.endswith(("ه", "ي")) or not before.endswith("ه")
    return low in grammar(marked, "addressed") or (place == begin + 1 and not agrees)


def _begins_another(marked: MarkedText, place: int) -> bool:
    """Tell whether a noun begins a phrase of its own: "هاريس [زيارة غانا]", "البابا [زيارته]", "الأميركية [منطقة]"."""
    low, before = marked.lows[place], marked.lows[place - 1]
    if marked.kinds[place] != "n":
        return False
    if len(low) > _SHORT and low.endswith(("ته", "تها", "تهم")):
        return True
    if before in claim_phrases("ar", "titles").words or before in grammar(marked, "open_heads"):
        return False
    thing = low in grammar(marked, "never_speak") and low != "رحله"  # "طاقم رحلة"
    return thing or (before.startswith("ال") and low in grammar(marked, "domains"))


def name_ends(marked: MarkedText, place: int) -> bool:
    """Tell whether a name known from elsewhere in the text is a phrase alone: "أبلغ كيسنجر الرئيس"."""
    name, following = marked.lows[place], marked.lows[place + 1]
    if marked.kinds[place + 1] == "n" and is_state(name):
        return not following.startswith(("ال", "و", "لل")) or (
            following.startswith("ال") and not following.endswith(("يه", "ي", "قه", "له"))
        )
    if name.startswith("ال") or marked.kinds[place] != "n" or marked.counts[name] < 2 or len(name) < 3:
        return False
    nouns = grammar(marked, "open_heads") | grammar(marked, "naming_nouns") | grammar(marked, "never_speak")
    common = "ال" + name in marked.counts or name in nouns
    titled = marked.counts[name] >= _OFTEN and following in claim_phrases("ar", "titles").words
    if common or (name not in marked.alone and not titled):
        return False  # a part of a longer name ("نصر الله"); no title follows its name
    if following.startswith("ال"):
        return not following.endswith(("يه", "ي"))
    return following.endswith("ات")


def is_state(low: str) -> bool:
    """Tell whether a word is a country, or a capital that stands for one: "السعودية", "طهران"."""
    return low in _countries() or low in word_set("ar", "grammar", "states") or is_known_name(low)


@cache
def _countries() -> frozenset[str]:
    names = (normalise_word(name) for name in country_names("ar"))
    return frozenset(name for name in names if name and " " not in name)


def _is_noun_here(marked: MarkedText, place: int) -> bool:
    """Tell whether a word that may be a verb is a noun or name inside a phrase."""
    return not marked.lows[place - 1].startswith("ال") and marked.kinds[place - 1] in "nI"


def breaks_clause(marked: MarkedText, place: int, last: int) -> bool:
    """Tell whether a content ends before a token: another attribution or a contrasting clause begins there."""
    kind = marked.kinds[place]
    if kind == ",":
        return place + 1 < last and _opens_clause(marked, place + 1, last)
    if kind == "V":
        word = cue_forms(marked.language)[marked.bares[place]]
        if word.form == "participle":
            object_follows = "=" in word.takes and place > 0 and marked.kinds[place - 1] == ","
            return object_follows or takes_content(marked, place, last, 5)
        glued = marked.bares[place] != marked.lows[place]
        return glued and word.group in {"say", "report", "deny"} and takes_content(marked, place, last, 10)
    if marked.lows[place] == "ولم":
        return True
    if kind == "B":
        return marked.bares[place] in {"فيما", "بينما"} or is_as_cue(marked, place, last)
    return is_as_cue(marked, place, last) or (
        marked.bares[place] in grammar(marked, "source_prepositions") and last - place < LONGEST_PHRASE
    )


def _opens_clause(marked: MarkedText, place: int, last: int) -> bool:
    kind = marked.kinds[place]
    if marked.bares[place] in grammar(marked, "source_prepositions") or marked.bares[place] in grammar(
        marked, "contrasts"
    ):
        return True
    if kind == "V":
        word = cue_forms(marked.language)[marked.bares[place]]
        if word.form == "participle" and "=" in word.takes:
            return True
        return not hides_name(marked, place) and takes_content(marked, place, last, 14)
    if is_as_cue(marked, place, last) or is_words_of(marked, place):
        return True
    if marked.lows[place] in {"وهو", "وهي"} and marked.lows[place + 1 : place + 2] == ["ما"]:
        return True
    return marked.lows[place] == "في" and marked.lows[place + 1 : place + 2] == ["حين"]


def hides_name(marked: MarkedText, place: int) -> bool:
    """Tell whether a verb only asks that a name be withheld: "طلب عدم ذكر اسمه"."""
    after = marked.lows[place + 1 : place + 4]
    named = not grammar(marked, "own_names").isdisjoint(after)
    return after[:1] == ["عدم"] or (named and after[0] in {"الكشف", "ذكر", *grammar(marked, "own_names")})


def takes_content(marked: MarkedText, cue: int, last: int, reach: int) -> bool:
    """Tell whether "that", a colon, a quotation or one of its prepositions follows a cue."""
    word = cue_forms(marked.language)[marked.bares[cue]]
    for place in range(cue + 1, min(last, cue + reach)):
        if marked.kinds[place] in "T:" or opens_quote(marked, place) or marked.bares[place] in word.takes:
            return True
        if marked.kinds[place] in ",.":
            return False
    return False


def is_as_cue(marked: MarkedText, place: int, last: int) -> bool:
    """Tell whether "as", followed by a cue, begins at a token: "على ما ذكرت", "حسبما قال"."""
    return as_cue(marked, place, last) is not None


def as_cue(marked: MarkedText, place: int, last: int) -> int | None:
    """Return the cue of "as ... said" that begins at a token, or `None`."""
    bare = marked.bares[place]
    if bare in grammar(marked, "as_words") and bare != "ما":
        following = place + 1
    elif bare in grammar(marked, "as_prepositions") and marked.lows[place + 1 : place + 2] in (["ما"], ["لما"]):
        following = place + 2
    else:
        return None
    if following < last and marked.kinds[following] == "V":
        return following
    return None


def is_words_of(marked: MarkedText, place: int) -> bool:
    """Tell whether "in the words of" begins at a token: "على حد قول"."""
    return marked.lows[place] == "علي" and marked.lows[place + 1 : place + 2] == ["حد"]


def clause_end(marked: MarkedText, start: int, last: int) -> int:
    """Return the token after the clause that begins at `start`; quotations are not cut."""
    place = start
    while place < last:
        if marked.quote_of[place] >= 0:
            place = quote_tokens(marked, place)
            continue
        if place > start and breaks_clause(marked, place, last):
            break
        place += 1
    place = min(max(place, start), last)
    while place > start and marked.kinds[place - 1] in ".,?!:-" and marked.quote_of[place - 1] < 0:
        place -= 1
    return place
