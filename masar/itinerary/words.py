"""
Reading an article into words, with the places and dates set among them.

Phrases of the lexicon ("set off", "by way of") and the names of places are one word each.
"""

import itertools
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from masar.article import Span, find_quotes, split_sentences, split_tokens, split_words
from masar.dates import DateMention, find_dates
from masar.itinerary.homographs import see_arrivals_of_people, tell_homographs_apart, without_title_stops
from masar.itinerary.lexicon import Lexicon
from masar.itinerary.meanings import bare_name, is_sign, look_up, phrase_length
from masar.itinerary.names import find_capitalised, find_named_beside_roles
from masar.itinerary.senses import (
    see_boarding,
    see_damage,
    see_distances_covered,
    see_figures_of_speech,
    see_no_storm,
    see_passives,
    see_what_remains,
    see_words_from_afar,
    set_clocks,
    without_initial_stops,
)
from masar.itinerary.text import Text, Word
from masar.itinerary.towns import with_towns
from masar.itinerary.word_classes import part_nouns_from_verbs
from masar.model import Article, Resolution
from masar.names import normalise_token, normalise_word

# A quotation of fewer words is a name or an expression, not speech.
_SPEECH_WORDS = 5
_COMMON = frozenset({"transparent", "there"})
# The share of capitals above which a sentence is a heading.
_HEADING = 0.6
# So many words of sport make a text one of teams.
_SPORTING = 2
_NEXT_WORD = re.compile(r" ([a-z]{3,})\b")
# What a country's name may only describe: "the U.S. base in X".
_OF_A_COUNTRY = frozenset(
    {"sites", "node", "transparent", "context", "visitable", "home", "city", "capital", "ordinal_noun"}
)
_SHORT_FORM = 3  # "US", "U.K.", "UAE"
_BEGINNING = 5  # words from "since" to the day


def read_text(article: Article, resolutions: Sequence[Resolution], lexicon: Lexicon) -> Text:
    """Return an article as words; cost is linear in its length."""
    spans = split_sentences(article.text)
    starts = [start for start, _ in spans]
    places = {
        r.mention.start: r
        for r in with_towns(article.text, resolutions, cased=lexicon.cased)
        if r.mention.language == article.language and not _is_common_noun(article.text[slice(*_span(r))], lexicon)
    }
    words = list(_read_words(article.text, places, lexicon))
    words = without_initial_stops(words) if lexicon.cased else without_title_stops(words)
    at = [word.start for word in words]
    sentences = _set_sentences(words, at, starts)
    part_nouns_from_verbs(words, cased=lexicon.cased)
    see_arrivals_of_people(words, lexicon.forms["with_it"])
    set_clocks(words, cased=lexicon.cased)
    if lexicon.cased:
        see_distances_covered(words)
        see_damage(words)
        see_no_storm(words)
        see_boarding(words)
        see_passives(words)
        see_figures_of_speech(words)
        see_words_from_afar(words)
        see_what_remains(words)
        _part_names_from_modals(words)
        _leave_names_alone(words, sentences)
    _mark_quotes(words, at, article.text)
    _mark_dates(words, at, find_dates(article.text, article.language, article.published))
    proper = find_capitalised(words, sentences) if lexicon.cased else find_named_beside_roles(words, lexicon)
    if not lexicon.cased:
        tell_homographs_apart(words, article.text, proper, lexicon)
    spelled = frozenset([word.name for word in words if not (word.upper and _is_upper(article.text, word))])
    sport = lexicon.cased and len([word for word in words if "sport" in word.marks]) >= _SPORTING
    return Text(article, lexicon, words, sentences, proper, spelled, _count_lines(article.text, starts), sport)


def _is_upper(text: str, word: Word) -> bool:
    return text[word.start : word.end].isupper()


def _span(resolution: Resolution) -> Span:
    return resolution.mention.start, resolution.mention.end


def _is_common_noun(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is rather the noun before one, "دولة أوزبكستان", or a preposition with a pronoun, "منه"."""
    marks = lexicon.marks.get(normalise_word(name) or name, set())
    return not lexicon.cased and not marks.isdisjoint(_COMMON)


def _count_lines(text: str, starts: Sequence[int]) -> list[int]:
    """Return how many line ends stand before each start, in one pass."""
    found, lines, last = [], 0, 0
    for start in starts:
        lines += text.count("\n", last, start)
        found.append(lines)
        last = start
    return found


def _read_words(text: str, places: Mapping[int, Resolution], lexicon: Lexicon) -> Iterator[Word]:
    tokens, shown = _split_at_places(text, places)
    forms = list(map(normalise_token, shown))
    firsts = [text[start] for start, _ in tokens]
    particles = [first if first in lexicon.glued else "" for first in firsts]
    meanings = list(map(look_up, zip(forms, strict=True), particles, itertools.repeat(lexicon)))
    index = 0
    while index < len(tokens):
        start, end = tokens[index]
        if start in places:
            yield _place_word(text, places[start], lexicon)
            index += 1
            continue
        first, meaning, length = firsts[index], meanings[index], 1
        if meaning.seconds and index + 1 < len(forms) and forms[index + 1] in meaning.seconds:
            length = phrase_length(forms, index, meaning.starts, lexicon)
        if length > 1:
            meaning = look_up(tuple(forms[index : index + length]), particles[index], lexicon)
            end = tokens[index + length - 1][1]
        yield Word(start, end, first.isupper(), *meaning[:-2])  # but for what only reading needs
        index += length


def _split_at_places(text: str, places: Mapping[int, Resolution]) -> tuple[list[Span], list[str]]:
    """Return the tokens and what they are, with each place name whole and what is glued before it left out."""
    spans, words = split_tokens(text), split_words(text)
    tokens: list[Span] = []
    shown: list[str] = []
    at = 0
    for start, end in sorted((start, r.mention.end) for start, r in places.items()):
        first = bisect_right(spans, start, at, key=itemgetter(1))
        past = bisect_left(spans, (end,), first)
        if first < past:
            tokens += (*spans[at:first], (start, end))
            shown += (*words[at:first], text[start:end])
            at = past
    return [*tokens, *spans[at:]], [*shown, *words[at:]]


def _place_word(text: str, resolution: Resolution, lexicon: Lexicon) -> Word:
    start, end = resolution.mention.start, resolution.mention.end
    form = normalise_word(text[start:end]) or text[start:end]
    word = Word(start, end, text[start].isupper(), form, (form,), bare_name(form), is_sign(form))
    word.place, word.demonym = resolution.place, resolution.mention.demonym
    word.glued, word.joined = _read_glue(text, start, lexicon)
    word.demonym = word.demonym or _is_adjective(text, word, lexicon)
    if word.demonym:
        word.marks = frozenset({"demonym"})
    return word


def _is_adjective(text: str, word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a country's name only describes a noun: "US economic ties", "طائرة سعودية" without article."""
    if word.place is None or word.place.kind != "country":
        return False
    if not lexicon.cased:
        return word.form in lexicon.adjectives and not word.glued
    shown = text[word.start : word.end]
    following = _NEXT_WORD.match(text, word.end)
    plain = following is not None and following[1] not in lexicon.prepositions
    plain = plain and following is not None and lexicon.marks.get(following[1], set()) <= _OF_A_COUNTRY
    short = shown.replace(".", "").isupper() and len(shown.replace(".", "")) <= _SHORT_FORM
    return (
        short
        and plain
        and following is not None
        and not any(not t.noun for t in lexicon.triggers.get(following[1], ()))
    )


def _read_glue(text: str, start: int, lexicon: Lexicon) -> tuple[str, bool]:
    """Return the class of the preposition glued before `start`, and whether an "and" is."""
    preposition, joined = "", False
    while start and text[start - 1] in lexicon.glued:
        kind = lexicon.glued[text[start - 1]]
        joined, preposition = joined or kind == "and", preposition if kind == "and" else kind
        start -= 1
    if start and text[start - 1].isalnum():
        return "", False
    return preposition, joined


def _part_names_from_modals(words: Sequence[Word]) -> None:
    """Take "May", with a capital, for a name or a month."""
    for word in words:
        if word.upper and "modal" in word.marks:
            word.marks -= {"modal", "doubtful"}


def _leave_names_alone(words: Sequence[Word], sentences: Sequence[range]) -> None:
    """Take no verb inside a name for one: "the Cycling Club"; a heading whose words all bear capitals is none."""
    for sentence in sentences:
        within = words[sentence.start : sentence.stop]
        bearing = [word for word in within if word.upper and not word.is_sign]
        if len(bearing) > _HEADING * len([word for word in within if not word.is_sign]):
            continue
        for before, word in itertools.pairwise(within):
            if word.upper and word.triggers and not before.is_sign and not word.marks & {"kind:plane"}:
                word.triggers = ()


def _mark_quotes(words: list[Word], starts: Sequence[int], text: str) -> None:
    for start, end in find_quotes(text):
        inside = words[bisect_left(starts, start) : bisect_left(starts, end)]
        if sum(not word.is_sign for word in inside) >= _SPEECH_WORDS:
            for word in inside:
                word.quoted = True


def _mark_dates(words: list[Word], starts: Sequence[int], dates: Iterable[DateMention]) -> None:
    for mention in dates:
        first = bisect_left(starts, mention.start)
        if first and words[first - 1].end > mention.start:
            first -= 1  # the date begins inside a word, after a preposition glued to it
        if first and ("span" in words[first - 1].marks or _is_since_beginning(words, first)):
            continue  # "since Friday" dates no event
        for word in words[first : bisect_left(starts, mention.end, first)]:
            word.date = mention
            word.triggers = ()  # "March"
            word.marks -= {"doubtful", "modal"}  # "May"


def _is_since_beginning(words: Sequence[Word], first: int) -> bool:
    """Tell whether a day is that on which something else began: "منذ بداية البرنامج يوم الأربعاء"."""
    before = words[max(0, first - _BEGINNING) : first]
    return any("span" in one.marks and "beginnings" in other.marks for one, other in itertools.pairwise(before))


def _set_sentences(words: Sequence[Word], at: Sequence[int], starts: Sequence[int]) -> list[range]:
    """Tell each word, by where it stands, in which sentence; return the sentences as ranges of words."""
    ranges: list[range] = []
    first = 0
    for sentence, limit in enumerate([*starts[1:], sys.maxsize] if starts else []):
        end = bisect_left(at, limit, first)
        for word in words[first:end]:
            word.sentence = sentence
        ranges.append(range(first, end))
        first = end
    return ranges
