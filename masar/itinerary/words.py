"""
Reading an article into words, with the places and dates set among them.

Phrases of the lexicon ("set off", "by way of") and the names of places are one word each.
"""

import itertools
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from masar.article import Span, find_quotes, split_sentences, split_tokens, split_words
from masar.dates import DateMention, find_dates
from masar.itinerary.homographs import see_arrivals_of_people, tell_homographs_apart, without_title_stops
from masar.itinerary.lexicon import Lexicon
from masar.itinerary.meanings import Meaning, bare_name, is_sign, look_up, phrase_length
from masar.itinerary.names import find_capitalised, find_named_beside_roles
from masar.itinerary.senses import see_boarding, see_damage, see_distances_covered, see_passives, set_clocks
from masar.itinerary.text import Text, Word
from masar.itinerary.towns import with_towns
from masar.model import Article, Resolution
from masar.names import normalise_word

# A quotation of fewer words is a name or an expression, not speech.
_SPEECH_WORDS = 5
_COMMON = frozenset({"transparent", "there"})
_MOVING = frozenset({"arrive", "go", "return", "leave"})
# The share of capitals above which a sentence is a heading.
_HEADING = 0.6
# So many words of sport make a text one of teams.
_SPORTING = 2
_NEXT_WORD = re.compile(r" ([a-z]{3,})\b")
_SOMEONE = frozenset({"kind:person", "kind:group", "roles"})
_VEHICLES = frozenset({"kind:plane", "kind:train", "kind:ship", "kind:convoy"})
_SHORT_FORM = 3  # "US", "U.K.", "UAE"


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
    if not lexicon.cased:
        words = without_title_stops(words)
    sentences = _set_sentences(words, starts)
    _part_nouns_from_verbs(words, cased=lexicon.cased)
    see_arrivals_of_people(words)
    set_clocks(words, cased=lexicon.cased)
    if lexicon.cased:
        see_distances_covered(words)
        see_damage(words)
        see_boarding(words)
        see_passives(words)
        _part_names_from_modals(words)
        _leave_names_alone(words, sentences)
    _mark_quotes(words, article.text)
    _mark_dates(words, find_dates(article.text, article.language, article.published))
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
    # `normalise_word` drops a curly apostrophe, and with it whose something is.
    forms = [normalise_word(word) or word for word in [word.replace("’", "'") for word in shown]]
    index = 0
    while index < len(tokens):
        start, end = tokens[index]
        if start in places:
            yield _place_word(text, places[start], lexicon)
            index += 1
            continue
        first = text[start]
        particle = first if first in lexicon.glued else ""
        meaning = look_up((forms[index],), particle, lexicon)
        length = phrase_length(forms, index, meaning.starts, lexicon) if meaning.starts else 1
        if length > 1:
            meaning = look_up(tuple(forms[index : index + length]), particle, lexicon)
            end = tokens[index + length - 1][1]
        yield _plain_word(start, end, meaning, upper=first.isupper())
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
    word = Word(start, end, form, (form,), bare_name(form), is_sign(form), 0, upper=text[start].isupper())
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
    plain = following is not None and not lexicon.marks.get(following[1]) and following[1] not in lexicon.prepositions
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


def _plain_word(start: int, end: int, meaning: Meaning, *, upper: bool) -> Word:
    keys, name, sign, triggers, preposition, marks, glued, joined, _ = meaning
    quoted = False
    return Word(start, end, keys[0], keys, name, sign, 0, upper, quoted, triggers, preposition, marks, glued, joined)


def _part_nouns_from_verbs(words: Sequence[Word], *, cased: bool) -> None:
    """Keep of "visit", "ferries" the noun after a determiner, and the verb after "to", a pronoun or a modal."""
    for at, (before, word) in enumerate(itertools.pairwise(words), 1):
        if not word.triggers:
            continue
        if (
            cased
            and any(mark.startswith("kind:") for mark in word.marks)
            and not before.marks & {"infinitive", "pronouns", "future"}
            and (not _leads_from(words, at) or _is_means(words, at) or _is_sent(words, at))
        ):
            word.triggers = ()  # "a passenger jet", "a cruise"
        if cased and _is_noun_here(before, word) and not _is_verb_of_someone(words, at):
            word.triggers = tuple(t for t in word.triggers if t.noun)
        named = before.upper and not before.marks & {"determiners", "possessive"}
        if cased and (named or "sequence" in before.marks) and _is_third_person(word):
            word.triggers = tuple(t for t in word.triggers if not t.noun)  # "Kerry travels", "he then travels"
        if (
            not word.triggers
            or word.joined
            or not (before.marks & {"determiners", "infinitive", "pronouns", "future"} or before.form.isdecimal())
        ):
            continue
        counted = at > 1 and words[at - 2].marks & {"future", "infinitive"} and before.form not in ("a", "an", "the")
        # "will first visit", not "to a transit camp"
        if cased and before.marks & {"possessive", "indefinite"} and "determiners" in before.marks and not counted:
            word.triggers = tuple(t for t in word.triggers if t.noun)  # "its embarked staff"
        elif ("determiners" in before.marks and not counted) or before.form.isdecimal():
            kept = tuple(t for t in word.triggers if t.noun or t.tense in ("past", "participle"))
            word.triggers = kept or (word.triggers if "that" in before.marks else ())  # "concerts that include X"
        elif any(not t.noun for t in word.triggers):
            word.triggers = tuple(t for t in word.triggers if not t.noun)


def _leads_from(words: Sequence[Word], at: int) -> bool:
    """Tell whether a vehicle stands for its journey: "a flight from X to Y", "Flight 2408 from X"."""
    after = [word for word in words[at + 1 : at + 3] if not word.form.isdecimal()]
    return bool(after) and after[0].preposition == "from"


def _is_means(words: Sequence[Word], at: int) -> bool:
    """Tell whether a vehicle is what someone moved in: "flew in a chartered jet from X"."""
    for before in range(at - 1, max(0, at - 5), -1):
        if "carried_by" in words[before].marks:
            near = words[max(0, before - 2) : before]
            return any(t.group in _MOVING and not t.noun for word in near for t in word.triggers)
        if words[before].is_sign:
            break
    return False


def _is_sent(words: Sequence[Word], at: int) -> bool:
    """Tell whether a vehicle is what someone sends: "was sending a plane from X"."""
    return any(t.group == "send" for word in words[max(0, at - 4) : at] for t in word.triggers)


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


def _is_third_person(word: Word) -> bool:
    return any(t.tense == "present" and not t.noun for t in word.triggers) and word.form.endswith("s")


def _is_verb_of_someone(words: Sequence[Word], at: int) -> bool:
    """Tell whether who moves stands right before: "the minister visits X", "the leaders tour Y"."""
    word, before, after = words[at], words[at - 1], words[at + 1 : at + 2]
    if not before.marks & _SOMEONE or before.marks & _VEHICLES:
        return False
    if not after or (after[0].preposition and any(t.group == "visit" for t in word.triggers)):
        return False  # "family visits to X"
    several = before.form.endswith("s")
    introduced = several or any("determiners" in w.marks for w in words[max(0, at - 4) : at - 1])
    return introduced and word.form.endswith("s") != several


def _is_noun_here(before: Word, word: Word) -> bool:
    """Tell whether a word that may be a verb in the present is a noun here: "following visits", "60-hour journey"."""
    people = before.demonym and not before.form.endswith("s")  # "Saudi ships", but "Russians travel"
    adjective = people or not (before.marks or before.triggers or before.preposition or before.date or before.place)
    tenses = {"base", "present", "ing"} if adjective else {"base", "present"}  # "a ministerial meeting"
    may_be_noun = any(t.noun for t in word.triggers) and all(t.noun or t.tense in tenses for t in word.triggers)
    verbal = before.marks & {"infinitive", "pronouns", "future", "clause", "adverbs"} or before.is_sign
    verbal = verbal or (before.upper and not people)
    verbal = verbal or ("negative" in before.marks and "determiners" not in before.marks)
    return may_be_noun and not verbal


def _mark_quotes(words: list[Word], text: str) -> None:
    quotes = find_quotes(text)
    at = 0
    for start, end in quotes:
        inside = []
        while at < len(words) and words[at].start < end:
            if words[at].start >= start:
                inside.append(words[at])
            at += 1
        if sum(not word.is_sign for word in inside) >= _SPEECH_WORDS:
            for word in inside:
                word.quoted = True


def _mark_dates(words: list[Word], dates: Iterable[DateMention]) -> None:
    at = 0
    for mention in dates:
        while at < len(words) and words[at].end <= mention.start:
            at += 1
        if at and "span" in words[at - 1].marks:
            continue  # "since Friday" dates no event
        index = at
        while index < len(words) and words[index].start < mention.end:
            words[index].date = mention
            words[index].triggers = ()  # "March"
            words[index].marks -= {"doubtful", "modal"}  # "May"
            index += 1


def _set_sentences(words: Sequence[Word], starts: Sequence[int]) -> list[range]:
    """Tell each word which sentence it stands in, by where these start, and return the sentences as ranges of words."""
    ranges: list[range] = []
    first = 0
    for sentence, (_, limit) in enumerate(itertools.pairwise([*starts, math.inf])):
        end = first
        while end < len(words) and words[end].start < limit:
            words[end].sentence = sentence
            end += 1
        ranges.append(range(first, end))
        first = end
    return ranges
