"""
The other ways in which the Arabic press spells a foreign name, for tools/compile_gazetteer.py.

Arabic has no letter for a hard g: Beirut writes غ, Cairo ج, Baghdad and Rabat ك. A final -a is an alef or a ta
marbuta, ch is تش or ش, -burg has its vowel or not, Saint is سانت or سان.
"""

from collections.abc import Iterator

_SHORTEST = 4
_SHORTEST_WITH_KAF = 6
_MOST = 12


def arabic_spellings(name: str, english: str) -> set[str]:
    """
    Return other spellings of a foreign name, without the one given.

    Parameters
    ----------
    name
        An Arabic name in normal form (`masar.names.normalise_name`): ta marbuta is ه, hamzas are gone.
    english
        The name in Latin letters, in normal form; it says which sound a letter stands for.
    """
    found = [name]
    for spelling in found:
        found += [other for other in _one_step(spelling, english) if other not in found][: _MOST - len(found)]
    return {other for other in found if len(other) >= _SHORTEST} - {name}


def _one_step(name: str, english: str) -> Iterator[str]:
    """Yield the spellings that are one habit away."""
    if "g" in english:
        if "غ" in name:
            yield name.replace("غ", "ج")
            if len(name) >= _SHORTEST_WITH_KAF and not any(letter in english for letter in "kcq"):
                yield name.replace("غ", "ك")
        elif "ج" in name and not any(soft in english for soft in ("j", "ge", "gi", "gy", "dg", "ch", "sh")):
            yield name.replace("ج", "غ")
    if "ch" in english and "تش" in name:
        yield name.replace("تش", "ش")
    # "كولومبية" is an adjective, whatever it stands beside.
    if len(name) > _SHORTEST and not name.endswith(("يا", "يه")):
        if name.endswith("ا"):
            yield name[:-1] + "ه"
        elif name.endswith("ه") and english.endswith("a"):
            yield name[:-1] + "ا"
    for one, other in (("بورغ", "برغ"), ("برغ", "بورغ")):
        if name.endswith(one) and english.endswith(("burg", "burgh", "borg", "berg")):
            yield name.removesuffix(one) + other
    for one, other in (("سانت ", "سان "), ("سان ", "سانت ")):
        if name.startswith(one) and english.startswith(("saint ", "st ", "sankt ", "san ")):
            yield other + name.removeprefix(one)
