"""Copies for other realms. Source: HTML, "Safe passing of structured data"."""

from __future__ import annotations

import datetime as dt
import enum

import pytest
from background_fetch import AbortController, Blob, DOMException, File, Headers, MessageChannel, QuotaExceededError
from background_fetch._impl.cloning import structured_clone
from hypothesis import given
from hypothesis import strategies as st

ATOMS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
VALUES = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(), inner)
        | st.tuples(inner, inner)
        | st.frozensets(ATOMS)
        | st.sets(ATOMS)
    ),
    max_leaves=12,
)


def clone(value, transfer=()):
    return structured_clone(value, {"transfer": list(transfer)})


@given(VALUES)
def test_a_clone_equals_what_it_is_of(value):
    copied = clone(value)
    assert copied == value
    assert type(copied) is type(value)


def test_containers_are_new_and_shared_parts_stay_shared():
    part = [1]
    copied = clone({"a": part, "b": (part,)})
    assert copied["a"] is copied["b"][0]
    assert copied["a"] is not part


def test_cycles():
    items: list[object] = []
    items.append(items)
    copied = clone(items)
    assert copied[0] is copied
    pair: tuple[object, ...] = ([],)
    pair[0].append(pair)
    copied_pair = clone(pair)
    assert copied_pair[0][0] is copied_pair


def test_subclasses_become_what_they_are_derived_from():
    class Color(enum.IntEnum):
        RED = 1

    class Text(str):
        __slots__ = ()

    class Day(dt.date):
        pass

    class Moment(dt.datetime):
        pass

    moment = Moment(2026, 1, 2, 3, 4, 5, 6, tzinfo=dt.UTC, fold=1)
    days = clone([Day(2026, 1, 2), moment])
    assert [(type(each), each) for each in days] == [(dt.date, dt.date(2026, 1, 2)), (dt.datetime, moment)]
    assert (days[1].fold, days[1].tzinfo) == (1, dt.UTC)
    copied = clone([Color.RED, Text("x"), type("Own", (dict,), {})(a=1)])
    assert [(type(each), each) for each in copied] == [(int, 1), (str, "x"), (dict, {"a": 1})]


def test_buffers_and_dates():
    buffer, when = bytearray(b"ab"), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    copied = clone([buffer, when, memoryview(b"cd")])
    assert copied == [bytearray(b"ab"), when, bytearray(b"cd")]
    assert copied[0] is not buffer


@pytest.mark.parametrize("value", [{memoryview(b"a"): 1}, {memoryview(b"a")}, frozenset([memoryview(b"a")])])
def test_memory_is_no_key(value):
    with pytest.raises(DOMException, match="memoryview could not be cloned"):
        clone(value)


def test_items_that_live_no_longer_than_their_copy():
    class Counting(list):
        def __iter__(self):
            return (memoryview(b"%d" % number) for number in range(20))

    assert clone(Counting()) == [b"%d" % number for number in range(20)]


def test_blobs_and_files(run):
    async def main():
        blob, file = Blob(["ab"], type="a/b"), File(["cd"], "name", lastModified=5)
        copied = clone([blob, file])
        assert [type(each) for each in copied] == [Blob, File]
        assert (copied[0] is blob, copied[0].type, await copied[0].text()) == (False, "a/b", "ab")
        assert (copied[1].name, copied[1].lastModified, await copied[1].slice(1).text()) == ("name", 5, "d")

    assert run(main) == []


def test_errors():
    class OwnError(KeyError):
        pass

    quota = QuotaExceededError("q", quota=3)
    copied = clone([ValueError("v", 1), OwnError("k"), DOMException("m", "AbortError"), quota])
    assert [type(each) for each in copied] == [ValueError, KeyError, DOMException, QuotaExceededError]
    assert copied[0].args == ("v", 1)
    assert (copied[2].name, copied[2].message) == ("AbortError", "m")
    assert (copied[3].message, copied[3].quota, copied[3].requested) == ("q", 3, None)


def test_arguments_of_errors_are_copied_too():
    part = ["shared"]
    cause = ValueError(part)
    copied = clone([cause, part, KeyError(Headers(), 1), ExceptionGroup("both", [cause])])
    assert copied[0].args == (["shared"],)
    assert (copied[0].args[0] is part, copied[0].args[0] is copied[1]) == (False, True)
    assert copied[2].args == ("Headers", 1)
    missing = clone(FileNotFoundError(2, "no such file", "a", None, "b"))
    assert (missing.errno, missing.strerror, missing.filename, missing.filename2) == (2, "no such file", "a", "b")
    assert (copied[3].message, copied[3].exceptions) == ("both", (copied[0],))
    own = ValueError()
    own.args = (own,)
    with pytest.raises(DOMException, match="too deeply"):
        clone(own)


def test_errors_with_arguments_of_their_own():
    class PartError(UnicodeDecodeError):
        def __init__(self, part):
            super().__init__("utf-8", b"x", 0, 1, part)
            self.args = (part,)

    decoding = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "why")
    copied = clone([decoding, PartError("p"), FileNotFoundError(2, "gone")])
    assert [type(each) for each in copied] == [UnicodeDecodeError, Exception, FileNotFoundError]
    assert [str(copied[0]), copied[1].args, copied[2].errno] == [str(decoding), ("p",), 2]


@pytest.mark.parametrize("value", [print, object(), lambda: None, AbortController(), Headers(), int, iter([])])
def test_what_can_not_be_cloned(value):
    with pytest.raises(DOMException, match="could not be cloned") as caught:
        clone({"inside": [value]})
    assert (caught.value.name, caught.value.code) == ("DataCloneError", 25)


def test_what_is_nested_too_deeply():
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(DOMException, match="too deeply"):
        clone(deep)


def test_transferred_buffers_leave_nothing_behind():
    buffer = bytearray(b"abc")
    copied = clone({"one": buffer, "other": buffer}, [buffer])
    assert (copied["one"], copied["one"] is copied["other"], buffer) == (bytearray(b"abc"), True, bytearray())


@pytest.mark.parametrize("make", [lambda: [7], lambda: [AbortController()], lambda: [bytearray()] * 2])
def test_what_can_not_be_transferred(make):
    with pytest.raises(DOMException) as caught:
        clone(None, make())
    assert caught.value.name == "DataCloneError"


def test_a_failure_leaves_all_in_its_place():
    buffer = bytearray(b"abc")
    with pytest.raises(DOMException):
        clone([buffer, print], [buffer])
    assert buffer == bytearray(b"abc")


def test_a_port_must_be_transferred():
    port = MessageChannel().port1
    with pytest.raises(DOMException):
        clone(port)
    assert clone(port, [port]) is not port
    with pytest.raises(DOMException, match="sent away"):
        clone(None, [port])
