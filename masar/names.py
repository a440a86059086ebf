"""
Place names made comparable: one normal form a name, and a consonant skeleton across scripts.

The normal form folds what varies in print without changing the name: case, diacritics, harakat and
tatweel, forms of alef, hamza, ya and ta marbuta, hyphens, apostrophes, dots of abbreviations. Words are
joined by single spaces. The skeleton keeps only classes of consonants, so that an Arabic spelling of a
Russian or Korean name meets the Latin one: `skeleton("فلاديفوستوك") == skeleton("Vladivostok")`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_APOSTROPHES = "'’‘`´ʼʻʹʾʿ′‛"
# Letters that no decomposition folds. Hamza and madda on a letter fall off as combining marks.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES),
        "ة": "ه", "ى": "ي", "ٱ": "ا", "ء": None, "ـ": None,
        "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "گ": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه",
        "پ": "ب", "چ": "ج", "ژ": "ج", "ڤ": "ف", "ۇ": "و", "ۋ": "و", "ٹ": "ت", "ڈ": "د", "ڑ": "ر",
        "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ħ": "h",
        "ə": "e", "ŋ": "ng", "ь": None, "ъ": None, "і": "и", "є": "е", "ґ": "г", "ў": "у",
        "\u200b": None, "\u200c": None, "\u200d": None, "\u200e": None, "\u200f": None, "\u061c": None,
        "\u2066": None, "\u2067": None, "\u2068": None, "\u2069": None, "\ufeff": None, "\u00ad": None,
    }
)  # fmt: skip
_POSSESSIVE = re.compile(rf"(?<=\w)[{_APOSTROPHES}](s)(?![^\W_])", re.IGNORECASE)
_APOSTROPHE = re.compile(rf"[{_APOSTROPHES}]")
_DOTTED = re.compile(r"\b(?:\w\.){2,}\w?\b\.?|\b(?:\w\.){2,}")
_NOT_WORD = re.compile(r"[\W_]+")

# What may be glued to the front of an Arabic name, longest first: how many letters go, what then begins the stem.
_CLITICS: tuple[tuple[str, int, str], ...] = (
    ("ولل", 2, "ال"), ("فلل", 2, "ال"), ("لل", 1, "ال"),
    ("وب", 2, ""), ("ول", 2, ""), ("وك", 2, ""), ("فب", 2, ""), ("فل", 2, ""),
    ("و", 1, ""), ("ف", 1, ""), ("ب", 1, ""), ("ل", 1, ""), ("ك", 1, ""),
)  # fmt: skip
_CLITICS_BY_LETTER = {letter: [row for row in _CLITICS if row[0][0] == letter] for letter in "وفبلك"}
_SHORTEST_STEM = 3
# More often the first letter of a word than a particle: "كسرت" is a verb, not "like Sirte".
_RARE_CLITICS = frozenset({"ك", "وك", "فب", "فل"})
_ARTICLE = "ال"


@lru_cache(maxsize=65536)
def normalise_word(word: str) -> str:
    """Return the normal form of a single word without separators; may be empty."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c)).translate(_LETTERS)


@lru_cache(maxsize=65536)
def normalise_token(token: str) -> str:
    """Return the normal form of a word, with its straight apostrophes; of a sign, which has none, the sign itself."""
    return normalise_word(token.replace("’", "'")) or token


@lru_cache(maxsize=8192)
def normalise_name(name: str) -> str:
    """
    Return the normal form of a name: words joined by single spaces, or "" if no letter is left.

    Notes
    -----
    An English possessive becomes a word of its own ("Land's End" -> "land s end"), so that a text's
    "Moscow's" begins with "moscow". Other apostrophes and the dots of abbreviations are dropped.
    """
    # Apostrophes go first: a spacing accent (´) would decompose into a space.
    name = _APOSTROPHE.sub("", _POSSESSIVE.sub(r" \1", name))
    if name.isascii():
        name = name.lower()
    else:
        name = unicodedata.normalize("NFKD", name).casefold()
        name = "".join(c for c in name if not unicodedata.combining(c)).translate(_LETTERS)
    if "." in name:
        name = _DOTTED.sub(lambda m: m.group().replace(".", "") + " ", name)
    return _NOT_WORD.sub(" ", name).strip()


def strip_clitics(name: str) -> Iterator[tuple[int, str]]:
    """
    Yield what an Arabic name may be without the particles glued to its front (و ف ب ل ك لل).

    Parameters
    ----------
    name
        A name in normal form, of one or more words.

    Yields
    ------
    (n, stem)
        `n` letters stand before the stem. Where the particle swallowed the alef of the article, it
        is given back: "للقاهره" yields (1, "القاهره"). Stems of fewer than three letters (five after the
        rarer particles) are left out.
    """
    for clitic, count, article in _CLITICS_BY_LETTER.get(name[:1], ()):
        if name.startswith(clitic):
            stem = article + name[len(clitic) if article else count :]
            shortest = _SHORTEST_STEM + len(article) + 2 * (clitic in _RARE_CLITICS)
            if len(stem) >= shortest and stem[0] != " ":
                yield count, stem


def swap_article(name: str) -> str:
    """Return an Arabic name in normal form with its article taken off, or with one put on."""
    if name.startswith(_ARTICLE) and len(name) >= len(_ARTICLE) + _SHORTEST_STEM:
        return name[len(_ARTICLE) :]
    return _ARTICLE + name


# Words for a kind of place beside its name, in normal form; in Arabic and "city of" before it, else after it.
_KINDS_BEFORE = frozenset(
    ("مدينه", "محافظه", "منطقه", "ولايه", "اقليم", "مقاطعه", "قريه", "بلده", "جمهوريه", "دوله", "مملكه", "اماره", "قضا")
)
_KINDS_AFTER = frozenset(
    ("region", "province", "state", "county", "district", "oblast", "krai", "governorate", "city", "prefecture")
)
_OF = re.compile(r"(?:the )?(?:city|town|village|province|state|region|port|island|republic) of (?P<name>.+)")


def without_kind(key: str) -> str:
    """Return a name in normal form without the word for its kind ("مدينه صور", "kursk region"), or ""."""
    first, _, rest = key.partition(" ")
    if first in _KINDS_BEFORE:
        return rest
    if found := _OF.fullmatch(key):
        return found["name"]
    rest, _, last = key.rpartition(" ")
    return rest if last in _KINDS_AFTER else ""


def is_arabic(name: str) -> bool:
    """Tell whether a name is written in Arabic letters, by its first letter."""
    return bool(name) and "\u0620" <= name[0] <= "\u06d3"


# Classes of consonants. Vowels, semivowels, h and ayn fall away: scripts disagree on them.
_GROUPS = {
    "en": (
        ("shch", "X"), ("tsch", "X"), ("sch", "X"), ("tch", "X"), ("dzh", "J"), ("sh", "X"), ("ch", "X"),
        ("zh", "J"), ("dj", "J"), ("kh", "K"), ("gh", "K"), ("ph", "F"), ("ck", "K"), ("tz", "TS"), ("ng", ""),
        ("qu", "K"), ("ce", "S"), ("ci", "S"), ("cy", "S"),
    ),
    "ru": (("дж", "J"), ("нг", ""), ("щ", "X"), ("ц", "TS")),
    "ar": (("تش", "X"), ("دج", "J"), ("نغ", "")),
}  # fmt: skip
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("bpбпبپ", "B"), **dict.fromkeys("fvфвفڤ", "F"), **dict.fromkeys("tтتطث", "T"),
        **dict.fromkeys("dдدضذ", "D"), **dict.fromkeys("sсسص", "S"), **dict.fromkeys("zзزظ", "Z"),
        **dict.fromkeys("шчش", "X"), **dict.fromkeys("jжج", "J"), **dict.fromkeys("kqcgкгхقكغخ", "K"),
        **dict.fromkeys("rрر", "R"), **dict.fromkeys("lлل", "L"), **dict.fromkeys("mмم", "M"),
        **dict.fromkeys("nнن", "N"), "x": "KS",
    }
)  # fmt: skip
_NOT_CLASS = re.compile(r"[^A-Z]+")
_DOUBLED = re.compile(r"([a-zа-яا-ي])\1+")
CONSONANT_CLASSES = "BDFJKLMNRSTXZ"


def skeleton(name: str) -> str:
    """
    Return the consonant skeleton of a name in Latin, Cyrillic or Arabic letters.

    Parameters
    ----------
    name
        A name in normal form.

    Returns
    -------
    skeleton
        One capital letter a consonant class, of `CONSONANT_CLASSES`; word boundaries are lost.
    """
    return _NOT_CLASS.sub("", _group_consonants(name, nasal="N").translate(_CLASSES))


def _group_consonants(name: str, nasal: str) -> str:
    name = _DOUBLED.sub(r"\1", name)
    for group, consonant in _GROUPS["ar" if is_arabic(name) else "ru" if name[:1] >= "а" else "en"]:
        if group in name:
            name = name.replace(group, consonant or nasal)
    return name


_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("aeаэеёяا", "a"), **dict.fromkeys("ouwоуюو", "u"), **dict.fromkeys("iyиыيі", "i"),
        **dict.fromkeys("hهحع", "h"),
    }
)  # fmt: skip
_VOWELS = frozenset("auih")
_VOWEL_COST = 0.35
_ROUNDING = 1e-9
_NEAR = frozenset({("N", "Q"), ("Q", "N"), ("S", "Z"), ("Z", "S"), ("J", "K"), ("K", "J"), ("T", "D"), ("D", "T")})


def name_closeness(a: str, b: str, least: float = 0.0) -> float:
    """
    Return how alike two names sound, in [0, 1], whatever their scripts.

    Parameters
    ----------
    a, b
        Names in normal form.
    least
        What is less than this is of no interest: 0.0 may be returned for it.

    Notes
    -----
    A weighted edit distance (Wagner and Fischer 1974) over consonant classes and three vowels; a vowel
    costs a third of a consonant, since Arabic leaves short ones out, and so do n for ng, s for z, t for d.
    """
    (x, costs_x, sum_x), (y, costs_y, sum_y) = _sounds(a), _sounds(b)
    total = max(sum_x, sum_y)
    most = (1.0 - least) * total + _ROUNDING
    if abs(sum_x - sum_y) > most:  # so much has to be put in or left out
        return 0.0
    row = [0.0]
    for cost in costs_y:
        row.append(row[-1] + cost)
    for c, cost in zip(x, costs_x, strict=True):
        diagonal, left = row[0], row[0] + cost
        fresh = [left]
        for d, other, above in zip(y, costs_y, row[1:], strict=True):
            # Comparisons, not `min` and `max`: this is the innermost loop of all.
            best = diagonal
            if c != d:
                best += _VOWEL_COST if (c, d) in _NEAR else cost if cost > other else other  # noqa: FURB136
            if above + cost < best:  # noqa: PLR1730
                best = above + cost
            if left + other < best:  # noqa: PLR1730
                best = left + other
            diagonal, left = above, best
            fresh.append(best)
        row = fresh
        if min(row) > most:  # whatever follows, it costs no less
            return 0.0
    return max(0.0, 1.0 - row[-1] / total) if total else 0.0


@lru_cache(maxsize=1024)
def _sounds(name: str) -> tuple[str, list[float], float]:
    """Return the consonant classes and vowels of a name, what each of them costs, and all together."""
    sounds = _NOT_SOUND.sub("", _group_consonants(name, nasal="Q").translate(_CLASSES).translate(_SOUNDS))
    costs = [_VOWEL_COST if sound in _VOWELS else 1.0 for sound in sounds]
    return sounds, costs, sum(costs)


_NOT_SOUND = re.compile(r"[^A-Zauih]+")
