"""The rules without the machinery, exhaustively."""

from __future__ import annotations

from itertools import product
from typing import cast

import pytest
from background_fetch._impl._state import ActiveFetches, Lifetime, Snapshot, updated
from background_fetch._impl.fetches.simulating import simulate
from background_fetch._impl.service_workers.registration import Registration
from background_fetch._impl.services import Services


@pytest.mark.parametrize(("pending", "dispatching", "timed_out"), [*product([0, 1, 2], [False, True], [False, True])])
def test_active(pending: int, dispatching: bool, timed_out: bool):
    lifetime = Lifetime(pending=pending, dispatching=dispatching, timed_out=timed_out)
    assert lifetime.active is ((pending > 0 or dispatching) and not timed_out)


@pytest.mark.parametrize(
    ("instance", "fetch", "result"),
    [
        # nothing new
        ((0, 0, "", "", True), (0, 0, "", "", True), ((0, 0, "", "", True), False)),
        # each of the four is news
        ((0, 0, "", "", True), (1, 0, "", "", True), ((1, 0, "", "", True), True)),
        ((0, 0, "", "", True), (0, 1, "", "", True), ((0, 1, "", "", True), True)),
        ((0, 0, "", "", True), (0, 0, "success", "", True), ((0, 0, "success", "", True), True)),
        ((1, 0, "", "", True), (0, 0, "failure", "aborted", True), ((0, 0, "failure", "aborted", True), True)),
        # the records go without a word
        ((1, 0, "success", "", True), (1, 0, "success", "", False), ((1, 0, "success", "", False), False)),
        ((0, 0, "", "", True), (0, 0, "", "", False), ((0, 0, "", "", False), False)),
        # nothing after the result
        ((1, 0, "success", "", True), (2, 0, "success", "", True), ((1, 0, "success", "", True), False)),
        # both at once
        ((0, 0, "", "", True), (1, 0, "", "", False), ((1, 0, "", "", False), True)),
    ],
)
def test_updated(instance, fetch, result):
    shown, progress = updated(Snapshot(*instance), Snapshot(*fetch))
    assert (tuple(shown), progress) == result


def make(id_):
    """Return a background fetch."""
    return simulate(Registration("https://site.example/", cast("Services", None)), id_)


def test_a_fetch_settles_once():
    fetch = make("x")
    fetch.settle("")
    assert (fetch.result, fetch.event) == ("success", "backgroundfetchsuccess")
    with pytest.raises(ValueError, match="settled already"):
        fetch.settle("aborted")


def test_active_fetches_are_told_apart_by_identity():
    active, first, second = ActiveFetches(), make("x"), make("x")
    active.add(first)
    with pytest.raises(ValueError, match="active background fetch 'x'"):
        active.add(second)
    assert (active.contains(first), active.contains(second)) == (True, False)
    assert (active.remove(second), active.remove(first), active.remove(first)) == (False, True, False)
    active.add(second)
    active.clear()
    assert (active.ids(), second.abort_all_flag) == ([], True)
