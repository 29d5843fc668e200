"""What generated classes stand on: brands, implementations, what is not bound, and collections."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

import pytest
from idlwright.support import convert as c
from idlwright.support import iteration as i
from idlwright.support import overloads as o
from idlwright.support import platform as p
from idlwright.support.exceptions import DOMException


class Thing(p.Platform):
    __slots__ = ()
    _shown = ("name",)

    @p.illegal
    def __init__(self, illegal_constructor: object, /) -> None: ...

    @property
    def name(self) -> str:
        impl: Impl = p.impl_of(Thing, self, "name")  # type: ignore[assignment]
        return impl.name


class Impl:
    name = "n"


def wrapped(class_: Any, impl: object) -> Any:
    return class_._wrap(impl)


def test_what_is_behind_an_object_is_found_only_through_its_class() -> None:
    impl = Impl()
    thing = wrapped(Thing, impl)
    assert impl is thing._impl
    assert impl is p.behind(thing, Impl)
    assert repr(thing) == "<Thing name='n'>"
    with pytest.raises(TypeError) as caught:
        Thing.name.fget(5)  # type: ignore[attr-defined]
    assert str(caught.value) == "Thing.name is called on int, not on Thing"
    with pytest.raises(TypeError, match="what is behind the Thing is Impl, not int"):
        p.behind(thing, int)


def test_an_illegal_constructor_refuses_whatever_it_is_given() -> None:
    for arguments in ((), (1,), (1, 2)):
        with pytest.raises(TypeError) as caught:
            Thing(*arguments)
        assert str(caught.value) == "Thing: Illegal constructor"
    with pytest.raises(TypeError, match="Illegal constructor"):
        Thing.new(1)


def test_a_subclass_that_forgets_to_construct_is_told_so() -> None:
    class Forgetful(Thing):
        def __init__(self) -> None:
            pass

    with pytest.raises(TypeError) as caught:
        _ = Forgetful().name
    assert str(caught.value) == "Forgetful.__init__ did not call super().__init__()"
    assert repr(Forgetful()) == "<Forgetful>"


def test_objects_have_no_state_of_their_own_and_are_not_pickled() -> None:
    thing = wrapped(Thing, Impl())
    with pytest.raises(AttributeError):
        thing.other = 1
    with pytest.raises(TypeError, match="cannot pickle Thing"):
        pickle.dumps(thing)


def test_the_same_object_is_asked_for_once() -> None:
    thing = wrapped(Thing, Impl())
    made = [p.same_object(thing, "child", object) for _ in range(2)]
    assert made[0] is made[1]
    assert made[0] is not p.same_object(thing, "other", object)


def test_what_is_not_bound_names_the_file_to_write() -> None:
    with pytest.raises(DOMException) as caught:
        p.unbound("Headers", "api/_impl/fetch.py")(1, 2)
    assert caught.value.name == "NotSupportedError"
    assert caught.value.message == "Headers is not implemented; its behaviour belongs into api/_impl/fetch.py"
    with pytest.raises(DOMException, match=r"Response\.error is not implemented"):
        p.unbound_statics("Response", "api/_impl/fetch.py").error()


def test_an_exception_can_have_an_implementation() -> None:
    class Quota(p.PlatformException):
        pass

    impl = Impl()
    made: Any = wrapped(Quota, impl)
    assert impl is made._impl
    assert made.message == ""


class Both:
    @staticmethod
    def _static_json(value: int) -> int:
        return value

    def _own_json(self) -> str:
        return "own"

    json = p.both(_static_json, _own_json)


def test_one_name_may_be_an_operation_of_the_class_and_of_its_objects() -> None:
    assert Both.json(3) == 3
    assert Both().json() == "own"


def test_overloads_are_chosen_by_count_then_by_type() -> None:
    table = o.Overloads(
        "FormData.append",
        {2: o.Choice(1, ((c.BUFFER, 1), (c.DOM_STRING, 0))), 3: 1},
    )
    assert [
        table.choose(("a", "text", c.MISSING), {}),
        table.choose(("a", b"", c.MISSING), {}),
        table.choose(("a", 5, "name"), {}),
    ] == [0, 1, 1]
    with pytest.raises(TypeError) as caught:
        table.choose(("a", 5, c.MISSING), {})
    assert str(caught.value) == "FormData.append: argument 2 must be a bytes-like object or str, not int"
    with pytest.raises(TypeError) as caught:
        table.choose(("a", c.MISSING, c.MISSING), {})
    assert str(caught.value) == "FormData.append takes 2 or 3 arguments, not 1"


def test_keyword_arguments_count_as_one_argument() -> None:
    options: c.Converter[Any] = c.dictionary("Options", None, tuple)
    table = o.Overloads("X.post", {1: 1, 2: o.Choice(1, ((c.sequence(c.ANY), 0), (options, 1))), 3: 0}, (1,))
    assert [
        table.choose((1, [2]), {}),
        table.choose((1, c.MISSING), {"transfer": []}),
        table.choose((1, {}), {}),
    ] == [0, 1, 1]
    with pytest.raises(TypeError) as caught:
        table.choose((1, 2), {"transfer": []})
    assert str(caught.value) == "X.post takes no keyword argument 'transfer' beside these arguments"


def test_nothing_is_found_under_what_can_not_be_a_key() -> None:
    def has(key: str) -> bool:
        if key.isascii():
            return key == "a"
        raise TypeError(key)

    assert [i.contains(has, "a"), i.contains(has, "b"), i.contains(has, "é")] == [True, False, False]


def test_iteration_sees_what_changes_meanwhile() -> None:
    items = [("a", 1), ("b", 2)]
    seen = []
    for pair in i.live(lambda: items):
        seen.append(pair)
        if len(items) < 3:
            items.append(("c", 3))
    assert seen == [("a", 1), ("b", 2), ("c", 3)]
    assert list(i.firsts(lambda: items)) == ["a", "b", "c"]
    assert list(i.seconds(lambda: items)) == [1, 2, 3]
    assert list(i.numbers(lambda: items)) == [0, 1, 2]


def test_a_map_may_change_while_it_is_gone_over() -> None:
    entries: dict[str, int] = {"a": 1, "b": 2, "c": 3}
    seen = []
    for key in i.keys(entries):
        seen.append(key)
        entries.pop("b", None)
        entries.setdefault("d", 4)
    assert seen == ["a", "c", "d"]
    assert list(i.pairs(entries)) == [("a", 1), ("c", 3), ("d", 4)]
    assert list(i.doubled(dict.fromkeys("x"))) == [("x", "x")]


def test_for_each_gives_value_key_and_the_whole() -> None:
    seen: list[tuple[int, str, Mapping[str, int]]] = []
    whole = {"a": 1}
    i.for_each(i.pairs(whole), lambda value, key, all_: seen.append((value, key, all_)), whole, "X.forEach")
    assert [(1, "a", whole)] == seen
    with pytest.raises(TypeError, match=r"X\.forEach: argument 1 \('callback'\) must be a callable, not None"):
        i.for_each(i.pairs(whole), None, whole, "X.forEach")  # type: ignore[arg-type]


@pytest.mark.parametrize(("key", "error"), [(0, IndexError), ("x", KeyError)])
def test_a_getter_that_finds_nothing(key: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        i.found(None, key)
    assert i.found(0, key) == 0
