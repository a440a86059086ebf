"""
The weights that tell attributions, and how they are summed.

Every choice is log-linear: a place's features are looked up and their weights added up. The weights are
learned by tools/train_attributions.py and stand beside the language's words, in attributions.json.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

# Where the content may stand: nowhere (no attribution), right of the cue, left of it, on both sides.
SIDES: tuple[str, ...] = ("O", "R", "L", "LR")


@dataclass(frozen=True, slots=True)
class Weights:
    """
    The weights of a language's choices, by feature.

    `cue` has one weight a side, in the order of `SIDES`; the others one weight, high where the place is right.
    """

    cue: Mapping[str, tuple[float, ...]]
    start: Mapping[str, float]
    end: Mapping[str, float]
    left_end: Mapping[str, float]
    left_start: Mapping[str, float]
    source: Mapping[str, float]


@cache
def load_weights(language: str) -> Weights | None:
    """Return a language's weights, or `None` where none were learned."""
    file = resources.files("masar").joinpath("languages", language, "attributions.json")
    if not file.is_file():
        return None
    stored = json.loads(file.read_text(encoding="utf-8"))
    return Weights(**{name: stored[name] for name in Weights.__slots__})


def side_probabilities(weights: Weights, features: Iterable[str]) -> dict[str, float]:
    """Return how likely each side is, by the features of a cue."""
    found = [weights.cue[feature] for feature in features if feature in weights.cue]
    scores = [sum(column) for column in zip(*found, strict=True)] or [0.0] * len(SIDES)
    highest = max(scores)
    raised = [exp(score - highest) for score in scores]
    total = sum(raised)
    return dict(zip(SIDES, [value / total for value in raised], strict=True))


def score(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Return the sum of the features' weights."""
    return sum([weights[feature] for feature in features if feature in weights])
