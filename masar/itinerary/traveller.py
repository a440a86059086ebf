"""
Whose journey it is, and whether a movement is the traveller's.

The traveller is who is said to move most, the opening of the article counting more. A movement is weighed by how
well its subject fits: names decide; another nationality, office or kind of thing speaks against.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, takewhile

from masar.itinerary.descriptions import CARRIERS, Subject, describe_phrase, kinds_of
from masar.itinerary.governors import Event
from masar.itinerary.group_weights import weigh_group
from masar.itinerary.guests import OF_OBJECT, find_mover
from masar.itinerary.identity import SAME, SOMEONE_ELSE, Traveller, match
from masar.itinerary.names import is_glued_word
from masar.itinerary.phrases import is_passive, phrase_after
from masar.itinerary.text import Text

MOVES = frozenset(
    {"arrive", "go", "return", "visit", "leave", "pass", "carry", "strike", "stay", "begin", "end", "trip", "send"}
)
_FIRST_NAMED = 1.3
_PLANNED = frozenset({"go", "visit", "arrive", "leave", "return"})
_THINGS = CARRIERS | {"storm", "coffin"}
_HELD = frozenset({"person", "group"})
_OPENING = 2
_LEAD_WORDS, _TO_VERB, _MOST_SUBJECTS, _RIDDEN = 40, 5, 200, 4
_QUOTED = 2.0  # takes back the doubt of a quotation, where it speaks of the traveller by name
_LONGEST_NAME = 5
_NOBODY = "\0"  # the name of one who writes "I"
_PRONOUN = 0.9
_WITHIN_CLAUSE, _PAIR = 8, 2
_TOLD_BACK, _SPEAKER, _MATCH = 60, 12, 7
_LEAD_FACTORS = (3.0, 2.0, 1.5)


def find_traveller(text: Text, events: Sequence[Event]) -> Traveller:
    """Return whose journey the article tells: the subject of most movements, those of the lead counting more."""
    weights = {event.trigger: event.weight for event in events if event.status in ("visited", "planned")}
    weights = text.far_moves | weights
    if text.lexicon.cased:
        staying = frozenset(event.trigger for event in events if event.group == "stay")
        clusters = _cluster_subjects(text, weights, MOVES, staying)
    else:
        clusters = _cluster_subjects(text, weights, MOVES | OF_OBJECT)
        clusters = clusters or _cluster_subjects(text, weights, frozenset({"act"}))  # nobody moves: who acts somewhere
    if not clusters:
        return _find_host_or_speaker(text, events) if text.lexicon.cased else Traveller(kinds=_first_thing(text))
    said = Counter([word.name for word in text.words])
    clusters[0] = clusters[0][0], clusters[0][1] * _FIRST_NAMED
    best = max(clusters, key=lambda pair: pair[1] * (1 + 0.15 * _times_named(pair[0], said)))[0]
    if text.lexicon.cased and best.other and not best.names:
        return Traveller()  # who only "she" tells of, where her parents are named as such
    if text.lexicon.cased and _tells_own_journey(text, weights) > max(score for _, score in clusters):
        return Traveller(names={_NOBODY})
    if best.kinds and best.kinds <= CARRIERS:  # a plane that brings a coffin
        return next((known for known, _ in clusters if "coffin" in known.kinds), _with_passenger(text, best))
    if not text.lexicon.cased and best.kinds <= {"person"}:
        best.names |= _first_name(text, best)
    if not best.kinds and _is_named_storm(text, best):
        best.kinds = {"storm"}
    return best


def _with_passenger(text: Text, carrier: Traveller) -> Traveller:
    """Return a carrier with who is aboard, who travels as it does: "القطار الذي يقل الزعيم", "a train carrying Kim"."""
    for at, word in enumerate(text.words[:_LEAD_WORDS]):
        if carrier.kinds.isdisjoint(kinds_of(word)):
            continue
        near = range(at + 1, min(at + _TO_VERB, len(text.words)))
        carries = (n for n in near if any(t.group == "carry" and not t.noun for t in text.words[n].triggers))
        verb = next(carries, None)
        if verb is None:
            continue
        passenger = describe_phrase(text, phrase_after(text, verb), verb)
        if passenger.roles and passenger.kinds <= {"person"}:
            carrier.learn(passenger)
            break
    return carrier


def _is_named_storm(text: Text, traveller: Traveller) -> bool:
    """Tell whether a name is somewhere that of a storm: "Hurricane Dorian is ... Dorian swept across X"."""
    pairs = zip(text.words, text.words[1:], strict=False)
    return any(word.name in traveller.names and "storm" in kinds_of(before) for before, word in pairs)


def _first_name(text: Text, traveller: Traveller) -> set[str]:
    """Return what stands before a traveller's name where the text first has it: "[توفيق] المنصوري"."""
    at = next((at for at, word in enumerate(text.words) if at and word.form in traveller.names), 0)
    before = text.words[at - 1]
    return {before.form} if at and before.form in text.proper and not before.triggers else set()


def _tells_own_journey(text: Text, weights: Mapping[int, float]) -> float:
    """Return how much the writer tells of journeys of his own: "I took a bus to X", outside quotations."""
    total = 0.0
    for trigger, weight in weights.items():
        start = text.sentences[text.words[trigger].sentence].start
        near = text.words[max(start, trigger - _TOLD_BACK) : trigger]
        who = next((word for word in reversed(near) if word.marks & {"pronouns", "kind:person"}), None)
        if who is not None and who.form in ("i", "we") and not who.quoted:
            total += weight * (_LEAD_FACTORS[who.sentence] if who.sentence < len(_LEAD_FACTORS) else 1.0)
    return total


def _first_thing(text: Text) -> set[str]:
    """Return what the opening is about where nobody is said to move: a storm, a coffin, a ship."""
    opening = (word for word in text.words if word.sentence < _OPENING)
    return next(({kind} for word in opening for kind in kinds_of(word) if kind in _THINGS), set())


def _cluster_subjects(
    text: Text, weights: Mapping[int, float], groups: frozenset[str], staying: frozenset[int] = frozenset()
) -> list[tuple[Traveller, float]]:
    """Return who is said to move, and how much, by verbs and nouns of these groups."""
    clusters: list[tuple[Traveller, float]] = []
    for index, word in enumerate(text.words):
        if not word.triggers and index not in staying:
            continue
        told = {t.group for t in word.triggers if not t.noun or index in weights}
        moves = told & groups or index in staying
        if text.lexicon.cased:
            moves = moves or ("receive" in told and "act" not in told)  # who "met" moves
        if not moves or word.quoted or (index not in weights and word.sentence > 3):
            continue
        guest = _is_guest(told & groups, told, text, at_rest=index in staying)
        subject = find_mover(text, index, guest=guest)
        if subject.kinds and subject.kinds <= CARRIERS and _is_only_ridden(text, index):
            continue
        blown = told and told <= {"strike", "other"} and subject.kinds and "storm" not in subject.kinds
        blown = blown or ("storm" in subject.kinds and told <= {"leave", "other"})  # "Maria left the island in ruins"
        if blown or subject.relation != "named" or ("send" in told and not subject.kinds):
            continue
        score = weights.get(index, 0.5) * (_LEAD_FACTORS[word.sentence] if word.sentence < len(_LEAD_FACTORS) else 1.0)
        _add_to_clusters(text, clusters, subject, score)
    return clusters


def _is_only_ridden(text: Text, index: int) -> bool:
    """Tell whether what moves only carries who is told of: "على متن قطار انطلق من X، بلغ الوزير Y"."""
    near = text.words[max(0, index - _RIDDEN) : index]
    aboard = next((n for n, word in enumerate(near) if "carried_by" in word.marks), len(near))
    return text.lexicon.subject_after and any(not CARRIERS.isdisjoint(kinds_of(word)) for word in near[aboard + 1 :])


def _is_guest(moves: set[str], told: set[str], text: Text, *, at_rest: bool) -> bool:
    """Tell whether a word tells of whom somebody else received or sent."""
    if text.lexicon.cased:
        return "send" in told or not (told & MOVES or at_rest)
    return moves <= OF_OBJECT


def _find_host_or_speaker(text: Text, events: Sequence[Event]) -> Traveller:
    """Return who meets, speaks or signs, where the text tells of no movement: "met X in Y and Z in W"."""
    clusters: list[tuple[Traveller, float]] = []
    for event in events:
        if (
            event.group == "act"
            and event.subject is not None
            and (event.subject.roles or "group" in event.subject.kinds)
        ):
            _add_to_clusters(text, clusters, event.subject, event.weight)
    return max(clusters, key=lambda pair: pair[1])[0] if text.lexicon.cased and clusters else Traveller()


def name_traveller(text: Text, traveller: Traveller) -> str:
    """Return the traveller's name as the text first writes it in full; empty if nobody is surely named."""
    person = traveller.roles or "person" in traveller.kinds
    if "plane" in traveller.kinds or not (person or text.lexicon.cased):
        return ""
    own = [at for at, word in enumerate(text.words) if word.name in traveller.names and word.place is None]
    own = [at for at in own if not is_glued_word(text.words[at], text.lexicon)]
    beside = groupby(enumerate(own), key=lambda pair: pair[1] - pair[0])
    best = max(([at for _, at in run][:_LONGEST_NAME] for _, run in beside), key=len, default=[])
    if not best:
        return ""
    shown = text.article.text[text.words[best[0]].start : text.words[best[-1]].end]
    return " ".join(shown.split()).removesuffix("'s").removesuffix("’s")


def _times_named(traveller: Traveller, said: Mapping[str, int]) -> int:
    return min(8, max((said[name] for name in traveller.names), default=0))


def _add_to_clusters(text: Text, clusters: list[tuple[Traveller, float]], subject: Subject, score: float) -> None:
    for number, (known, total) in enumerate(clusters):
        if match(text, known, subject) >= 0.7:
            known.learn(subject)
            clusters[number] = known, total + score
            return
    if len(clusters) == _MOST_SUBJECTS:
        return  # who is only named so late in a list without end is not who travels
    fresh = Traveller(at=subject.at, other=subject.other)
    fresh.learn(subject)
    clusters.append((fresh, score * (0.3 if subject.other else 1.0)))


def weigh_subjects(text: Text, events: Sequence[Event], traveller: Traveller) -> None:
    """Weigh each event by how well its subject fits the traveller; one left out is the one before."""
    last, last_sentence, someone, told = 0.85, -9, False, False
    for event in events:
        sentence = text.words[event.word].sentence
        subject = event.subject
        if event.listed:
            event.weight *= last
            continue
        if subject is None or subject.relation != "named":
            own = traveller.names == {_NOBODY} and _is_in_first_person(text, event)
            goes_on = not own and _goes_on(
                text, traveller, sentence, last_sentence, someone=someone and last < SOMEONE_ELSE
            )
            taken = subject is not None and subject.relation == "object"  # "a plane took them to X"
            factor = last if goes_on and not taken else _PRONOUN if _is_about_person(text, event, traveller) else 0.8
            if event.group == "act" and _is_lone_noun(text, event) and (subject is None or subject.relation == "none"):
                factor *= 0.3
        else:
            factor = _weigh_act(text, event, traveller, match(text, traveller, subject), other=subject.other)
            if (
                _steers(text, event, traveller)
                or _is_counted_as_stop(text, event)
                or _makes_the_tour(text, event, factor)
            ):
                factor = max(factor, SAME)
            if _takes_along(text, event, traveller):
                factor = max(factor, _PRONOUN)
            someone = bool(subject.names or subject.roles or "person" in subject.kinds)
        if text.words[event.word].quoted:
            told = told or (subject is not None and subject.relation == "named" and factor >= SAME)
            speaks = _is_in_first_person(text, event) or _is_told_of(text, event) or _is_own_story(text, event)
            speaks = speaks or _is_reported(text, event)
            factor *= _QUOTED if told or speaks else 1.0
        else:
            told = False
        weighed = weigh_group(text, event, traveller.kinds, factor)
        event.weight *= weighed
        if event.group == "other" and not text.lexicon.cased and not weighed:
            continue  # "وذكر السفير لدى مصر ... ومن المقرر أن يعود": not the ambassador
        last, last_sentence = (factor if event.group == "be" else weighed), sentence
        if event.group == "act" and not weighed and subject is not None and subject.relation == "named":
            last = match(text, traveller, subject)  # "was ordained in X. He flew to Y": no stop, but the same man


def _is_about_person(text: Text, event: Event, traveller: Traveller) -> bool:
    """Tell whether "she" does something in a text of one named person's journey."""
    pronoun = event.subject is not None and event.subject.relation == "pronoun"
    return text.lexicon.cased and pronoun and "person" in traveller.kinds and bool(traveller.names)


def _is_counted_as_stop(text: Text, event: Event) -> bool:
    """Tell whether a place itself is the subject: "Oman will be the last leg", "كانت كمبالا آخر محطة له"."""
    trigger = text.words[event.trigger]
    noun = all(t.noun for t in trigger.triggers) and event.group == "stay" and event.word < event.trigger
    return noun and (text.lexicon.cased or "last" in trigger.marks)


def _takes_along(text: Text, event: Event, traveller: Traveller) -> bool:
    """Tell whether somebody brings the traveller to a place: "a patrol boat will take the coffin to X"."""
    if event.group not in ("carry", "send") or event.trigger > event.word or not traveller.kinds:
        return False
    between = text.words[event.trigger + 1 : event.word]
    for before, word in zip([text.words[event.trigger], *between], between, strict=False):
        if word.preposition or "clause" in word.marks:
            return False
        definite = (
            before.form in text.lexicon.forms["definite"]
            if text.lexicon.cased
            else word.form.startswith(text.lexicon.articles)
        )
        if definite and not traveller.kinds.isdisjoint(kinds_of(word)):
            return True
    return False


def _makes_the_tour(text: Text, event: Event, factor: float) -> bool:
    """Tell whether somebody begins or ends the tour that was told of: "استهل سيد الإليزيه الجولة"."""
    after = text.words[event.trigger + 1 : event.trigger + 1 + _PAIR]
    told = any("tour" in word.marks and word.form.startswith(text.lexicon.articles) for word in after)
    return told and text.lexicon.subject_after and event.group in ("begin", "end") and factor > SOMEONE_ELSE


def _steers(text: Text, event: Event, traveller: Traveller) -> bool:
    """Tell whether somebody moves with what travels: "انطلق الطيار بالطائرة من"."""
    if not text.lexicon.subject_after or not traveller.kinds or not traveller.kinds <= CARRIERS:
        return False
    near = text.words[event.trigger + 1 : event.trigger + 1 + _WITHIN_CLAUSE]
    clause = list(takewhile(lambda word: not word.triggers and "clause" not in word.marks, near))
    with_it = any(word.glued == "in" and not traveller.kinds.isdisjoint(kinds_of(word)) for word in clause)
    return with_it or any(word.form in text.lexicon.forms["with_it"] for word in clause[:_PAIR])


def _is_in_first_person(text: Text, event: Event) -> bool:
    """Tell whether a traveller speaks of himself: "I look forward to my visit to X"."""
    return any("first_person" in word.marks for word in text.words[max(0, event.trigger - 6) : event.trigger + 1])


def _is_own_story(text: Text, event: Event) -> bool:
    """Tell whether someone of no office tells what he did: "يقول اللاجئ: «خرجت من حلب»"."""
    word = text.words[event.trigger]
    left_out = event.subject is None or event.subject.relation in ("none", "pronoun")
    own = text.article.text[word.start : word.end].endswith(text.lexicon.first_person_endings or ("\0",))
    if not (left_out and own and event.tense == "past"):
        return False
    before = [w for w in text.words[max(0, event.trigger - _TOLD_BACK) : event.trigger] if not w.quoted]
    speaker = {mark for w in before[-_SPEAKER:] for mark in w.marks}
    return bool(speaker & {"kind:person", "kind:group"}) and not speaker & {"roles", "officials", "posted"}


def _is_reported(text: Text, event: Event) -> bool:
    """Tell whether a quotation only goes on with a sentence about the speaker: "وأوضح أنه «زار ...»"."""
    near = text.words[max(0, event.trigger - 3) : event.trigger]
    return text.lexicon.subject_after and any(w.marks >= {"that", "pronouns"} and not w.quoted for w in near)


def _is_told_of(text: Text, event: Event) -> bool:
    """Tell whether someone speaks of what the one left out will do: "وأضاف: «سيتوجه بعد ذلك إلى القاهرة»"."""
    left_out = event.subject is None or event.subject.relation == "none"
    return text.lexicon.subject_after and left_out and event.tense == "future" and event.group in _PLANNED


def _goes_on(text: Text, traveller: Traveller, sentence: int, last_sentence: int, *, someone: bool) -> bool:
    """Tell whether a subject left out, or a pronoun, is the one before: in its sentence, or someone else just named."""
    if sentence == last_sentence:
        return True
    is_thing = bool(traveller.kinds) and "person" not in traveller.kinds
    if last_sentence < 0 or is_thing or not someone or sentence - last_sentence != 1:
        return False
    return text.paragraphs[sentence] == text.paragraphs[last_sentence]


def _weigh_act(text: Text, event: Event, traveller: Traveller, factor: float, *, other: bool) -> float:
    """Weigh what someone does in a place: not what is done there, but also what is done to the traveller."""
    if event.group in ("act", "be", "stay") and _is_match(text, event) and "group" in traveller.kinds:
        return 1.3 if event.group == "act" else 1.0
    if event.group == "die" and "coffin" in traveller.kinds and not other:
        return max(factor, 0.85)  # "the body of Ann Reed, a nurse who died in X"
    if event.group != "act":
        return factor
    if is_passive(text, event.trigger):
        return _weigh_passive(text, event, traveller, factor)
    if _is_acted_on(text, event, traveller):
        return max(factor, 0.85)
    thing = bool(traveller.kinds) and traveller.kinds.isdisjoint(_HELD)
    told = "speaks" in text.words[event.trigger].marks and thing  # "the navy said from X that it watched the ship"
    return 0.0 if told else max(factor, 0.5) if text.lexicon.subject_after and not other else factor


def _weigh_passive(text: Text, event: Event, traveller: Traveller, factor: float) -> float:
    """Weigh what is done in a place: to whom it is done, or to nobody who travels."""
    kinds = event.subject.kinds if event.subject is not None else frozenset()
    to_be = text.words[event.trigger - 1].form == "to_be"  # "others continue to be held in X"
    if text.words[event.trigger].form == "held" and kinds & _HELD and not to_be:
        return factor * 1.2  # "the fishermen were held in X"
    if text.sport and text.words[event.trigger].form in text.lexicon.forms["beaten"]:
        return factor  # "the tourists were beaten in X": they played there
    if "done_to" in text.words[event.trigger].marks and not kinds <= {"coffin", "ship"}:
        return factor  # "was joined in X by his counterpart"
    return 0.85 if kinds == traveller.kinds == {"coffin"} else 0.0  # "the funeral will be held in X"


def _is_match(text: Text, event: Event) -> bool:
    """Tell whether it is a team's match that is played in a place: "the second Test will be played in X"."""
    start = text.sentences[text.words[event.trigger].sentence].start
    return text.sport and any(
        "match" in w.marks for w in text.words[max(start, event.trigger - _MATCH) : event.trigger]
    )


def _is_lone_noun(text: Text, event: Event) -> bool:
    """Tell whether an event such as "talks in Geneva" is not said to be anyone's; "after an inspection in X, it" is."""
    before = text.words[max(0, event.trigger - 3) : event.trigger]
    return all(t.noun for t in text.words[event.trigger].triggers) and not any("after" in word.marks for word in before)


def _is_acted_on(text: Text, event: Event, traveller: Traveller) -> bool:
    """Tell whether the traveller is the object: "Meir told Kissinger in Jerusalem", "greeted the sultan in X"."""
    between = text.words[event.trigger + 1 : event.word]
    if any(key in traveller.names for word in between for key in word.keys):
        return True
    bare = text.lexicon.cased and not any(word.demonym or word.upper for word in between)
    return bare and any(not traveller.roles.isdisjoint(word.keys) for word in between)
