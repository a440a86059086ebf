"""Which claims stand against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from masar.claims.kinds import matters_of
from masar.model import Claim
from masar.names import normalise_name

# How far apart claims may stand against each other: a denial next to an accusation, others among so many.
_AGAINST_NEAR, _AGAINST_REACH = 2, 40
_ANSWERS = ("denial", "no_confirmation")


def link_opposed(claims: Sequence[Claim], language: str) -> tuple[Claim, ...]:
    """
    Return the claims with `against` set where an accusation and a denial or silence are about one matter.

    That is, where they share words of a matter, or stand next to each other.
    """
    matters: dict[int, frozenset[str]] = {}
    for index, claim in enumerate(claims):
        if claim.kind in {"accusation", *_ANSWERS}:
            text = claim.text_ar if language == "ar" else claim.text_en
            matters[index] = matters_of(normalise_name(text).split(), language)
    against: dict[int, list[str]] = {}
    opposable = list(matters)
    for position, one in enumerate(opposable):
        for other in opposable[position + 1 : position + 1 + _AGAINST_REACH]:
            if _stand_against(claims, matters, one, other):
                against.setdefault(one, []).append(claims[other].claim_id)
                against.setdefault(other, []).append(claims[one].claim_id)
    return tuple(replace(claim, against=tuple(against[i])) if i in against else claim for i, claim in enumerate(claims))


def _stand_against(claims: Sequence[Claim], matters: Mapping[int, frozenset[str]], one: int, other: int) -> bool:
    if (claims[one].kind == "accusation") == (claims[other].kind == "accusation"):
        return False
    answer = claims[other if claims[one].kind == "accusation" else one]
    near = answer.kind == "denial" and other - one <= _AGAINST_NEAR
    return near or not matters[one].isdisjoint(matters[other])
