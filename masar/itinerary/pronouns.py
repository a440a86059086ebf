"""Returns to a place that only a pronoun names."""

from collections.abc import Iterator, Mapping

from masar.itinerary.circumstances import read_circumstances
from masar.itinerary.governors import STRENGTH, Event
from masar.itinerary.text import Text

_TO_IT, _FAR_BACK = frozenset({"اليها", "اليه"}), 60


def returns_by_pronoun(text: Text, found: Mapping[int, Event]) -> Iterator[Event]:
    """Yield returns to a place that only a pronoun names: "غادر عمّان إلى لندن ثم عاد إليها"."""
    if not text.lexicon.subject_after:
        return
    told: list[Event] = []
    for at, word in enumerate(text.words):
        if at in found:
            told.append(found[at])
        if not word.triggers or not any(t.group == "return" and not t.noun for t in word.triggers):
            continue
        pronoun = next((n for n in (at + 1, at + 2) if n < len(text.words) and text.words[n].form in _TO_IT), 0)
        if not pronoun or text.words[pronoun].sentence != word.sentence:
            continue
        known = [event for event in told if event.status != "off" and event.word >= at - _FAR_BACK]
        before = [event for event in known if event.place.place_id != known[-1].place.place_id] or known
        if before:
            event = Event(pronoun, before[-1].place, "goal", "return", at, STRENGTH["return"])
            read_circumstances(text, text.sentences[word.sentence], event)
            yield event
