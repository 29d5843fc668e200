from __future__ import annotations

import pytest
from idlwright.lower.targets import CPYTHON, PYODIDE, Direction, Target
from idlwright.lower.types import alternatives, annotation, either, plain
from idlwright.model.api import Api
from idlwright.model.definitions import Dictionary, Enumeration, External, Interface, Typedef
from idlwright.model.types import (
    Annotated,
    Buffer,
    Generic,
    Kind,
    Nullable,
    Primitive,
    Record,
    Reference,
    String,
    Type,
    Union,
)

TEXT = String("DOMString")
LONG = Primitive("long")
THING = Reference("Thing", Kind.INTERFACE)
OPTIONS = Reference("Options", Kind.DICTIONARY)
DEFINITIONS = (
    Interface(name="Thing", spec="s"),
    Dictionary(name="Options", spec="s"),
    Enumeration(name="Mode", spec="s"),
    External(name="Element", spec="s", reason="Elsewhere.", spelling=(("cpython", "Never"),)),
    Typedef(name="Stamp", spec="s", type=Primitive("double")),
    Typedef(name="Info", spec="s", type=Union((THING, TEXT))),
    Typedef(name="Source", spec="s", type=Union((Buffer("ArrayBuffer"), TEXT))),
)
API = Api(specifications=(), definitions=DEFINITIONS, by_name={each.name: each for each in DEFINITIONS})
GIVEN, BACK = Direction.ARGUMENT, Direction.RESULT


def typedef(name: str) -> Reference:
    return Reference(name, Kind.TYPEDEF)


@pytest.mark.parametrize(
    ("type_", "given", "back", "given_js", "back_js"),
    [
        (LONG, "int", "int", "int", "int"),
        (Primitive("unrestricted double"), "float", "float", "float", "float"),
        (Primitive("undefined"), "None", "None", "None", "None"),
        (Primitive("any"), "object", "object", "object", "object"),
        (Nullable(TEXT), "str | None", "str | None", "str | JsNull | None", "str | JsNull"),
        (Generic("sequence", TEXT), "_SequenceOf[str]", "list[str]", "SequenceOf[str]", "JsArray[str]"),
        (Generic("FrozenArray", TEXT), "_SequenceOf[str]", "tuple[str, ...]", "SequenceOf[str]", "JsArray[str]"),
        (
            Generic("Promise", LONG),
            "Awaitable[int]",
            "Promise[int]",
            "JsPromise[int] | Proxied[Awaitable[int]] | int",
            "JsPromise[int]",
        ),
        (Record(TEXT, LONG), "Mapping[str, int]", "dict[str, int]", "JsRecord[int]", "JsRecord[int]"),
        (Buffer("ArrayBuffer"), "Buffer", "bytes", "JsBuffer", "JsBuffer"),
        (Buffer("Float32Array"), "Buffer", "memoryview", "JsBuffer", "JsBuffer"),
        (OPTIONS, "Options", "Options", "Options", "OptionsObject"),
        (Reference("Mode", Kind.ENUM), "Mode", "Mode", "Mode", "Mode"),
        (
            Reference("F", Kind.CALLBACK),
            "F",
            "F",
            "Proxied[F] | OnceCallable",
            "F",
        ),
        (Reference("Element", Kind.EXTERNAL), "Never", "Never", "object", "object"),
        (Union((Reference("Element", Kind.EXTERNAL), TEXT)), "str", "str", "object", "object"),
        (Union((LONG, Primitive("double"))), "float", "float", "float", "float"),
        (
            Union((Nullable(TEXT), LONG)),
            "str | int | None",
            "str | int | None",
            "str | JsNull | int | None",
            "str | JsNull | int",
        ),
        (typedef("Stamp"), "Stamp", "float", "Stamp", "float"),
        (typedef("Info"), "Info", "Info", "Info", "Info"),
        (typedef("Source"), "Source", "bytes | str", "Source", "Source"),
        (Annotated(LONG, ()), "int", "int", "int", "int"),
    ],
)
def test_spellings(type_: Type, given: str, back: str, given_js: str, back_js: str) -> None:
    def spelled(target: Target, direction: Direction) -> str:
        return annotation(API, type_, target, direction).text

    assert spelled(CPYTHON, GIVEN) == given
    assert spelled(CPYTHON, BACK) == back
    assert spelled(PYODIDE, GIVEN) == given_js
    assert spelled(PYODIDE, BACK) == back_js


def test_needs_are_told() -> None:
    found = annotation(API, Generic("Promise", Generic("sequence", Nullable(THING))), CPYTHON, BACK)
    assert found.text == "Promise[list[Thing | None]]"
    assert found.names == {"Promise", "Thing"}
    assert found.imports == frozenset()


def test_needs_of_what_is_left_out_are_not() -> None:
    never = Reference("Element", Kind.EXTERNAL)
    assert annotation(API, Union((never, TEXT)), CPYTHON, GIVEN).imports == frozenset()
    assert {each.name for each in annotation(API, never, CPYTHON, GIVEN).imports} == {"Never"}


def test_unions_are_canonical() -> None:
    assert either(map(plain, ("None", "str", "str | int"))).text == "str | int | None"
    assert either(map(plain, ("str", "object"))).text == "object"
    assert alternatives("Callable[[A | B], C] | D") == ("Callable[[A | B], C]", "D")
