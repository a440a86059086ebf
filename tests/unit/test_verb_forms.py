"""The forms of English verbs, from their bases."""

import pytest

from masar.itinerary.verb_forms import write_out
from masar.languages import load_language

IRREGULAR = ("fly flies flew flown flying", "hop hops hopped hopped hopping")


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("dispatch", ["dispatch", "dispatches", "dispatched", "dispatched", "dispatching"]),
        ("graze", ["graze", "grazes", "grazed", "grazed", "grazing"]),
        ("ferry", ["ferry", "ferries", "ferried", "ferried", "ferrying"]),
        ("survey", ["survey", "surveys", "surveyed", "surveyed", "surveying"]),
        ("tee_off", ["tee_off", "tees_off", "teed_off", "teed_off", "teeing_off"]),
        ("fly_in", ["fly_in", "flies_in", "flew_in", "flown_in", "flying_in"]),
        ("hop_over", ["hop_over", "hops_over", "hopped_over", "hopped_over", "hopping_over"]),
        ("go goes went gone going", ["go", "goes", "went", "gone", "going"]),
    ],
)
def test_a_verb_is_written_out_by_rule_unless_its_forms_are_known(verb, forms):
    assert [form for form, _ in write_out(verb, IRREGULAR)] == forms


def test_every_verb_of_the_lexicon_has_five_forms():
    data = load_language("en", "journeys")
    irregular = data["inflection"]["irregular"]
    for verbs in data["verbs"].values():
        for verb in verbs:
            forms = [form for form, _ in write_out(verb, irregular)]
            rows = sum(row.startswith(verb.partition("_")[0] + " ") for row in irregular)  # "bused" and "bussed"
            assert len(forms) == 5 * max(1, rows if " " not in verb else 1), verb
