"""Who moves: the subject of a verb of movement, the possessor of a journey, the guest who is received."""

from dataclasses import replace
from itertools import takewhile

from masar.itinerary.appositions import subject_past_sign
from masar.itinerary.asides import opening_of_aside
from masar.itinerary.descriptions import CARRIERS, Subject, describe_phrase, kinds_of
from masar.itinerary.governors import is_auxiliary, is_finite
from masar.itinerary.phrases import (
    LONGEST_PHRASE,
    has_pronoun_suffix,
    is_possessive,
    opening_phrase,
    phrase_after,
    phrase_before,
    phrase_past_place,
    verb_before_place,
)
from masar.itinerary.subject_words import (
    describes_trip,
    is_around_verb,
    is_government_after,
    is_relative_that,
    is_taken,
    may_be_object,
    may_describe,
    object_pronoun_after,
    owner_after,
    whom_a_clause_describes,
)
from masar.itinerary.text import Text, Word

DEEPEST, _LONGEST_SPAN = 3, 3
_PARTICIPLES = frozenset({"go", "return", "leave", "be"})
_OWN = frozenset({"begin", "end", "leave", "go"})  # one begins or ends a journey of one's own
_MOST_ADJECTIVES, _LONGEST_MEETING = 6, 9
_FRONT_REACH, _FRONTED = 14, frozenset({"act", "trip", "stay"})
_PAIR = 2
_HOLDS = frozenset({"carry", "include"})
_QUOTES, _LONGEST_QUOTED_NAME = frozenset("\"'«»“”"), 5
_CROSSED = frozenset({"pass", "go", "leave", "arrive", "visit"})


def find_subject(text: Text, trigger: int, depth: int = 0) -> Subject:
    """Return the subject of the verb, or the possessor of the noun, at a word's index."""
    found = _own_subject(text, trigger, depth)
    if found.relation == "none" and depth < DEEPEST:
        return clause_subject(text, trigger, depth + 1)
    return found


def _own_subject(text: Text, trigger: int, depth: int) -> Subject:
    word = text.words[trigger]
    if word.triggers and all(t.noun for t in word.triggers):
        return _possessor(text, trigger, depth)
    if "_" in word.form and word.triggers and word.triggers[0].tense == "base":
        leaving = verb_before_place(text, trigger)
        if leaving is not None:
            return find_subject(text, leaving, depth + 1)
    if not text.lexicon.subject_after:
        return object_pronoun_after(text, trigger) or _subject_before(text, trigger)
    if _has_object_pronoun(text, word):
        return Subject("pronoun", trigger)
    if is_government_after(text, trigger):
        return Subject("named", trigger, other=True)
    return _subject_after(text, trigger)


def _subject_after(text: Text, trigger: int) -> Subject:
    """Return the subject of a verb in a language that puts it after the verb, or else before."""
    settled = _settled_subject(text, trigger)
    if settled is not None:
        return settled
    word = text.words[trigger]
    suffixed = has_pronoun_suffix(text, word)
    acts = any(t.group == "act" for t in word.triggers)  # "التقى في روما البابا": whom he met
    after = phrase_after(text, trigger) or ([] if acts else phrase_past_place(text, trigger))
    if _crosses_border(text, trigger):
        after = []
    described = describe_phrase(text, after, trigger)
    known = described.names or described.roles or described.kinds
    own = bool(after) and not known and has_pronoun_suffix(text, text.words[after[-1]])  # "سيواصل خط سيره"
    if described.relation == "named" and not own and not may_be_object(text, trigger, described):
        return described
    head = text.words[max(0, trigger - 1)]
    relative = "event" in head.marks or any(t.noun for t in head.triggers)
    if suffixed and word.triggers and (word.triggers[0].tense != "past" or relative):
        return Subject("none", trigger)  # "جولة يستهلها بزيارة", "محادثات أجراها في"
    return _subject_before(text, trigger)


def _crosses_border(text: Text, trigger: int) -> bool:
    """Tell whether what follows a verb of passing is what is crossed: "وعبرت الحدود إلى"."""
    passes = any(t.group == "pass" and not t.noun for t in text.words[trigger].triggers)
    return passes and any("frontier" in word.marks for word in text.words[trigger + 1 : trigger + 2])


def _settled_subject(text: Text, trigger: int) -> Subject | None:
    """Return the subject of a verb that what stands right beside it settles, or `None`."""
    word, before = text.words[trigger], text.words[trigger - 1]
    if trigger > 1 and "relative" in before.marks and _is_trip(text.words[trigger - 2]):
        return _possessor(text, trigger - 2, DEEPEST)  # "رحلته التي انطلقت من بورتسودان، وزير"
    visited = trigger > 0 and "place_clause" in before.marks and has_pronoun_suffix(text, word)  # "التي زارها"
    if visited or _is_he(text, trigger + 1):  # "ووصلا هو ووزير الخارجية"
        return Subject("none", trigger)
    if any(t.group == "carry" for t in word.triggers):
        carrier = describe_phrase(text, list(phrase_before(text, trigger)), trigger)
        return carrier if carrier.kinds & CARRIERS else None  # "طائرة سعودية تحمل مساعدات"
    return None


def _is_trip(word: Word) -> bool:
    return any(t.noun and t.group == "trip" for t in word.triggers)


def _is_he(text: Text, index: int) -> bool:
    """Tell whether a word is a bare pronoun, "هو", and opens no clause."""
    return index < len(text.words) and "pronouns" in text.words[index].marks and "clause" not in text.words[index].marks


def _has_object_pronoun(text: Text, word: Word) -> bool:
    return any(t.group == "carry" for t in word.triggers) and has_pronoun_suffix(text, word)


def _possessor(text: Text, trigger: int, depth: int) -> Subject:
    if text.lexicon.subject_after:
        return _possessor_after(text, trigger, depth)
    words = text.words
    if any(kinds_of(words[trigger])) and not is_taken(text, trigger):  # "American Flight 2408 from X to Y"
        return describe_phrase(text, [trigger, *phrase_before(text, trigger)], trigger)
    before = trigger - 1
    sentence = text.sentences[words[trigger].sentence]
    owner = _attendant(text, sentence, trigger, depth) or owner_after(text, sentence, trigger)
    if owner is not None:
        return owner
    while before in sentence and may_describe(words[before]) and trigger - before < _MOST_ADJECTIVES:
        if "possessive" in words[before].marks or is_possessive(text, before):
            break
        before -= 1
    if before in sentence and "possessive" in words[before].marks:
        return _owner_before(text, trigger, before, depth) or Subject("pronoun", trigger)
    if before in sentence and is_possessive(text, before):
        phrase = takewhile(lambda at: words[at].preposition in ("", "of"), phrase_before(text, before + 1))
        return describe_phrase(text, list(phrase), trigger, owner=before)  # "to build on [Ann Reed's] visit"
    return clause_subject(text, trigger, depth + 1)


def _attendant(text: Text, sentence: range, trigger: int, depth: int) -> Subject | None:
    """Return who attends what a noun tells of: "left to attend the meeting of the council in X"."""
    near = range(trigger - 1, max(sentence.start, trigger - _MOST_ADJECTIVES), -1)
    attending = next((at for at in near if "attend" in text.words[at].marks), None)
    return None if attending is None else clause_subject(text, attending + 1, depth + 1)


def _owner_before(text: Text, trigger: int, pronoun: int, depth: int) -> Subject | None:
    """Return the subject of the verb whose object is "his visit": "the premier cut short his visit to X"."""
    words = text.words
    at = next((at for at in range(pronoun - 1, max(pronoun - 3, 0), -1) if words[at].triggers), None)
    if at is None or not any(not t.noun and t.group in _OWN for t in words[at].triggers):
        return None
    owner = find_subject(text, at, depth + 1)
    return replace(owner, at=trigger) if owner.relation == "named" and depth < DEEPEST else None


def _possessor_after(text: Text, trigger: int, depth: int) -> Subject:
    words = text.words
    if has_pronoun_suffix(text, words[trigger]):
        return _whose_own(text, trigger, depth) or Subject("pronoun", trigger)
    beside = [key for word in words[trigger + 1 : trigger + 2] for key in word.keys]
    if words[trigger].triggers[0].group == "stay" and any(key in text.lexicon.ordinals for key in beside):
        return Subject("none", trigger)  # "محطة ثانية"
    after = phrase_after(text, trigger)
    described = describe_phrase(text, after, trigger) if after else None
    if described is not None and (described.names or described.roles or described.kinds):
        return described
    return _noun_of_participle(text, trigger) or described or clause_subject(text, trigger, depth + 1)


def _noun_of_participle(text: Text, trigger: int) -> Subject | None:
    """Return the noun that a participle stands beside: "الطائرة القادمة من", "سفينة شحن متجهة إلى"."""
    if not any(t.group in _PARTICIPLES for t in text.words[trigger].triggers):
        return None
    described = describe_phrase(text, list(phrase_before(text, trigger)), trigger)
    if text.words[trigger].form.startswith(text.lexicon.articles) and (described.roles or described.names):
        return described  # "رئيس فنزويلا العائد من مينسك"
    somewhere = any(t.group == "be" for t in text.words[trigger].triggers)
    return described if described.kinds & CARRIERS or (somewhere and described.kinds) else None


def clause_subject(text: Text, trigger: int, depth: int) -> Subject:
    """Return the subject of the nearest verb before a word, or else how its sentence opens."""
    words = text.words
    sentence = text.sentences[words[trigger].sentence]
    inside = -1
    for index in range(trigger - 1, max(sentence.start, trigger - 20) - 1, -1):
        if inside >= 0 and index > inside:
            continue  # ", who is also premier,"
        inside = _opening_of_clause(text, sentence, index)
        if text.lexicon.subject_after and _is_masdar_of_movement(text, index, trigger):
            return _possessor_after(text, index, DEEPEST)  # "أعلن المتحدث وصول الوفد إلى X، قادما من"
        if "that" in words[index].marks:
            return Subject("pronoun" if "pronouns" in words[index].marks else "none", trigger)
        verb = any(not t.noun and t.tense != "ing" for t in words[index].triggers)
        if verb and words[index].quoted == words[trigger].quoted and not describes_trip(text, index, trigger):
            return find_subject(text, index, depth)
    if text.lexicon.subject_after:
        return _who_intends(text, sentence, trigger)
    return _subject_at_opening(text, sentence, trigger, depth)


def _subject_at_opening(text: Text, sentence: range, trigger: int, depth: int) -> Subject:
    """Return who an English sentence opens with, for a word that no verb stands before."""
    words = text.words
    opening = words[sentence.start : min(sentence.start + _LONGEST_SPAN, trigger)]
    if any(word.marks & {"after", "before"} for word in opening):
        return Subject("none", trigger)  # "(A day) after talks in X, the envoy flew to Y"
    if all(t.noun for t in words[trigger].triggers) and trigger in opening_phrase(text, sentence.stop - 1):
        return _maker_of(text, sentence, trigger) or Subject("none", trigger)  # "A visit to X will follow"
    main = _main_subject(text, sentence, trigger, depth)
    return main or describe_phrase(text, opening_phrase(text, trigger), trigger)


def _opening_of_clause(text: Text, sentence: range, index: int) -> int:
    """Return the comma at which an English relative clause opens that a comma closes, or -1."""
    if not text.lexicon.cased or text.words[index].form != ",":
        return -1
    opening = opening_of_aside(text, sentence, index)
    clause = opening is not None and text.words[opening + 1].marks >= {"pronouns", "clause"}
    return opening if clause and opening is not None else -1


def _who_intends(text: Text, sentence: range, trigger: int) -> Subject:
    """Return whose intention a sentence opens with: "يعتزم الوزير زيارة طوكيو"; nobody where it does not."""
    at = sentence.start
    if trigger - at < LONGEST_PHRASE and "future" in text.words[at].marks:
        who = describe_phrase(text, phrase_after(text, at), trigger)
        return who if who.relation == "named" and (who.names or who.roles) else Subject("none", trigger)
    return Subject("none", trigger)


def _whose_own(text: Text, trigger: int, depth: int) -> Subject | None:
    """Return who speaks of his own journey: "دعا الوزير خلال زيارته إلى القاهرة إلى وقف إطلاق النار"."""
    words = text.words
    sentence = text.sentences[words[trigger].sentence]
    verb = next((at for at in range(sentence.start, min(trigger, sentence.start + _PAIR)) if words[at].triggers), None)
    if verb is None or depth >= DEEPEST or words[verb].quoted != words[trigger].quoted:
        return None
    said = all(t.group == "other" and not t.noun for t in words[verb].triggers) and not is_auxiliary(words[verb])
    between = words[verb + 1 : trigger]
    if not said or any("that" in word.marks or is_finite(word) for word in between):
        return None
    speaker = find_subject(text, verb, depth + 1)
    return replace(speaker, at=trigger) if speaker.relation == "named" and speaker.roles and not speaker.other else None


def _maker_of(text: Text, sentence: range, trigger: int) -> Subject | None:
    """Return who makes a journey by a verb that is none of travel: "Reed paid a surprise visit to X"."""
    words = text.words
    near = range(trigger - 1, max(sentence.start, trigger - _MOST_ADJECTIVES), -1)
    described = takewhile(lambda at: may_describe(words[at]), near)
    verb = next((at for at in described if _is_plain_past(words[at])), sentence.start)
    while verb > sentence.start and is_around_verb(words[verb - 1]):
        verb -= 1
    maker = describe_phrase(text, list(phrase_before(text, verb)), trigger)
    return maker if maker.names or maker.roles else None


def _is_plain_past(word: Word) -> bool:
    """Tell whether a word is a past verb that tells of no movement: "paid", "used"."""
    return not word.upper and (
        "pasts" in word.marks or (not (word.triggers or word.marks) and word.form.endswith("ed"))
    )


def _main_subject(text: Text, sentence: range, trigger: int, depth: int) -> Subject | None:
    """Return who acts past what a sentence opens with: "At a press conference in X, Reed said", "On a visit to X"."""
    words = text.words
    fronted = words[sentence.start].form in text.lexicon.forms["fronting"]
    fronted = fronted or (trigger == sentence.start and all(t.tense == "ing" for t in words[trigger].triggers))
    if not fronted or not any(t.group in _FRONTED for t in words[trigger].triggers):
        return None
    after = range(trigger + 1, min(sentence.stop, trigger + 2 * _FRONT_REACH))
    comma = next((at for at in after if words[at].form == ","), sentence.stop)
    main = range(trigger + 1, min(sentence.stop, trigger + 3 * _FRONT_REACH))
    verb = next((at for at in main if any(not t.noun for t in words[at].triggers)), comma)
    found = find_subject(text, verb, depth) if verb > comma else None
    return found if found is not None and found.relation == "named" else None


def _is_masdar_of_movement(text: Text, index: int, trigger: int) -> bool:
    """Tell whether a noun of movement governs the participle at `trigger`."""
    participle = all(t.noun and t.group in _PARTICIPLES for t in text.words[trigger].triggers)
    return participle and any(t.noun and t.group in ("arrive", "leave", "return") for t in text.words[index].triggers)


def _subject_before(text: Text, trigger: int) -> Subject:
    words = text.words
    sentence = text.sentences[words[trigger].sentence]
    index = trigger - 1
    while index in sentence and is_around_verb(words[index]):
        index -= 1
    index = _past_quoted_name(text, sentence, index)
    if index not in sentence or _leaves_subject_out(text, trigger, words[index]):
        return Subject("none", trigger)
    word = words[index]
    if "pronouns" in word.marks and "clause" not in word.marks:
        return _speaker_before(text, trigger, index) or Subject("pronoun", trigger)
    if "clause" in word.marks:
        return _subject_of_clause(text, trigger, index)
    if word.is_sign:
        return subject_past_sign(text, trigger, index)
    return (
        _who_crossed(text, trigger, index)
        or whom_a_clause_describes(text, trigger, index)
        or _phrase_of_subject(text, trigger, index)
    )


def _past_quoted_name(text: Text, sentence: range, index: int) -> int:
    """Return the word before a quoted name near the opening of a sentence: [الإعصار] «ايزيل» يضرب."""
    words = text.words
    if text.lexicon.cased or index not in sentence or words[index].form not in _QUOTES:
        return index
    low = max(sentence.start, index - _LONGEST_QUOTED_NAME)
    opening = next((at for at in range(index - 1, low, -1) if words[at].form in _QUOTES), index)
    opens = opening - sentence.start <= _LONGEST_QUOTED_NAME
    said = any("that" in word.marks for word in words[max(sentence.start, opening - _LONGEST_SPAN) : opening])
    return opening - 1 if opens or said else index


def _speaker_before(text: Text, trigger: int, index: int) -> Subject | None:
    """Return who speaks of himself: "the envoy said (that) he would fly to X"."""
    words = text.words
    at = index - 2 if "that" in words[index - 1].marks else index - 1
    sentence = text.sentences[words[trigger].sentence]
    if not text.lexicon.cased or "singular" not in words[index].marks or at not in sentence:
        return None
    if (
        not any(t.group == "other" and not t.noun for t in words[at].triggers)
        or words[at].quoted != words[index].quoted
    ):
        return None
    speaker = find_subject(text, at, DEEPEST - 1)
    alone = speaker.kinds == {"person"} or (speaker.names and not speaker.kinds)
    return replace(speaker, at=trigger) if speaker.relation == "named" and alone and not speaker.indefinite else None


def _leaves_subject_out(text: Text, trigger: int, before: Word) -> bool:
    """Tell whether a verb goes on with the subject of the one before: "then left", "ثم غادر", "وغادر"."""
    if "sequence" in before.marks and "adverbs" not in before.marks:
        return True
    joined = text.words[trigger].joined or "sequence" in text.words[trigger - 1].marks
    return text.lexicon.subject_after and (joined or before.is_sign) and "pronouns" not in before.marks


def _who_crossed(text: Text, trigger: int, index: int) -> Subject | None:
    """Return whose purpose an infinitive tells of past what was crossed: "they crossed the Channel to play in X"."""
    if not text.lexicon.cased or "infinitive" not in text.words[trigger - 1].marks:
        return None
    verb = min(phrase_before(text, index + 1), default=0) - 1
    crossed = verb >= 0 and any(not t.noun and t.group in _CROSSED for t in text.words[verb].triggers)
    return find_subject(text, verb, DEEPEST - 1) if crossed else None


def _phrase_of_subject(text: Text, trigger: int, index: int) -> Subject:
    """Return the noun phrase that ends at an index, or how the sentence opens where that says nothing."""
    phrase = list(phrase_before(text, index + 1))
    described = describe_phrase(text, phrase, trigger)
    if text.lexicon.subject_after:
        return described
    joint = min(phrase, default=0) - 1
    if described.other and joint > 0 and text.words[joint].form == "and":  # "Ann Reed and her children crossed to X"
        first_named = describe_phrase(text, list(phrase_before(text, joint)), trigger)
        described = first_named if (first_named.names or first_named.roles) and not first_named.other else described
    if "tour" in text.words[index].marks and not text.words[index].upper:
        return Subject("pronoun", trigger)  # "the mission will make stops in X"
    first = _past_described_number(text, min(phrase, default=trigger))
    near = text.words[max(0, first - 4) : first] if first != trigger else []
    inside = bool(near) and bool(near[-1].preposition)  # "with 262 people"
    inside = inside or any(t.group in _HOLDS and t.tense == "ing" for word in near for t in word.triggers)
    if (described.names or described.roles or described.kinds) and not inside:
        return described
    if inside and near[-1].preposition:  # "a jet from the national air force arrived"
        outer = describe_phrase(text, list(phrase_before(text, first - 1)), trigger)
        if outer.kinds:
            return outer
    moves = all(t.tense in ("past", "present", "participle") for t in text.words[trigger].triggers)
    if described.relation == "named" and moves and any("people" in text.words[i].marks for i in phrase):
        return replace(described, other=True)  # "the past five presidents visited X"
    opening = describe_phrase(text, opening_phrase(text, trigger), trigger)
    return opening if opening.names or opening.roles or opening.kinds else described


def _past_described_number(text: Text, first: int) -> int:
    """Return where a phrase begins past its participle and number: "a plane with [240 evacuated] Afghans landed"."""
    described = text.words[max(0, first - 1)].triggers
    if described and all(not t.noun and t.tense in ("past", "participle") for t in described):
        return first - 2 if text.words[max(0, first - 2)].form.isdecimal() else first
    return first


def _subject_of_clause(text: Text, trigger: int, index: int) -> Subject:
    """Return the subject behind "who", "which" (their antecedent) or another conjunction (left out)."""
    words = text.words
    that = text.lexicon.cased and "that" in words[index].marks and is_relative_that(text, trigger, index)
    if not that and ("pronouns" not in words[index].marks or "that" in words[index].marks):
        return Subject("pronoun" if "pronouns" in words[index].marks else "none", trigger)  # "بأنه سيتوجه"
    sentence = text.sentences[words[trigger].sentence]
    before = index - 1
    while before in sentence and words[before].is_sign:
        before -= 1
    if before in sentence and (_is_trip(words[before]) or "tour" in words[before].marks):
        return _possessor(text, before, DEEPEST)  # "his journey, which began in X", "رحلته التي انطلقت"
    phrase = list(phrase_before(text, before + 1))
    described = describe_phrase(text, phrase, trigger) if phrase else Subject("none", trigger)
    first = min(phrase, default=0) - 1
    attended = -1 if described.roles or described.kinds else attended_by(text, sentence, before)
    if attended >= 0:
        return clause_subject(text, attended + 1, DEEPEST - 1)  # "للمشاركة في القمة التي ستعقد في"
    described = replace(described, other=described.other or _is_beside(text, trigger, described))
    inner = first in sentence and bool(words[first].preposition) and words[first].preposition not in ("to", "for")
    if inner and not (described.names or described.roles or described.kinds):
        outer = describe_phrase(text, list(phrase_before(text, first)), trigger)
        return outer if outer.relation == "named" and outer.kinds else described  # "the student of Syrian origin who"
    return described


def _is_beside(text: Text, trigger: int, described: Subject) -> bool:
    """Tell whether a sentence is about another of the kind: "the ship saved 85 people from a boat that had left X"."""
    if not (text.lexicon.cased and described.indefinite and described.kinds):
        return False
    opening = describe_phrase(text, opening_phrase(text, trigger), trigger)
    return bool(opening.kinds & described.kinds) and not opening.indefinite


def attended_by(text: Text, sentence: range, end: int) -> int:
    """Return the word that says that someone attends the meeting which a phrase names, or -1."""
    for at in range(end, max(sentence.start, end - _LONGEST_MEETING) - 1, -1):
        word = text.words[at]
        if "attend" in word.marks:
            return at
        if word.is_sign or "clause" in word.marks or any(not t.noun for t in word.triggers):
            break
    return -1
