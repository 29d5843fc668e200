"""Waiting, turns and quota."""

from __future__ import annotations

import pytest
from background_fetch import QuotaExceededError
from background_fetch._impl.fetches.quota import Quota
from background_fetch._impl.fetches.retry import Backoff
from background_fetch._impl.fetches.turns import Turns
from hypothesis import given
from hypothesis import strategies as st

# --- waiting


def test_the_time_to_wait_doubles():
    backoff = Backoff(1, 3600, lambda: 0.5)
    assert [backoff.delay(failures) for failures in (1, 2, 3, 4, 13)] == [0.5, 1, 2, 4, 1800]
    assert backoff.delay(10**9) == 1800


@pytest.mark.parametrize(("asked", "waited"), [(0.1, 0.5), (17, 17), (10**9, 3600)])
def test_servers_can_ask_for_time(asked, waited):
    assert Backoff(1, 3600, lambda: 0.5).delay(1, asked) == waited


# --- turns


def test_places_are_shared():
    turns: Turns[str, str] = Turns(2, 3)
    for record in ("a1", "a2", "a3", "b1", "b2", "c1"):
        turns.ask(record[0], record)
    assert [turns.next() for _ in range(4)] == ["a1", "b1", "a2", None]
    turns.give_back("a")
    assert turns.next() == "a3"
    turns.give_back("b")
    assert turns.next() == "b2"
    # The third one has its turn when another has nothing more to do.
    turns.give_back("a")
    assert turns.next() is None
    turns.give_back("a")
    assert [turns.next(), turns.next()] == ["c1", None]


def test_who_leaves_gets_no_turn():
    turns: Turns[str, str] = Turns(1, 1)
    for record in ("a1", "a2", "b1"):
        turns.ask(record[0], record)
    turns.leave("a", "a1")
    turns.leave("a", "a1")
    turns.leave("z", "z1")
    assert turns.next() == "a2"
    turns.give_back("a")
    assert turns.next() == "b1"


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["ask", "leave", "next", "back"])), max_size=80))
def test_there_are_never_more_than_allowed(steps):
    turns: Turns[str, int] = Turns(2, 3)
    moving: list[str] = []
    waiting: dict[int, str] = {}
    for number, (fetch, step) in enumerate(steps):
        if step == "ask":
            turns.ask(fetch, number)
            waiting[number] = fetch
        elif step == "leave":
            mine = next((each for each, of in waiting.items() if of == fetch), None)
            if mine is not None:
                turns.leave(fetch, mine)
                del waiting[mine]
        elif step == "back" and fetch in moving:
            turns.give_back(fetch)
            moving.remove(fetch)
        elif step == "next":
            got = turns.next()
            if got is not None:
                moving.append(waiting.pop(got))
            else:
                assert len(moving) == 3 or len(set(moving)) == 2 or not waiting
        assert len(moving) <= 3
        assert len(set(moving)) <= 2
    while (got := turns.next()) is not None or moving:
        if got is None:
            turns.give_back(moving.pop())
        else:
            moving.append(waiting.pop(got))
    assert waiting == {}


# --- quota


def quota(limit):
    return Quota(lambda _charged, _outstanding: limit)


def test_download_total_is_the_limit_of_a_fetch():
    account = quota(1000).open(announced=10, limited_to=10)
    assert [account.take(6), account.take(5), account.take(4), account.take(1)] == [
        "", "download-total-exceeded", "", "download-total-exceeded",
    ]  # fmt: skip
    assert account.used == 10


def test_what_is_announced_is_reserved():
    origin = quota(100)
    first = origin.open(announced=60, limited_to=60)
    with pytest.raises(QuotaExceededError) as caught:
        origin.open(announced=41)
    assert (caught.value.name, caught.value.quota, caught.value.requested) == ("QuotaExceededError", None, None)
    other = origin.open()
    assert [other.take(40), other.take(1), first.take(60)] == ["", "quota-exceeded", ""]
    first.close()
    assert other.take(1) == ""


def test_bytes_can_be_given_back():
    origin = quota(100)
    account = origin.open(announced=10)
    account.take(30)
    account.give_back(25)
    assert (account.used, origin.charged) == (5, 10)
    account.give_back(5)
    account.close()
    account.close()
    assert (origin.charged, account.take(1)) == (0, "quota-exceeded")


def test_uploads_count():
    origin = quota(10)
    account = origin.open()
    account.take_upload(7)
    with pytest.raises(QuotaExceededError):
        account.take_upload(4)
    assert [account.take(4), account.take(3)] == ["quota-exceeded", ""]
    account.close()
    assert origin.charged == 0


def test_what_was_kept_is_not_refused():
    origin = quota(10)
    account = origin.open(upload=5, announced=20, stored=8, kept=True)
    assert (origin.charged, account.used, account.outstanding) == (25, 8, 12)
    with pytest.raises(QuotaExceededError):
        origin.open(announced=1)


def test_the_limit_follows_the_disk():
    free = 10
    origin = Quota(lambda charged, outstanding: charged + free - outstanding)
    origin.open(announced=10)
    with pytest.raises(QuotaExceededError):
        origin.open(announced=1)
    free = 15
    origin.refresh()
    assert origin.limit == 15
    origin.open(announced=5)


@given(st.lists(st.tuples(st.sampled_from(["open", "take", "back", "close"]), st.integers(0, 3), st.integers(0, 50))))
def test_the_sum_is_right(steps):
    origin = quota(200)
    accounts = [origin.open()]
    for step, which, count in steps:
        account = accounts[which % len(accounts)]
        if step == "open":
            try:
                accounts.append(origin.open(announced=count))
            except QuotaExceededError:
                assert origin.charged + count > 200
        elif step == "take":
            account.take(count)
        elif step == "back" and not account.closed:
            account.give_back(min(count, account.used))
        elif step == "close":
            account.close()
        assert 0 <= origin.charged <= 200
        assert origin.charged >= sum(each.used + each.outstanding for each in accounts if not each.closed)
    for account in accounts:
        account.close()
    assert origin.charged == 0
