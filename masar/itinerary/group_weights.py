"""Groups of words that tell of a journey only in some company: "includes", "sent", "held"."""

from collections.abc import Collection

from masar.itinerary.governors import Event, is_auxiliary, is_finite
from masar.itinerary.phrases import has_pronoun_suffix, is_passive
from masar.itinerary.text import Text, Word


def weigh_group(text: Text, event: Event, kinds: Collection[str], factor: float) -> float:
    """Weigh groups of words that tell of a journey only in some company."""
    if event.group == "include":
        least = 0.85 if _includes_trip(text, event) else 0.3
        return 0.0 if _describes_others(text, event) else max(factor, least)
    if event.group in ("begin", "end") and not (event.subject and event.subject.names) and _includes_trip(text, event):
        return max(factor, 0.85)
    subject = event.subject
    unknown = subject is None or subject.relation == "none" or (subject.relation == "named" and not subject.kinds)
    if (event.group == "held" and not _is_suffered(text, event)) or (event.group == "send" and unknown):
        return factor * 0.4
    if event.group == "be" and (event.subject is None or event.subject.relation == "none"):
        return 0.0 if text.lexicon.cased else factor * _stands_alone(text.words[event.trigger])
    falls = "comes_down" in text.words[event.trigger].marks  # "سقطت المدينة": only a plane falls out of the sky
    held = event.group == "act" and text.lexicon.subject_after and _is_to_be_held(text, event)
    if held or (falls and "plane" not in kinds):
        return 0.0
    ashore = "ashore" in text.words[event.trigger].marks  # "the rower made landfall in X"
    wanted = {"strike": "" if ashore else "storm", "die": "coffin"}.get(event.group)
    return factor if not wanted or wanted in kinds else 0.0


def _describes_others(text: Text, event: Event) -> bool:
    """Tell whether it is no trip that includes places: "countries on the Caspian, which include Iran"."""
    near = text.words[max(0, event.trigger - 8) : event.trigger]
    journey = any(t.group in ("trip", "stay", "visit") for word in near for t in word.triggers)
    return text.lexicon.cased and text.words[event.trigger - 1].form in ("which", "that") and not journey


def _is_suffered(text: Text, event: Event) -> bool:
    """Tell whether the traveller is held, rather than holds: "was seized in X", "the hostages, seized in X,"."""
    if text.lexicon.subject_after:
        return event.subject is not None and event.subject.relation != "none"
    if event.subject is not None and event.subject.relation == "object":
        return True  # "officers detained him in X"
    after = text.words[event.trigger + 1]
    alone = text.lexicon.cased and bool(after.preposition or after.date is not None)  # it has no object of its own
    return alone or is_passive(text, event.trigger)


def _stands_alone(word: Word) -> bool:
    """Tell whether a verb, or "وهو الآن", says where someone is without naming him; "سيكون" does not."""
    return "_" in word.form or (is_finite(word) and not is_auxiliary(word))


def _is_to_be_held(text: Text, event: Event) -> bool:
    """Tell whether a word says of a meeting that it is to be held: "القمة المزمع عقدها في"."""
    before = text.words[max(0, event.trigger - 1) : event.trigger]
    return has_pronoun_suffix(text, text.words[event.trigger]) and any("future" in word.marks for word in before)


def _includes_trip(text: Text, event: Event) -> bool:
    near = text.words[max(0, event.trigger - 8) : event.trigger + 4]
    return any(t.noun and t.group == "trip" for word in near for t in word.triggers)
