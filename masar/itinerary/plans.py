"""English movements that are part of a plan, though no verb of theirs says so: participles beside a future."""

from masar.itinerary.governors import Event, is_finite
from masar.itinerary.text import Text

_REACH = 40


def is_of_plan(text: Text, event: Event) -> bool:
    """Tell whether a movement only goes on with, or comes before, what its sentence says will be."""
    if not text.lexicon.cased:
        return False
    sentence = text.sentences[text.words[event.word].sentence]
    return _goes_on_with_plan(text, sentence, event) or _precedes_plan(text, sentence, event)


def _goes_on_with_plan(text: Text, sentence: range, event: Event) -> bool:
    """Tell whether a participle goes on with what will be: "will set out on Monday, stopping first in X"."""
    readings = text.words[event.trigger].triggers
    if event.trigger > event.word or not readings or any(not t.noun and t.tense != "ing" for t in readings):
        return False
    for at in range(event.trigger - 1, max(sentence.start, event.trigger - _REACH) - 1, -1):
        word = text.words[at]
        if word.marks & {"will", "future"}:
            return True
        told = is_finite(word) and not any(w.marks & {"will", "future"} for w in text.words[max(0, at - 2) : at])
        if told or word.marks & {"that", "relative"} or word.quoted != text.words[event.trigger].quoted:
            return False
    return False


def _precedes_plan(text: Text, sentence: range, event: Event) -> bool:
    """Tell whether something comes before what will be: "After wrapping up her visits to X, she will ..."."""
    opening = text.words[sentence.start]
    ing = text.words[sentence.start + 1 : sentence.start + 2]
    if "after" not in opening.marks or not ing or not (ing[0].form.endswith("ing") or "_" in ing[0].form):
        return False
    ahead = range(event.word, min(sentence.stop, event.word + _REACH))
    comma = next((at for at in ahead if text.words[at].form == ","), None)
    if comma is None or event.trigger > comma:
        return False
    main = next((w for w in text.words[comma + 1 : ahead.stop] if is_finite(w) or "will" in w.marks), None)
    return main is not None and "will" in main.marks
