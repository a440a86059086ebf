"""
Whether a subject is the traveller.

Names decide. Another nationality, office or kind of thing, or a person newly brought in, speaks against.
"""

from dataclasses import dataclass, field

from masar.itinerary.descriptions import CARRIERS, FORMER, Subject
from masar.itinerary.text import Text

_CARRIES = {
    "person": {"person", "plane", "train", "group", "ship", "convoy", "coffin"},
    "group": {"group", "person", "plane", "train", "ship", "convoy"},
    "coffin": {"coffin", "plane", "train", "convoy", "ship"},
    "convoy": {"convoy", "group", "train", "cargo"},
    "train": {"train", "convoy", "cargo"},
    "ship": {"ship", "convoy", "cargo"},
    "plane": {"plane", "cargo"},
    "cargo": {"cargo", "ship", "plane", "convoy", "train"},
}
SAME, _OWN_OFFICE = 0.7, 0.95
_UNTOLD, _PARTY = 0.65, 0.65
_COUNTED = 0.5  # "عدد من اللاجئين"
_OTHER_OFFICE, _NAMESAKE = 0.35, 0.5
SOMEONE_ELSE = 0.3
_NEAR, _FULL_NAME = 5, 2
_LEAD = 2
_RIDDEN = frozenset({"plane", "train", "convoy"})


@dataclass(slots=True)
class Traveller:
    """The traveller as the text has shown so far."""

    names: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    duties: set[str] = field(default_factory=set)
    at: int = 0
    other: bool = False  # only told of as someone else's: "her parents"
    unnamed: bool = False  # introduced as "a British Muslim", to be named later

    def learn(self, subject: Subject) -> None:
        """Add what a subject, taken to be the traveller, tells."""
        self.other = self.other and subject.other
        self.unnamed = subject.indefinite and not (self.names or self.kinds)
        if not self.kinds or self.names & subject.names:
            self.kinds |= subject.kinds
        if not (subject.indefinite and subject.kinds & CARRIERS):
            self.names |= subject.names  # of "a Golden Airlines plane" that of its owner
        if not (self.roles and subject.kinds == {"group"}):
            self.roles |= subject.roles
        self.duties = self.duties or set(subject.duties)
        if not self.countries:
            self.countries |= subject.countries


def match(text: Text, traveller: Traveller, subject: Subject) -> float:
    """
    Return how well a subject fits the traveller: 1 the same, 0 someone else.

    Notes
    -----
    Shared names decide. Otherwise another nationality, another office, another kind of thing, a person newly
    brought in, or a name where the traveller has one, speaks against.
    """
    if subject.relation != "named":
        return 0.85
    if subject.at == traveller.at:
        return 1.0
    if subject.names & traveller.names:
        return 0.1 if subject.other or _is_namesake(text, traveller, subject) else 1.0
    told = subject.names or subject.roles or subject.kinds or subject.countries
    if not (told or subject.other or subject.indefinite or subject.crowd):
        return _UNTOLD  # a noun that the lexicon does not know
    against = _speaks_against(text, traveller, subject)
    players = text.sport and traveller.kinds == {"group"} and not subject.kinds and not subject.countries
    if against is None and players:
        return SOMEONE_ELSE  # a player is not the team
    return _speaks_for(text, traveller, subject) if against is None else against


def _is_namesake(text: Text, traveller: Traveller, subject: Subject) -> bool:
    """Tell whether somebody bears the traveller's surname after another given name: "first lady Maria Reed"."""
    both = subject.names & traveller.names
    given = text.lexicon.cased and len(both) == 1 and len(subject.names) == len(traveller.names) == _FULL_NAME
    if not given:
        return False
    near = text.words[max(0, subject.at - _NEAR) : subject.at]
    surnames = [n for n, word in enumerate(near) if word.name in both]
    return bool(surnames) and surnames[-1] > 0 and near[surnames[-1] - 1].name in subject.names


def _speaks_against(text: Text, traveller: Traveller, subject: Subject) -> float | None:
    """Return how little a subject fits that differs from the traveller, or `None` if nothing says so."""
    foreign = subject.countries and traveller.countries and not subject.countries & traveller.countries
    if not text.lexicon.cased and subject.kinds == {"group"} and "person" in traveller.kinds and subject.roles:
        foreign = subject.countries - traveller.countries  # "وفد إيراني" is not that of a minister of no known country
    if (
        subject.other
        or foreign
        or (subject.crowd and _is_one_person(traveller))
        or (FORMER in subject.roles - traveller.roles and bool(traveller.roles or subject.names))
        or (_differs(text, subject.roles, traveller.roles) and not _is_taken_up(text, subject))
        or (subject.duties and traveller.duties and not subject.duties & traveller.duties)
    ):
        return 0.0
    if subject.kinds and traveller.kinds and not _kinds_agree(subject.kinds, traveller.kinds):
        carried = traveller.kinds <= CARRIERS and "person" in subject.kinds
        return 0.8 if carried and subject.countries & traveller.countries else 0.0
    if subject.kinds and subject.kinds <= _RIDDEN and _is_boarded(text, subject):
        return SAME  # "they boarded a jet, which was refuelled in X"
    apart = text.words[subject.at].sentence - text.words[traveller.at].sentence
    if subject.indefinite and apart and not _takes_up_headline(text, traveller, subject, apart):
        return _COUNTED if subject.kinds == {"group"} == traveller.kinds and not text.lexicon.cased else 0.15
    if subject.kinds and subject.kinds <= _RIDDEN and "person" in traveller.kinds and not subject.indefinite:
        return SAME  # "the presidential aircraft"
    named_otherwise = subject.names and traveller.names and text.lexicon.cased
    return 0.1 if named_otherwise and not traveller.unnamed else None


def _is_one_person(traveller: Traveller) -> bool:
    """Tell whether the traveller is an official or a person named, beside whom "troops moved into X"."""
    person = bool(traveller.roles) or ("person" in traveller.kinds and bool(traveller.names))
    return person and not traveller.kinds & {"group", "coffin"}


def _takes_up_headline(text: Text, traveller: Traveller, subject: Subject, apart: int) -> bool:
    """Tell whether the lead brings in anew what the headline told of: "Pilot dies as plane lands. A jetliner ..."."""
    headline = text.words[traveller.at].sentence == 0 and not traveller.names
    return headline and 0 < apart <= _LEAD and bool(subject.kinds & traveller.kinds & CARRIERS)


def _is_boarded(text: Text, subject: Subject) -> bool:
    """Tell whether a carrier newly brought in is what the clause before has someone board."""
    start = text.sentences[text.words[subject.at].sentence].start
    before = text.words[max(start, subject.at - 2 * _NEAR) : subject.at]
    return any(word.form in text.lexicon.forms["boards"] for word in before)


def _speaks_for(text: Text, traveller: Traveller, subject: Subject) -> float:
    office = _weigh_office(traveller, subject)
    if office is not None:
        return office
    if subject.kinds & traveller.kinds:
        return 0.9
    if subject.kinds == {"group"} and "person" in traveller.kinds:
        return _PARTY if _is_party(text, subject) else 0.5
    if subject.names and traveller.unnamed:
        return SAME
    if subject.names:
        alike = not (subject.kinds and traveller.kinds) or subject.kinds & traveller.kinds
        return 0.45 if traveller.names or not alike else 0.75
    return 0.7 if subject.kinds else 0.4


def _is_party(text: Text, subject: Subject) -> bool:
    """Tell whether a group is those who travel with someone: "the royal party", "his delegation", "الوفد"."""
    if subject.names or subject.countries or subject.indefinite:
        return False
    if not text.lexicon.cased:
        return bool(subject.roles)
    return any("party" in word.marks for word in text.words[max(0, subject.at - _NEAR) : subject.at])


def _weigh_office(traveller: Traveller, subject: Subject) -> float | None:
    """Return how well an office fits; one that is not the traveller's, as far as is known, may yet be."""
    if subject.roles & traveller.roles - {FORMER}:
        bare = not (subject.names or subject.countries or subject.indefinite)
        return _NAMESAKE if len(subject.names) > 1 and traveller.names else _OWN_OFFICE if bare else 0.9
    if subject.roles and traveller.names and not traveller.roles:
        return _OTHER_OFFICE if subject.names or subject.countries else _UNTOLD
    return None


def _differs(text: Text, roles: frozenset[str], known: set[str]) -> bool:
    """Tell whether two sets of offices exclude each other."""
    roles, known = roles - {FORMER}, known - {FORMER}
    if not roles or not known or roles & known:
        return False
    return not any(text.lexicon.alike.get(role, frozenset({role})) & known for role in roles)


def _is_taken_up(text: Text, subject: Subject) -> bool:
    """Tell whether a bare office, not told of before, only takes up who was named: "Cardinal X ... The envoy"."""
    if not text.lexicon.cased or subject.names or subject.countries or subject.indefinite:
        return False
    if any("anaphoric" not in text.lexicon.marks.get(role, ()) for role in subject.roles):
        return False
    sentence = text.sentences[text.words[subject.at].sentence]
    office = next(
        (n for n in range(subject.at - 1, sentence.start - 1, -1) if subject.roles & {*text.words[n].keys}), -1
    )
    if text.words[office + 1].form == "of":
        return False  # "the chief of the navy"
    return not any(subject.roles.intersection(word.keys) for word in text.words[: sentence.start])


def _kinds_agree(kinds: frozenset[str], known: set[str]) -> bool:
    return any(kinds & _CARRIES.get(kind, {kind}) for kind in known)
