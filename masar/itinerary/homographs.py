"""Arabic words that are written like others: what stands beside them tells which is meant."""

import itertools
from collections.abc import Container, Iterator, Sequence

from masar.itinerary.lexicon import Lexicon, Trigger
from masar.itinerary.text import Word

_LONGEST_SPAN, _SUBJECT_WITHIN = 3, 8
_BEFORE_VERBS = frozenset({"relative", "perfect", "sequence", "after", "that"})
_LONGEST_TOUR, _LONGEST_TITLE = 6, 8
_EXPECTED = frozenset({"المقرر", "المتوقع", "المنتظر", "المرتقب", "المزمع", "المفترض"})
_GUEST = 7
_DEFINITE = ("لل", "بال", "وال", "كال")
_QUOTES = frozenset("\"«»“”'")
_BEARERS = frozenset({"kind:ship", "kind:storm", "kind:convoy", "kind:plane", "kind:train"})
_OFFICES = frozenset({"roles", "kind:person"})
_TITLED = _OFFICES | {"kind:group", "context", "transparent", "capital"}
_SON_OF = frozenset({"بن", "ابن", "بنت"})
_COUNTING = frozenset({"adverbs", "indefinite", "durations"})
_LONGEST_TOPIC = 4
_MEANWHILE = frozenset({"خلالها", "خلاله", "فيها", "اثناها"})
_QAD = frozenset({"قد", "وقد", "فقد"})
_FROM_THERE = frozenset({"من_هناك", "ومن_هناك", "منها", "ومنها", "منه", "ومنه", "من_ثم", "ومن_ثم"})
_CAME_TO_PASS = frozenset({"كان", "وكان", "تم", "وتم", "جري", "وجري", "بدا", "وبدا"})


def tell_homographs_apart(words: Sequence[Word], text: str, proper: frozenset[str], lexicon: Lexicon) -> None:
    """Take each word for the place, the person, the adjective or the verb that its neighbours make it."""
    _see_arrivals_by_name(words, lexicon)
    _leave_decrees_alone(words, lexicon)
    _leave_patronymics_alone(words)
    _leave_anns_alone(words, text)
    places = [at for at, word in enumerate(words) if word.place is not None]
    _leave_people_alone(words, places, proper)
    _leave_clubs_alone(words, places)
    _leave_storms_alone(words, places)
    _leave_ships_alone(words)
    _leave_second_names_alone(words, places)
    _see_masdars(words, text)
    _see_deeds(words, text)
    _leave_quarters_alone(words, text)
    _see_doubts(words)
    _leave_kinsmen_alone(words, places, text)
    _leave_surnames_alone(words, places, lexicon)
    _leave_duties_alone(words, places, lexicon)
    _see_adjectives(words, places, lexicon)
    _see_crossings(words)
    _see_blows(words)
    _see_steps_onward(words)
    _see_verbs(words, places, lexicon)
    _see_spans_of_time(words)
    _see_tours_that_lead(words)


def _with_word_before(words: Sequence[Word], places: Sequence[int]) -> Iterator[tuple[Word, Word]]:
    """Yield the word before a place, and its name; nothing of one that opens the text."""
    return ((words[at - 1], words[at]) for at in places if at)


def _with_words_beside(words: Sequence[Word], places: Sequence[int]) -> Iterator[tuple[Word, Word, Word]]:
    """Yield the word before a place, its name and the word after; nothing of one at an end of the text."""
    return ((words[at - 1], words[at], words[at + 1]) for at in places if 0 < at < len(words) - 1)


def without_title_stops(words: Sequence[Word]) -> list[Word]:
    """Leave out the full stop of a title, which ends nothing: "رئيس الوزراء د. سعيد"."""
    before = itertools.chain([None], words)
    return [
        w for w, title in zip(words, before, strict=False) if w.form != "." or title is None or not _is_title(title)
    ]


def _is_title(word: Word) -> bool:
    return len(word.form) == 1 and word.form.isalpha()


def see_arrivals_of_people(words: Sequence[Word], with_it: Container[str]) -> None:
    """Take "حل" for an arrival where people follow, not for a solution: "حل الوزير ضيفا على", "التي حل بها"."""
    for word, after in itertools.pairwise(words):
        if "before_people" not in word.marks or after.glued:
            continue
        if after.form in with_it or not after.marks.isdisjoint({"roles", "kind:person", "kind:group"}):
            word.triggers = (Trigger("arrive", "past", noun=False),)


def _leave_decrees_alone(words: Sequence[Word], lexicon: Lexicon) -> None:
    """Take "يقضي ب" for what a decree says, not for a stay: "مرسوما يقضي بإنشاء قنصليات في ليون"."""
    stipulates = lexicon.forms["stipulates"]
    for at in [at for at, word in enumerate(words[:-1]) if word.triggers and word.form in stipulates]:
        if words[at + 1].glued == "in" and "durations" not in words[at + 1].marks:
            words[at].triggers = ()


def _see_arrivals_by_name(words: Sequence[Word], lexicon: Lexicon) -> None:
    """Take "حل" for an arrival where a name, a day and a place follow: "وحل ريد السبت في بيروت"."""
    for at in [at for at, word in enumerate(words[:-1]) if "before_people" in word.marks and not word.triggers]:
        word, (name, *after) = words[at], words[at + 1 : at + _GUEST]
        days = list(itertools.takewhile(lambda word: word.date is not None, after))
        there = after[len(days) : len(days) + 1] if days and _is_bare_name(name, lexicon) else []
        if any(
            w.preposition == "in" or w.form in lexicon.forms["guest"] or (w.place and w.glued == "in") for w in there
        ):
            word.triggers = (Trigger("arrive", "past", noun=False),)


def _leave_patronymics_alone(words: Sequence[Word]) -> None:
    """Take what stands beside "بن" for a name: "سعيد بن سلطان" is no sultan."""
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word.form in _SON_OF:
            for name in (before, after):
                if not name.form.startswith("ال") and name.place is None:
                    name.marks, name.triggers = frozenset(), ()


def _leave_anns_alone(words: Sequence[Word], text: str) -> None:
    """Take "آن" for a name, not for "أن", which folds alike."""
    for word in words:
        if word.form == "ان" and text[word.start : word.end] == "آن":
            word.marks, word.triggers = frozenset(), ()


def _leave_people_alone(words: Sequence[Word], places: Sequence[int], proper: frozenset[str]) -> None:
    """Take a bare word for the person named so before, not for a town: "لويد أوستن ... وتوجه أوستن إلى مانيلا"."""
    for before, word in _with_word_before(words, places):
        town = word.place is not None and word.place.kind == "city" and not word.demonym
        if town and word.form in proper and not (word.glued or before.preposition or "transparent" in before.marks):
            word.place = None


def _leave_second_names_alone(words: Sequence[Word], places: Sequence[int]) -> None:
    """Take a town right after another country or town for part of a name: "الموفد إلى ليبيا مارتن هولم"."""
    for at in places:
        if at < 2:
            continue
        first, before, word = words[at - 2 : at + 1]
        if word.place is None or before.place is None or word.glued or word.joined or before.demonym:
            continue
        opens = before.place.kind == "city" or (first.preposition and before.place.kind == "country")
        if opens and word.place.kind == "city" and word.place.country != before.place.country:
            word.place = None


def _leave_kinsmen_alone(words: Sequence[Word], places: Sequence[int], text: str) -> None:
    """Take "جده" for his grandfather where nothing leads to a place: "على خطى جده", but "إلى جده"."""
    for before, word in _with_word_before(words, places):
        if word.place is None or word.place.kind != "city" or not word.place.name_ar.endswith("ة"):
            continue
        led = word.glued or word.joined or before.preposition or before.triggers or "transparent" in before.marks
        if text[word.end - 1] == "ه" and not (led or before.is_sign):
            word.place = None


def _leave_surnames_alone(words: Sequence[Word], places: Sequence[int], lexicon: Lexicon) -> None:
    """Take an adjective of a country after two bare names for a surname, wherever it stands alone later."""
    names: set[str] = set()
    for at in places:
        word = words[at]
        if not at or not word.demonym or word.glued or word.joined:
            continue
        if not word.form.startswith(lexicon.articles) or word.form.endswith("ه"):  # no man's
            continue
        before, near = words[at - 1], [mark for w in words[max(0, at - _LONGEST_TITLE) : at] for mark in w.marks]
        office = not _OFFICES.isdisjoint(near) and "kind:group" not in near
        named = office and all(_is_bare_name(w, lexicon) or w.form == "علي" for w in words[max(0, at - 2) : at])
        alone = word.form in names and not before.form.startswith(lexicon.articles) and not before.marks & _TITLED
        if named or alone:
            names.add(word.form)
            word.place, word.demonym, word.marks = None, False, frozenset()


def _is_bare_name(word: Word, lexicon: Lexicon) -> bool:
    known = word.marks or word.triggers or word.preposition or word.place is not None or word.date is not None
    return not (known or word.is_sign or word.glued or word.joined or word.form.startswith(lexicon.articles))


def _leave_duties_alone(words: Sequence[Word], places: Sequence[int], lexicon: Lexicon) -> None:
    """Take "وزير المالية" for the minister of finance, not of Mali, and "آتيا من" for one who comes."""
    for before, word in _with_word_before(words, places):
        if word.demonym and before.marks & {"roles", "context"}:
            marks = frozenset(lexicon.marks.get(word.form, ()))
            if "duties" in marks:
                word.place, word.demonym, word.marks = None, False, marks
    for at in places:
        word = words[at]
        if word.place is not None and at + 1 < len(words) and words[at + 1].preposition == "from":
            readings = tuple(lexicon.triggers.get(word.form, ()))
            if any(t.noun and t.group == "go" for t in readings):
                word.place, word.triggers = None, readings  # "آتيا من عمّان" is no town in Chad


def _see_adjectives(words: Sequence[Word], places: Sequence[int], lexicon: Lexicon) -> None:
    """Take "السعودية" after a definite noun and its adjective for one more: "الخطوط الجوية السعودية"."""
    for at in places:
        if at < 2:
            continue
        first, second, word = words[at - 2 : at + 1]
        country = word.place is not None and word.place.kind == "country" and not word.glued and not word.joined
        if not country or word.form.removeprefix(lexicon.articles[0]) not in lexicon.adjectives:
            continue
        described = second.form.startswith(lexicon.articles) and second.form.endswith("ه") and not second.glued
        if described and first.form.startswith((*lexicon.articles, *_DEFINITE)):
            word.demonym, word.marks = True, frozenset({"demonym"})


def _see_verbs(words: Sequence[Word], places: Sequence[int], lexicon: Lexicon) -> None:
    """Take a town's name that opens a clause and a preposition follows for a verb: "وسرت حتى وصلت"."""
    for before, word, after in _with_words_beside(words, places):
        town = word.place is not None and word.place.kind == "city" and not word.glued
        if not town or not after.preposition or not (word.joined or before.is_sign or "clause" in before.marks):
            continue
        readings = tuple(t for t in lexicon.triggers.get(word.form, ()) if not t.noun and t.tense == "past")
        if readings:
            word.place, word.triggers = None, readings


def _see_crossings(words: Sequence[Word]) -> None:
    """Take "عبر" after a relative pronoun for the verb, not for the preposition: "القطار الذي عبر تركيا"."""
    for at, word in enumerate(words):
        if word.preposition != "via" or "not_verbs" not in word.marks:
            continue
        after = words[at + 1 : at + 2]
        joined = word.joined and at and words[at - 1].is_sign and bool(after) and after[0].place is not None
        follows = (at and words[at - 1].marks & _BEFORE_VERBS) or _has_subject_before(words, at)
        if joined or follows or _begins_with_crossing(words, at):
            word.preposition, word.triggers = "", (Trigger("pass", "past", noun=False),)


def _has_subject_before(words: Sequence[Word], at: int) -> bool:
    """Tell whether "عبر" follows its subject after "أن": "قالت إن القطار عبر مدينة داندونغ"."""
    for before in range(at - 1, max(0, at - _LONGEST_TOPIC), -1):
        word = words[before]
        if "that" in word.marks:
            head = words[before + 1]
            return before + 1 < at and not (_BEARERS | {"kind:person", "kind:group"}).isdisjoint(head.marks)
        if word.is_sign or word.triggers or word.preposition or (word.place is not None and not word.demonym):
            return False
    return False


def _see_steps_onward(words: Sequence[Word]) -> None:
    """Take "ومن هناك إلى" that opens a sentence, and "كان العبور إلى", for movements told without a verb."""
    for at, (word, after) in enumerate(itertools.pairwise(words)):
        if after.preposition != "to":
            continue
        opens = at == 0 or words[at - 1].sentence != word.sentence
        if opens and word.form in _FROM_THERE:
            word.triggers = (Trigger("go", "noun", noun=True),)
        elif at and word.form == "العبور" and words[at - 1].form in _CAME_TO_PASS:
            words[at - 1].marks -= {"perfect"}
            word.triggers = (Trigger("pass", "noun", noun=True),)


def _see_spans_of_time(words: Sequence[Word]) -> None:
    """Take "بعد يومين" for "then": nothing says what it was that came before."""
    for at, word in enumerate(words):
        if "after" not in word.marks:
            continue
        near = words[at + 1 : at + 1 + _LONGEST_SPAN]
        length = next((n for n, w in enumerate(near, 1) if "durations" in w.marks), 0)
        counted = all(w.form.isdecimal() or w.marks & _COUNTING or not (w.marks or w.triggers) for w in near[:length])
        measured = words[at + length + 1 : at + length + 3]
        since = any(w.preposition == "from" or "on" in w.marks for w in measured)  # "بعد ساعتين من إقلاعها"
        spent = any(t.group == "stay" for w in measured[:1] for t in w.triggers)  # "بعد يومين قضاهما في"
        if length and counted and not (since or spent):
            word.marks = word.marks - {"after"} | {"sequence"}


def _see_tours_that_lead(words: Sequence[Word]) -> None:
    """Take "جولة تقوده إلى" for what a tour includes, not for somebody's going."""
    for at, word in enumerate(words):
        if "leads" not in word.marks:
            continue
        near = words[max(0, at - _LONGEST_TOUR) : at]
        if any(t.noun and t.group == "trip" for before in near for t in before.triggers):
            tense = word.triggers[0].tense if word.triggers else "present"
            word.triggers = (Trigger("include", tense, noun=False),)


def _leave_clubs_alone(words: Sequence[Word], places: Sequence[int]) -> None:
    """Take a town with a masculine adjective of its country for its club: "روما الإيطالي"."""
    for before, word, after in _with_words_beside(words, places):
        town = word.place is not None and word.place.kind == "city" and not (word.demonym or word.glued)
        if not town or before.preposition or before.marks & {"transparent", "node", "sites"}:
            continue
        country = after.place.country if after.demonym and after.place is not None else ""
        if word.place is not None and country == word.place.country and not after.form.endswith("ه"):
            word.place = None


def _leave_storms_alone(words: Sequence[Word], places: Sequence[int]) -> None:
    """Take the name of a storm for no town: "إعصار فلورنس", but not "اجتاحت العاصفة بنغازي"."""
    names: set[str] = set()
    for at in places:
        verb, storm, word = words[at - 2] if at > 1 else None, words[at - 1], words[at]
        if not at or word.place is None or word.demonym or word.glued or word.joined or "kind:storm" not in storm.marks:
            continue
        object_of = verb is not None and any(not t.noun for t in verb.triggers) and storm.form.startswith("ال")
        if word.form in names or not object_of:
            names.add(word.form)
            word.place = None


def _see_masdars(words: Sequence[Word], text: str) -> None:
    """Take "بدءا" for a noun, and what follows "من المقرر" without "أن": "من المقرر تناول الغداء"."""
    for before, word in itertools.pairwise(words):
        if not word.triggers:
            continue
        finite = next((t for t in word.triggers if not t.noun and t.tense == "past"), None)
        if finite is None:
            continue
        beginning = finite.group == "begin" and text[word.start : word.end].lstrip("و").startswith("بدءا")
        expected = before.form in _EXPECTED and not word.joined
        if beginning or expected:
            word.triggers = (Trigger(finite.group, "noun", noun=True),)


def _see_deeds(words: Sequence[Word], text: str) -> None:
    """Take "وأدى" for a verb by its hamza, which "وادي" has not: "وأدى العمرة في مكة"."""
    for word in words:
        if word.form == "وادي" and text[word.start : word.start + 2] == "وأ" and word.place is None:
            word.triggers, word.marks, word.joined = (Trigger("act", "past", noun=False),), frozenset(), True


def _leave_quarters_alone(words: Sequence[Word], text: str) -> None:
    """Take "أحياء" for quarters or the living by its last letter, which "أحيا" has not: "قصفت أحياء في حمص"."""
    for word in words:
        if word.triggers and word.form.endswith("احيا") and text[word.end - 1] == "ء":
            word.triggers = ()


def _see_doubts(words: Sequence[Word]) -> None:
    """Take "قد" before a verb in the present for "may": "قد يزور"; before one in the past it tells of the past."""
    for word, after in itertools.pairwise(words):
        if word.form in _QAD and after.triggers and all(t.tense == "present" and not t.noun for t in after.triggers):
            word.marks = word.marks - {"perfect"} | {"doubtful"}


def _begins_with_crossing(words: Sequence[Word], at: int) -> bool:
    """Tell whether "عبر" opens a sentence whose subject follows: "عبر معبر رفح اليوم وفد"."""
    opens = at == 0 or words[at - 1].sentence != words[at].sentence
    meanwhile = words[at + 1 : at + 2] and words[at + 1].form in _MEANWHILE  # "عبر خلالها القطار مدينة داندونغ"
    if not (opens or meanwhile):
        return False
    for word in words[at + 1 : at + _SUBJECT_WITHIN]:
        if word.is_sign or word.sentence != words[at].sentence or any(not t.noun for t in word.triggers):
            return False
        if not word.glued and ("roles" in word.marks or any(mark.startswith("kind:") for mark in word.marks)):
            return True
    return False


def _see_blows(words: Sequence[Word]) -> None:
    """Take "وجهتها" after "التي" for a verb, not for where something goes: "الضربة التي وجهتها فرنسا"."""
    for before, word in itertools.pairwise(words):
        if "relative" in before.marks and "destination" in word.marks and word.form.startswith("وجهت"):
            word.triggers, word.marks = (), word.marks - {"destination"}


def _leave_ships_alone(words: Sequence[Word]) -> None:
    """Take a place's name in quotation marks after a ship, a storm or a convoy for the name of that."""
    opening, inside = 0, False
    for at, word in enumerate(words):
        if word.form in _QUOTES:
            inside = word.form in "«“" or (word.form == '"' and not inside)
            opening = at
        if not inside or at - opening > _LONGEST_SPAN or word.place is None or word.demonym:
            continue
        after = words[at + 1 : at + 3]
        closing = any(w.form in _QUOTES for w in after)
        named = {mark for w in words[max(0, opening - 3) : opening] for mark in w.marks}
        numbered = after and after[0].form.isdecimal()  # "مينسك 127"
        if opening and closing and (named & _BEARERS or numbered) and words[opening].sentence == word.sentence:
            word.place = None


def is_step_onward(word: Word) -> bool:
    """Tell whether a word moves on by itself, in a sentence without a verb: "ومن هناك إلى الحدود"."""
    return word.form in _FROM_THERE and bool(word.triggers)
