"""Who is received or sent: the guest, rather than the host."""

import itertools

from masar.itinerary.descriptions import Subject, describe_phrase, kinds_of
from masar.itinerary.phrases import LONGEST_PHRASE, has_pronoun_suffix, is_passive, phrase_after, phrase_before
from masar.itinerary.subjects import DEEPEST, attended_by, clause_subject, find_subject
from masar.itinerary.text import Text

# Groups whose object travels: who is received, what is sent.
OF_OBJECT = frozenset({"receive", "send"})


def find_mover(text: Text, trigger: int, *, guest: bool) -> Subject:
    """Return the guest, or else the subject, at a word's index; remembered, for several places may hang on a word."""
    if (trigger, guest) not in text.movers:
        text.movers[trigger, guest] = find_guest(text, trigger) if guest else find_subject(text, trigger)
    return text.movers[trigger, guest]


def find_guest(text: Text, trigger: int) -> Subject:
    """Return who is received: the subject of "was received", the object of "received", after the host in Arabic."""
    words = text.words
    sentence = text.sentences[words[trigger].sentence]
    if not text.lexicon.subject_after:
        if is_passive(text, trigger):
            return find_subject(text, trigger)
        after = range(trigger + 1, min(sentence.stop, trigger + LONGEST_PHRASE))
        stop = next((i for i in after if words[i].preposition or words[i].is_sign), after.stop)
        return describe_phrase(text, list(range(trigger + 1, stop)), trigger)
    if has_pronoun_suffix(text, words[trigger]):
        related = trigger > 0 and "relative" in words[trigger - 1].marks  # "القمة التي تستضيفها جدة"
        attended = attended_by(text, sentence, trigger - 1)
        if attended >= 0:
            return clause_subject(text, attended + 1, DEEPEST - 1)  # "يحضر مؤتمرا تستضيفه إيطاليا"
        return _attendant(text, sentence, trigger) if related else Subject("pronoun", trigger)
    first = phrase_after(text, trigger)
    start = first[-1] + 1 if first else trigger + 1
    if any(t.group == "send" for t in words[trigger].triggers):
        start = trigger + 2  # "أرسلت الحكومة قافلة"
    for index in range(start, min(sentence.stop, start + 24)):
        if "clause" in words[index].marks:
            break
        if (any(kinds_of(words[index])) or "roles" in words[index].marks) and not words[index].glued:
            return describe_phrase(text, [index, *phrase_after(text, index)], trigger)
    return Subject("none", trigger)


def _attendant(text: Text, sentence: range, trigger: int) -> Subject:
    """Return who attends what a place hosts, "القمة التي تستضيفها", or whom it receives, "الوزير الذي استقبلته"."""
    words = text.words
    end = trigger - 2
    while end in sentence and words[end].is_sign:
        end -= 1
    attended = attended_by(text, sentence, end)
    if attended >= 0:
        return clause_subject(text, attended + 1, DEEPEST - 1)
    near = list(itertools.takewhile(lambda at: not words[at].preposition, phrase_before(text, end + 1)))
    return describe_phrase(text, near, trigger)
