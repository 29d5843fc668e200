"""Whether a transfer still moves."""

from __future__ import annotations

import pytest
from background_fetch._impl.network.watch import Patience, Watch

PATIENCE = Patience(response=10, stall=5, stall_bytes=100)


@pytest.mark.parametrize(
    ("looks", "kinds"),
    [
        ([(9.9, None)], [None]),
        ([(9.9, None), (10, None)], [None, "timeout"]),
        ([(4.9, 99), (5, 99)], [None, "stall"]),
        ([(4.9, 100), (9.8, 199), (9.9, 199)], [None, None, "stall"]),
        ([(4.9, 100), (9.8, 200), (14.6, 300)], [None, None, None]),
        ([(60, 100), (64, 150), (65, 150)], [None, None, "stall"]),
    ],
)
def test_overdue(looks, kinds):
    watch = Watch(PATIENCE, 0)
    errors = [watch.overdue(now, count) for now, count in looks]
    assert [error and error.kind for error in errors] == kinds


def test_restart():
    watch = Watch(PATIENCE, 0)
    watch.restart(9, 0)
    assert watch.overdue(18, None) is None
    watch.restart(20, 1000)
    assert watch.overdue(24.9, 1050) is None
    error = watch.overdue(25, 1050)
    assert error is not None
    assert (error.kind, str(error)) == ("stall", "Less than 100 bytes came in 5 seconds")
