"""The machine that brings a record to its outcome: each cell of its table, and what no order of events can break."""

from __future__ import annotations

import pytest
from background_fetch._impl.fetches.record_events import (
    Abort,
    Chunk,
    End,
    Failure,
    Head,
    Leave,
    Pause,
    Queue,
    Send,
    Settle,
    Sleep,
    Start,
    State,
    Terminate,
    Timer,
    Unpause,
    Wake,
    Whole,
)
from background_fetch._impl.fetches.records import Completion
from background_fetch._impl.fetches.retry import Patience, patience
from background_fetch.agent import Settings
from hypothesis import given, settings
from hypothesis import strategies as st


def waits(attempts=3, offline_limit=100):
    """Return a patience that waits for a second more each time, and for two more where no server is."""
    return Patience(attempts, lambda failures, after: after or failures, offline_limit, lambda failures: 2 * failures)


def completion(*events, is_get=True, stored=0, **patience):
    """Return a machine after these events."""
    made = Completion(is_get=is_get, patience=waits(**patience), stored=stored)
    made.begin(paused=False)
    for event in events:
        made.handle(event)
    return made


PATHS = {
    State.WAITING: (),
    State.PAUSED: (Pause(),),
    State.BACKING_OFF: (Start(), Failure(temporary=True)),
    State.REQUESTING: (Start(),),
    State.RECEIVING: (Start(), Head(200, 10, continues=True)),
    State.SETTLED: (Abort(),),
}
EVENTS = {
    "start": Start(),
    "whole": Whole(),
    "head": Head(200, 10, continues=True),
    "chunk": Chunk(4),
    "end": End(),
    "failure": Failure(),
    "temporary": Failure(temporary=True),
    "unreached": Failure(temporary=True, unreached=True),
    "useless": Failure(useless=True),
    "pause": Pause(),
    "unpause": Unpause(),
    "abort": Abort(),
    "timer": Timer(),
}
CELLS = {
    (State.WAITING, "start"): (State.REQUESTING, (Send(from_start=False, patient=True),)),
    (State.WAITING, "whole"): (State.SETTLED, (Settle("success"),)),
    (State.WAITING, "pause"): (State.PAUSED, (Leave(),)),
    (State.WAITING, "abort"): (State.SETTLED, (Leave(), Settle("aborted"))),
    (State.PAUSED, "whole"): (State.SETTLED, (Settle("success"),)),
    (State.PAUSED, "unpause"): (State.WAITING, (Queue(),)),
    (State.PAUSED, "abort"): (State.SETTLED, (Settle("aborted"),)),
    (State.BACKING_OFF, "timer"): (State.WAITING, (Queue(),)),
    (State.BACKING_OFF, "pause"): (State.PAUSED, (Wake(),)),
    (State.BACKING_OFF, "abort"): (State.SETTLED, (Wake(), Settle("aborted"))),
    (State.REQUESTING, "head"): (State.RECEIVING, ()),
    (State.REQUESTING, "chunk"): (State.REQUESTING, ()),
    (State.REQUESTING, "end"): (State.SETTLED, (Settle("bad-status"),)),
    (State.RECEIVING, "end"): (State.SETTLED, (Settle("success"),)),
    **{
        (moving, event): cell
        for moving in (State.REQUESTING, State.RECEIVING)
        for event, cell in {
            "whole": (State.SETTLED, (Settle("success"),)),
            "failure": (State.SETTLED, (Settle("fetch-error"),)),
            "temporary": (State.BACKING_OFF, (Sleep(1),)),
            "unreached": (State.BACKING_OFF, (Sleep(2),)),
            "useless": (State.WAITING, (Queue(),)),
            "pause": (State.PAUSED, (Terminate(),)),
            "abort": (State.SETTLED, (Terminate(), Settle("aborted"))),
        }.items()
    },
}
"""What happens in a state; whatever is not here changes nothing."""


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", State)
def test_cells(state, event):
    made = completion(*PATHS[state])
    assert made.state is state
    commands = made.handle(EVENTS[event])
    assert CELLS.get((state, event), (state, ())) == (made.state, commands)


def test_a_paused_record_begins_paused():
    made = Completion(is_get=True, patience=waits())
    assert made.begin(paused=True) == ()
    assert made.handle(Unpause()) == (Queue(),)


@pytest.mark.parametrize(
    ("head", "chunks", "result"),
    [
        (Head(200, 10), [10], "success"),
        (Head(200), [3, 4], "success"),
        (Head(204), [], "success"),
        (Head(299), [1], "success"),
        (Head(404, 5), [5], "bad-status"),
        (Head(304), [], "bad-status"),
        (Head(0), [], "bad-status"),
        (Head(206, 10), [10], "success"),
        (Head(206, None), [4], "success"),
        (Head(206, 10), [], "fetch-error"),
        (Head(206, 10), [11], "fetch-error"),
    ],
)
def test_ends(head, chunks, result):
    made = completion(Start(), head, *map(Chunk, chunks))
    assert made.handle(End()) == (Settle(result),)


def test_a_part_is_followed_by_the_next_part():
    made = completion(Start(), Head(206, 10, continues=True), Chunk(4))
    assert made.handle(End()) == (Queue(),)
    assert made.handle(Start()) == (Send(from_start=False, patient=True),)
    made.handle(Head(206, 10, continues=True))
    made.handle(Chunk(6))
    assert made.handle(End()) == (Settle("success"),)


def test_the_same_first_part_again_is_not_followed_by_another_request():
    made = completion(Start(), Head(206, 10, continues=True), Chunk(4))
    assert made.handle(End()) == (Queue(),)
    for event in (Start(), Head(206, 10), Chunk(4)):
        made.handle(event)
    assert made.handle(End()) == (Settle("fetch-error"),)


def test_another_response_begins_at_zero():
    made = completion(Start(), Head(200, 10, continues=True), Chunk(4), Failure(temporary=True), Timer(), Start())
    made.handle(Head(200, 10))
    assert made.stored == 0


def test_attempts_are_limited():
    made = completion(attempts=3)
    for failures in (1, 2):
        assert made.handle(Start()) == (Send(from_start=False, patient=True),)
        assert made.handle(Failure(temporary=True)) == (Sleep(failures),)
        made.handle(Timer())
    # The last one takes a status that asks for patience as it is.
    assert made.handle(Start()) == (Send(from_start=False, patient=False),)
    assert made.handle(Failure(temporary=True)) == (Settle("fetch-error"),)


def test_attempts_count_anew_when_bytes_come():
    made = completion(attempts=2)
    for size in range(1, 10):
        made.handle(Start())
        made.handle(Head(206, 100, continues=True))
        made.handle(Chunk(1))
        assert made.handle(Failure(temporary=True)) == (Sleep(1),)
        assert made.stored == size
        made.handle(Timer())


def test_the_same_bytes_again_are_no_progress():
    made = completion(Start(), Head(200, 100, continues=True), Chunk(7), Failure(temporary=True), Timer(), attempts=3)
    for failures in (2, 3):
        made.handle(Start())
        made.handle(Head(200, 100))
        made.handle(Chunk(7))
        expected = (Sleep(2),) if failures == 2 else (Settle("fetch-error"),)
        assert made.handle(Failure(temporary=True)) == expected
        made.handle(Timer())


# --- without a server

OFFLINE = Failure(temporary=True, unreached=True)


def slept(made, limit=1000):
    """Return for how long it waits for a server until it gives up."""
    waited = []
    for _ in range(limit):
        made.handle(Start())
        (command,) = made.handle(OFFLINE)
        if command == Settle("fetch-error"):
            return waited
        waited.append(command.seconds)
        made.handle(Timer())
    raise AssertionError(f"it has not given up after {limit} attempts")


def test_a_server_is_looked_for_until_the_limit_has_been_waited():
    assert slept(completion(offline_limit=20)) == [2, 4, 6, 8]
    assert slept(completion(offline_limit=21)) == [2, 4, 6, 8, 10]


def test_without_a_limit_a_server_is_looked_for_as_often_as_one_that_answers_is_asked():
    assert slept(completion(offline_limit=0, attempts=3)) == [2, 4]
    assert slept(completion(offline_limit=0, attempts=1)) == []


def test_attempts_without_a_server_are_not_counted():
    made = completion(attempts=2)
    for seconds in (2, 4, 6, 8):
        # As many as are left: a status that asks for patience is obeyed still.
        assert made.handle(Start()) == (Send(from_start=False, patient=True),)
        assert made.handle(OFFLINE) == (Sleep(seconds),)
        made.handle(Timer())
    made.handle(Start())
    assert made.handle(Failure(temporary=True)) == (Sleep(1),)


@pytest.mark.parametrize("answer", [Head(200, 9, continues=True), Failure(temporary=True), Failure(useless=True)])
def test_a_server_that_answers_makes_the_wait_for_one_begin_anew(answer):
    made = completion(Start(), OFFLINE, Timer(), Start(), OFFLINE, Timer(), Start(), answer, offline_limit=6)
    if isinstance(answer, Head):
        made.handle(Failure(temporary=True))
    made.handle(Timer())
    assert slept(made) == [2, 4]


def test_an_answer_does_not_forgive_earlier_failures_of_the_server():
    made = completion(attempts=2)
    for event in (Start(), Failure(temporary=True), Timer(), Start(), OFFLINE, Timer()):
        made.handle(event)
    assert made.handle(Start()) == (Send(from_start=False, patient=False),)
    assert made.handle(Failure(temporary=True)) == (Settle("fetch-error"),)


def test_a_user_who_lets_it_go_on_gives_it_the_whole_time():
    made = completion(Start(), OFFLINE, Timer(), Start(), OFFLINE, Pause(), Unpause(), offline_limit=6)
    assert slept(made) == [2, 4]


def test_who_does_not_wait_does_not_look_for_ever():
    made = Completion(is_get=True, patience=Patience(3, lambda *_: 0, 3600, lambda _: 0))
    made.begin(paused=False)
    assert slept(made) == [0, 0]


@pytest.mark.parametrize(("limit", "longest"), [(3600, 60), (45, 45)])
def test_a_server_is_looked_for_every_minute_at_least(limit, longest):
    found = patience(Settings(retry_limit=limit), lambda: 1.0)
    assert [found.offline_delay(failures) for failures in (1, 2, 3, 6, 7, 500)] == [1, 2, 4, 32, longest, longest]
    assert found.delay(500, None) == limit


@pytest.mark.parametrize("result", ["fetch-error", "quota-exceeded", "download-total-exceeded", "aborted"])
def test_what_is_not_temporary_is_final(result):
    assert completion(Start()).handle(Failure(result)) == (Settle(result),)


def test_only_get_is_sent_twice():
    for event in (Failure(temporary=True), Failure(temporary=True, unreached=True), Failure(useless=True)):
        made = completion(is_get=False)
        assert made.handle(Start()) == (Send(from_start=False, patient=False),)
        assert made.handle(event) == (Settle("fetch-error"),)
    assert completion(Start(), Head(206, 9), Chunk(3), is_get=False).handle(End()) == (Settle("fetch-error"),)


def test_only_get_is_paused_while_it_moves():
    made = completion(Start(), is_get=False)
    assert (made.handle(Pause()), made.state) == ((), State.REQUESTING)
    assert completion(is_get=False).handle(Pause()) == (Leave(),)


def test_retry_after():
    assert completion(Start()).handle(Failure(temporary=True, retry_after=17)) == (Sleep(17),)


def test_useless_bytes_are_fetched_again_once():
    made = completion(Start(), Failure("fetch-error", useless=True))
    assert made.handle(Start()) == (Send(from_start=True, patient=True),)
    made.handle(Head(200, 5))
    assert made.handle(Failure("fetch-error", useless=True)) == (Settle("fetch-error"),)


def test_a_terminated_attempt_ends_before_the_next_begins():
    made = completion(Start(), Pause())
    assert made.handle(Unpause()) == ()
    assert made.handle(Start()) == ()
    assert made.handle(Failure("aborted")) == (Queue(),)
    assert made.handle(Start()) == (Send(from_start=False, patient=True),)


def test_a_pause_may_come_too_late():
    made = completion(Start(), Head(200, 4, continues=True), Chunk(4), Pause())
    assert made.handle(End()) == (Settle("success"),)
    made = completion(Start(), Head(200, 4, continues=True), Pause(), Unpause())
    assert made.handle(Failure("quota-exceeded")) == (Settle("quota-exceeded"),)


def test_what_comes_after_the_outcome_changes_nothing():
    made = completion(Start(), Abort())
    assert made.busy
    assert made.handle(End()) == ()
    assert (made.busy, made.state) == (False, State.SETTLED)


# --- any order of events

RESULTS = ["fetch-error", "quota-exceeded", "download-total-exceeded", "aborted"]
ANY_EVENT = st.one_of(
    st.just(Start()),
    st.builds(Whole, st.booleans()),
    st.builds(Head, st.sampled_from([200, 206, 404, 503]), st.none() | st.integers(0, 30), st.booleans()),
    st.builds(Chunk, st.integers(1, 10)),
    st.just(End()),
    st.builds(Failure, st.sampled_from(RESULTS), st.booleans(), st.none() | st.integers(0, 9), st.booleans()),
    st.sampled_from([OFFLINE, Pause(), Unpause(), Abort(), Timer()]),
)


class World:
    """What is around a record: it does what it is told, and nothing else."""

    def __init__(self, made, commands):
        self.made = made
        self.around = set()
        self.settled = []
        self.obey(commands)

    def can(self, event):
        """A turn comes only to who waits for one, an end only to what is under way."""
        match event:
            case Start():
                return "waiting" in self.around
            case Timer():
                return "sleeping" in self.around
            case Whole() | Head() | Chunk() | End() | Failure():
                return "moving" in self.around
        return True

    def tell(self, event):
        match event:
            case Start():
                self.around.discard("waiting")
            case Timer():
                self.around.discard("sleeping")
            case Whole() | End() | Failure():
                self.around.discard("moving")
        self.obey(self.made.handle(event))

    def obey(self, commands):
        for command in commands:
            match command:
                case Queue():
                    self.begin("waiting")
                case Send():
                    self.begin("moving")
                case Sleep():
                    self.begin("sleeping")
                case Leave():
                    self.around.discard("waiting")
                case Wake():
                    self.around.remove("sleeping")
                case Terminate():
                    assert "moving" in self.around
                case Settle(result):
                    self.settled.append(result)

    def begin(self, what):
        assert self.around == set()
        self.around.add(what)


@settings(max_examples=500)
@given(st.lists(ANY_EVENT, max_size=60), st.booleans(), st.booleans(), st.integers(1, 4), st.integers(0, 20))
def test_invariants(events, is_get, paused, attempts, offline_limit):
    made = Completion(is_get=is_get, patience=waits(attempts, offline_limit))
    world = World(made, made.begin(paused=paused))
    for event in events:
        if not world.can(event):
            continue
        world.tell(event)
        assert len(world.settled) <= 1
        assert (made.state is State.SETTLED) is bool(world.settled)
        assert made.busy is ("moving" in world.around)
        assert made.stored >= 0
        assert made.tries.failures < attempts or world.settled
        if world.settled or made.state is State.PAUSED:
            assert world.around <= {"moving"}
        else:
            # It never waits for nothing.
            assert world.around != set()


def test_bytes_of_what_the_server_has_now_are_progress_though_less_than_there_was():
    made = completion(Start(), Head(200, 100, continues=True), Chunk(90), Failure(temporary=True), Timer(), attempts=3)
    for size in (30, 60):
        made.handle(Start())
        made.handle(Head(200, 100, other=size == 30, continues=size != 30))
        made.handle(Chunk(30))
        assert made.handle(Failure(temporary=True)) == (Sleep(1),)
        assert made.stored == size
        made.handle(Timer())


def test_a_server_that_has_something_else_each_time_is_given_up():
    made = completion(Start(), Head(200, 100, continues=True), Chunk(90), Failure(temporary=True), Timer(), attempts=3)
    for _ in range(10):
        made.handle(Start())
        made.handle(Head(200, 100, other=True))
        made.handle(Chunk(30))
        [end] = made.handle(Failure(temporary=True))
        if isinstance(end, Settle):
            return
        made.handle(Timer())
    raise AssertionError("it goes on for ever")
