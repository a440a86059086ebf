"""Who is seized, or found, in a place: "قبض على الفار في", "عثر صيادون على جثمان ... قبالة"."""

from masar.itinerary.descriptions import Subject, describe_phrase, kinds_of
from masar.itinerary.guests import find_guest
from masar.itinerary.phrases import has_pronoun_suffix, phrase_after
from masar.itinerary.subjects import find_subject
from masar.itinerary.text import Text

_REACH = 8


def find_captive(text: Text, trigger: int) -> Subject:
    """
    Return who is seized or found, in a language that puts the object after the subject.

    Parameters
    ----------
    text, trigger
        The words, and where the verb stands among them.

    Returns
    -------
    captive
        A pronoun glued to the verb, what stands after "على", the object after who seized him, or, where a place
        follows at once, the subject of what is then a passive.
    """
    words = text.words
    if has_pronoun_suffix(text, words[trigger]):
        return Subject("pronoun", trigger)
    stop = text.sentences[words[trigger].sentence].stop
    if words[trigger].form.endswith("_علي"):
        return describe_phrase(text, phrase_after(text, trigger), trigger)
    for at in range(trigger + 1, min(stop, trigger + _REACH)):
        if "on" in words[at].marks or words[at].form in text.lexicon.forms["off"]:
            return describe_phrase(text, phrase_after(text, at), trigger)
        if words[at].preposition:
            if at == trigger + 1:
                return find_subject(text, trigger)
            break
    return _object_in_phrase(text, trigger) or find_guest(text, trigger)


def _object_in_phrase(text: Text, trigger: int) -> Subject | None:
    """Return who follows the subject without a word between: "اعتقلت الشرطة التركية [المهرب العراقي]"."""
    phrase = phrase_after(text, trigger)
    taken = next((n for n, at in enumerate(phrase) if n and any(kinds_of(text.words[at]))), 0)
    return describe_phrase(text, phrase[taken:], trigger) if taken else None
