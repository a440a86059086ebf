"""Placing labels: nothing covers anything, and the usual place is taken where it is free."""

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masar.label_geometry import box_array, clip_segments, segment_meets
from masar.labels import Box, LabelRequest, place_labels

FRAME = Box(0, 0, 400, 300)


def request(key, x, y, width=60, height=18, **options):
    return LabelRequest(key, ((x, y),), width, height, reach_x=8, reach_y=8, **options)


def crowd(count, seed):
    rng = random.Random(seed)
    return [request(f"k{i}", rng.uniform(0, 400), rng.uniform(0, 300), rng.uniform(20, 90)) for i in range(count)]


def meets(leader, box):
    (x0, y0), (x1, y1) = leader
    enter, leave = clip_segments(box_array([box]), np.array([[x0, y0, x1, y1]], dtype=float))
    return enter[0, 0] < leave[0, 0]


@settings(max_examples=10, deadline=None)
@given(st.integers(2, 30), st.integers(0, 10_000))
def test_labels_never_overlap_each_other_obstacles_or_the_frame(count, seed):
    requests = crowd(count, seed)
    obstacles = [Box(*(a - 7 for a in r.anchors[0]), *(a + 7 for a in r.anchors[0])) for r in requests]
    placed = place_labels(requests, frame=FRAME, obstacles=obstacles, gap=1.0)
    for a, b in combinations(placed.values(), 2):
        assert not a.box.overlaps(b.box), (a, b)
    for placement in placed.values():
        assert FRAME.contains(placement.box)
        assert not any(placement.box.overlaps(obstacle) for obstacle in obstacles)


@settings(max_examples=10, deadline=None)
@given(st.integers(10, 30), st.integers(0, 10_000))
def test_leaders_do_not_run_through_other_labels(count, seed):
    placed = place_labels(crowd(count, seed), frame=FRAME)
    for key, placement in placed.items():
        for other, stranger in placed.items():
            if other != key and placement.leader:
                assert not meets(placement.leader, stranger.box)


@given(st.lists(st.integers(0, 6), min_size=8, max_size=8))
def test_one_segment_is_clipped_as_many_are(numbers):
    left, bottom, width, height, *ends = map(float, numbers)
    box = Box(left, bottom, left + width, bottom + height)
    enter, leave = clip_segments(box_array([box]), np.array([ends]))
    assert segment_meets(tuple(ends[:2]), tuple(ends[2:]), box) == (enter[0, 0] <= leave[0, 0])


@pytest.mark.parametrize(("start", "side"), [("left", 1), ("right", -1)])
def test_lone_label_stands_on_the_far_side_from_where_reading_starts(start, side):
    placed = place_labels([request("a", 200, 150)], frame=FRAME, start=start)["a"]
    assert (placed.box.centre[0] - 200) * side > 30
    assert placed.leader is None
    assert placed.box.centre[1] == pytest.approx(150)


def test_label_turns_to_the_other_side_at_the_edge_of_the_frame():
    placed = place_labels([request("a", 390, 150)], frame=FRAME)["a"]
    assert placed.box.right < 390


def test_label_with_no_room_near_by_gets_a_leader_to_its_anchor():
    wall = [Box(120, 70, 280, 142), Box(120, 158, 280, 230), Box(120, 142, 192, 158), Box(208, 142, 280, 158)]
    obstacles = [box for box in wall if not box.overlaps(Box(192, 142, 208, 158))]
    placed = place_labels([request("a", 200, 150)], frame=FRAME, obstacles=obstacles[:2])["a"]
    assert placed.leader is not None
    (x, y), _ = placed.leader
    assert abs(x - 200) <= 8.01
    assert abs(y - 150) <= 8.01


def test_label_for_which_there_is_no_room_is_left_out():
    small = Box(0, 0, 70, 40)
    placed = place_labels([request("a", 35, 20), request("b", 35, 20)], frame=small)
    assert len(placed) <= 1


def test_label_without_room_moves_another_one_away():
    frame = Box(0, 0, 200, 20)
    first = LabelRequest("first", ((100.0, 10.0),), 60, 18, 8, 8)  # may stand left or right of its anchor
    second = LabelRequest("second", ((190.0, 10.0),), 60, 18, 8, 8, leader=False)  # only left of its anchor
    placed = place_labels([first, second], frame=frame)
    assert set(placed) == {"first", "second"}
    assert placed["first"].box.right < 100


def test_label_avoids_a_drawn_line_if_it_can():
    line = np.array([[200.0, 150.0], [400.0, 150.0]])
    placed = place_labels([request("a", 200, 150)], frame=FRAME, lines=[line])["a"]
    enter, leave = clip_segments(box_array([placed.box]), np.array([[200.0, 150.0, 400.0, 150.0]]))
    assert enter[0, 0] >= leave[0, 0]


def test_badges_that_would_cover_each_other_are_spread():
    badges = [
        LabelRequest(k, (at,), 14, 14, 4, 4, on_anchor=True) for k, at in {"a": (100, 100), "b": (104, 101)}.items()
    ]
    placed = place_labels(badges, frame=FRAME)
    assert placed["a"].box.centre == (100, 100) or placed["b"].box.centre == (104, 101)
    assert not placed["a"].box.overlaps(placed["b"].box)


def test_obstacle_of_one_label_does_not_hinder_another():
    block = Box(205, 140, 300, 160)
    placed = place_labels([request("a", 200, 150, avoid=(block,)), request("b", 100, 50)], frame=FRAME)
    assert not placed["a"].box.overlaps(block)
    alone = place_labels([request("b", 100, 50)], frame=FRAME)
    assert placed["b"] == alone["b"]


def test_same_request_is_placed_the_same_way():
    assert place_labels(crowd(30, 7), frame=FRAME) == place_labels(crowd(30, 7), frame=FRAME)
