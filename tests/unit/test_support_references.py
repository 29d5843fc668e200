"""Conversions of objects: callbacks, buffers, promises, `any`, and names that are left out."""

from __future__ import annotations

import asyncio
from array import array
from typing import Any

import pytest
from idlwright.support import convert as c
from idlwright.support.promise import Promise

WHERE = "X.f: argument 1 ('x')"


class Listener:
    def handleEvent(self, event: object) -> None:  # noqa: N802 -- the platform's name
        del event


def test_an_interface_takes_its_instances() -> None:
    listener = Listener()
    assert listener is c.instance(Listener)(listener, WHERE)
    with pytest.raises(TypeError) as caught:
        c.instance(Listener)(Listener, WHERE)
    assert f"{WHERE} must be Listener, not type" == str(caught.value)


def test_a_callback_stays_the_object_that_was_given() -> None:
    function: c.Converter[Any] = c.function()
    assert print is function(print, WHERE)
    with pytest.raises(TypeError, match=r"must be a callable, not str$"):
        function("print", WHERE)


def test_a_callback_interface_is_a_callable_or_an_object() -> None:
    converter: c.Converter[Any] = c.callback_object("handleEvent")
    listener = Listener()
    assert [listener, print] == [converter(listener, WHERE), converter(print, WHERE)]
    with pytest.raises(TypeError) as caught:
        converter(5, WHERE)
    assert f"{WHERE} must be a callable or an object with handleEvent(), not int" == str(caught.value)


@pytest.mark.parametrize("value", [b"abc", bytearray(b"abc"), memoryview(b"abc"), array("B", b"abc")])
def test_a_buffer_is_seen_without_a_copy(value: bytes) -> None:
    view = c.BUFFER(value, WHERE)
    assert view.tobytes() == b"abc"
    assert value is view.obj or isinstance(value, memoryview)


def test_a_writable_buffer_has_to_be_writable() -> None:
    held = bytearray(b"abc")
    c.WRITABLE_BUFFER(held, WHERE)[0] = 0x7A
    assert bytearray(b"zbc") == held
    with pytest.raises(TypeError, match=r"must be a writable buffer, not bytes$"):
        c.WRITABLE_BUFFER(b"abc", WHERE)
    with pytest.raises(TypeError, match=r"must be a bytes-like object, not str$"):
        c.BUFFER("abc", WHERE)


def test_any_takes_everything_and_undefined_only_none() -> None:
    thing = object()
    assert thing is c.ANY(thing, WHERE)
    assert c.ANY.accepts(None)
    c.UNDEFINED(None, WHERE)
    with pytest.raises(TypeError, match=r"must be None, not int$"):
        c.UNDEFINED(0, WHERE)


def test_a_name_that_is_left_out_has_no_values() -> None:
    converter: c.Converter[Any] = c.refused("HTMLFormElement")
    assert not converter.accepts(object())
    with pytest.raises(TypeError) as caught:
        converter(None, WHERE)
    assert f"{WHERE} must be HTMLFormElement (which is not available here), not None" == str(caught.value)


def test_what_a_promise_comes_to_is_converted() -> None:
    async def text() -> object:
        return "5"

    async def run() -> None:
        kept: Promise[object] = Promise.resolve(5)
        assert kept is c.promise_of(c.ANY)(kept, WHERE)
        assert await c.promise_of(c.LONG)(kept, WHERE) == 5
        with pytest.raises(TypeError, match=r"must be int, not str$"):
            await c.promise_of(c.LONG)(text(), WHERE)
        with pytest.raises(TypeError, match=r"must be an awaitable, not int$"):
            c.promise_of(c.LONG)(5, WHERE)

    asyncio.run(run())
