"""Corrections change what they name, survive building again, and say when they no longer fit."""

from dataclasses import replace

import pytest

from masar.corrections import Correction, apply_corrections, claim_key, read_corrections, write_corrections
from masar.errors import StoryError
from masar.story_folder import read_files, write_files
from tests.unit.test_story_folder import make_story

ADD = Correction(
    "add_stop", "tunis", {"name_en": "Tunis", "lat": "36.8", "lon": "10.18", "status": "planned", "before": "cairo"}
)


def corrected(*corrections, story=None):
    changed, unfit = apply_corrections(story or make_story(), corrections)
    assert unfit == ()
    assert read_files(write_files(changed)) == changed  # still a story
    return changed


def stops_of(story):
    return [stop.stop_id for stop in story.stops]


def test_a_stop_is_changed():
    story = corrected(Correction("change_stop", "cairo", {"status": "planned", "arrival": "2024-04-01"}))
    assert (story.stops[1].status, str(story.stops[1].arrival)) == ("planned", "2024-04-01")
    assert story.legs[0].status == "planned"


def test_a_stop_is_added_and_joined():
    story = corrected(ADD)
    assert stops_of(story) == ["amman", "tunis", "cairo"]
    assert [(leg.from_stop, leg.to_stop) for leg in story.legs] == [("amman", "tunis"), ("tunis", "cairo")]
    assert story.place("tunis").gazetteer == "hand"


def test_a_removed_stop_leaves_its_claims_with_the_place():
    story = corrected(Correction("remove_stop", "cairo"))
    assert stops_of(story) == ["amman"]
    assert (story.claims[0].stop_id, story.claims[0].place_id) == ("", "cairo")
    assert story.legs == ()


def test_stops_are_moved_split_and_merged():
    assert stops_of(corrected(Correction("move_stop", "cairo", {"position": "0"}))) == ["cairo", "amman"]
    split = corrected(Correction("split_stop", "amman"))
    assert stops_of(split) == ["amman", "amman-visit-2", "cairo"]
    merged = corrected(Correction("merge_stop", "cairo", {"into": "amman"}))
    assert merged.claims[0].stop_id == "amman"


def test_another_place_moves_every_stop_there():
    values = {
        "name_en": "Cairo, Illinois",
        "lat": "37.005",
        "lon": "-89.176",
        "country": "US",
        "gazetteer_id": "4235193",
    }
    story = corrected(Correction("choose_place", "cairo", values))
    assert (story.stops[1].lat, story.stops[1].name_en, story.place("cairo").country) == (
        37.005,
        "Cairo, Illinois",
        "US",
    )


def test_a_claim_is_found_again_by_its_sentence_after_renumbering():
    story = make_story()
    key = claim_key(story, story.claims[0])
    renumbered = replace(story, claims=(replace(story.claims[0], claim_id="c99"),))
    changed = corrected(Correction("change_claim", key, {"speaker_en": "the envoy's office"}), story=renumbered)
    assert changed.claims[0].speaker_en == "the envoy's office"
    assert corrected(Correction("remove_claim", key), story=renumbered).claims == ()


@pytest.mark.parametrize(
    "correction",
    [
        Correction("change_stop", "oran", {"status": "planned"}),
        Correction("remove_claim", "0" * 16),
        Correction("merge_stop", "cairo", {"into": "cairo"}),
        Correction("choose_place", "oran", {"lat": "1"}),
        replace(ADD, values={"name_en": "nowhere"}),
    ],
)
def test_what_does_not_fit_is_reported_and_changes_nothing(correction):
    story, unfit = apply_corrections(make_story(), [correction])
    assert unfit == (correction,)
    assert story.stops == make_story().stops


def test_a_value_its_column_cannot_hold_is_refused():
    with pytest.raises(StoryError, match="90 or less"):
        apply_corrections(make_story(), [Correction("change_stop", "cairo", {"lat": "91"})])


def test_a_patch_survives_writing():
    patch = (ADD, Correction("change_stop", "cairo", {"summary_ar": "«نعم»"}))
    assert read_corrections(write_corrections(patch)) == patch


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"corrections": [1]}', '{"corrections": 5}', "[" * 100_000])
def test_what_is_no_patch_is_refused(content):
    with pytest.raises(StoryError):
        read_corrections(content)


def test_an_unknown_action_is_named():
    with pytest.raises(StoryError, match="explode"):
        read_corrections(write_corrections([Correction("explode")]))
