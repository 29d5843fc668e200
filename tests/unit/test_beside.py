"""Work beside: its result, and what happens when the copy fails."""

from __future__ import annotations

import os
from collections.abc import Mapping

import pytest
from idlwright.beside import Beside


def test_the_text_comes_back() -> None:
    assert Beside(lambda: {"a": "b", "naïve": "—"}).result() == {"a": "b", "naïve": "—"}


def test_what_fails_in_the_copy_is_done_here() -> None:
    here = os.getpid()

    def work() -> Mapping[str, str]:
        if os.getpid() != here:
            os._exit(9)
        return {"done": "here"}

    assert Beside(work).result() == {"done": "here"}


def test_an_error_is_seen_here() -> None:
    def work() -> Mapping[str, str]:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Beside(work).result()


def test_work_that_is_given_up_is_gone() -> None:
    ended, end = os.pipe()

    def work() -> None:
        os.read(ended, 1)  # nobody writes

    Beside(work).stop()
    os.close(end)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    os.close(ended)


def test_what_is_done_can_be_stopped() -> None:
    done = Beside(lambda: "done")
    assert done.result() == "done"
    done.stop()


def test_one_processor_does_it_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert Beside(lambda: {"same": str(os.getpid() == here)}).result() == {"same": "True"}
