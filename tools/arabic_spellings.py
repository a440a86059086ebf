"""
The other ways in which the Arabic press spells a foreign name, for tools/compile_gazetteer.py.

Arabic has no letter for a hard g: Beirut writes غ, Cairo ج, Baghdad and Rabat ك. A final -a is an alef or a ta
marbuta, ch is تش or ش, -burg has its vowel or not, Saint is سانت or سان, Europe is أوروبا or أوربا.
"""

from collections.abc import Iterator

_SHORTEST = 4
_SHORTEST_WITH_KAF = 6
_MOST = 12
_SOFT = ("j", "ge", "gi", "gy", "dg", "ch", "sh")
_TOWNS = ("burg", "burgh", "borg", "berg")
_SAINTS = ("saint ", "st ", "sankt ", "san ")
# Ordinary words that would come out: "procedure", "I carry out", "he came to us".
_WORDS = frozenset({"اجرا", "اجري", "جانا"})


def arabic_spellings(name: str, english: str, *, country: bool) -> set[str]:
    """
    Return other spellings of a foreign name, without the one given.

    Parameters
    ----------
    name
        An Arabic name in normal form (`masar.names.normalise_name`): ta marbuta is ه, hamzas are gone.
    english
        The name in Latin letters, in normal form; it says which sound a letter stands for.
    country
        Whether it is a country's: only these are written with a ta marbuta at their end, too.
    """
    found = [name]
    for spelling in found:
        steps = [*_hard_g(spelling, english), *_other_habits(spelling, english)]
        if country:
            steps += _final_vowel(spelling)
        found += [other for other in steps if other not in found][: _MOST - len(found)]
    return {other for other in found if len(other) >= _SHORTEST} - {name} - _WORDS


def _hard_g(name: str, english: str) -> Iterator[str]:
    if "g" not in english:
        return
    if "غ" in name:
        yield name.replace("غ", "ج")
        if len(name) >= _SHORTEST_WITH_KAF and not any(letter in english for letter in "kcq"):
            yield name.replace("غ", "ك")
    elif "ج" in name and not any(soft in english for soft in _SOFT):
        yield name.replace("ج", "غ")


def _other_habits(name: str, english: str) -> Iterator[str]:
    if "ch" in english and "تش" in name:
        yield name.replace("تش", "ش")
    if "europe" in english and "اوروبا" in name:
        yield name.replace("اوروبا", "اوربا")
    if english.endswith(_TOWNS):
        for one, other in (("بورغ", "برغ"), ("برغ", "بورغ")):
            if name.endswith(one) and not (one == "برغ" and name.endswith("بورغ")):
                yield name.removesuffix(one) + other
    if english.startswith(_SAINTS):
        for one, other in (("سانت ", "سان "), ("سان ", "سانت ")):
            if name.startswith(one):
                yield other + name.removeprefix(one)


def _final_vowel(name: str) -> Iterator[str]:
    """Yield the name with the other letter for a final -a; "كولومبية" is an adjective, whatever it stands beside."""
    if len(name) > _SHORTEST and not name.endswith(("يا", "يه")):
        if name.endswith("ا"):
            yield name[:-1] + "ه"
        elif name.endswith("ه"):
            yield name[:-1] + "ا"
