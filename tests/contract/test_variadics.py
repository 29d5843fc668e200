"""Overloads that take any number of arguments at different places: bindings that run, and choose as Web IDL does."""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from idlwright.driver import judge
from idlwright.emit.runtime import emit_runtime, emit_skeleton
from idlwright.lower.runtime import lower_runtime
from idlwright.project import Project
from idlwright.support.overloads import Overloads

GOLDEN = Path(__file__).parents[1] / "golden"
PACKAGE = "variadic_calls"
DATA = memoryview(b"x")
CRATE = object()
"""Stands for a Crate among arguments, which is made only when there is a package."""


class CrateImpl:
    """What is behind a Crate: it keeps what it was called with."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., object]:
        return self._keep_awaitable if name == "seal" else self._keep

    def _keep(self, *arguments: object) -> None:
        self.calls.append(arguments)

    async def _keep_awaitable(self, *arguments: object) -> None:
        self.calls.append(arguments)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The generated package, imported."""
    root = tmp_path_factory.mktemp("variadic")
    project = Project(root=GOLDEN, schema="variadic", package=PACKAGE, runtime=".")
    judged = judge(GOLDEN, project).api
    assert judged is not None
    tree = lower_runtime(judged, project)
    for path, text in {**emit_skeleton(tree), **emit_runtime(tree)}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    sys.path.insert(0, str(root))
    yield importlib.import_module(PACKAGE)
    sys.path.remove(str(root))
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture
def crate(api: ModuleType) -> Any:
    return api.Crate._wrap(CrateImpl())


def call(crate: Any, name: str, given: tuple[object, ...], members: dict[str, object]) -> Any:
    """Call an operation; a static one, and the constructor, keep what they got in the same place."""
    module = importlib.import_module(f"{PACKAGE}._generated.example")
    module.statics.Crate = crate._impl
    module.construct.Crate = lambda _this, *arguments: crate._impl._keep(*arguments) or crate._impl
    arguments = [crate if each is CRATE else each for each in given]
    if name == "constructor":
        return type(crate)(*arguments, **members)
    if name != "seal":
        return getattr(crate, name)(*arguments, **members)

    async def run() -> object:
        return await crate.seal(*arguments, **members)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("name", "given", "members", "seen"),
    [
        ("fill", (1,), {}, (1,)),
        ("fill", (1, 2, 3, 4, 5, 6), {}, (1, 2, 3, 4, 5, 6)),
        ("fill", ("a", "b", "c", "d", "e"), {}, ("a", "b", "c", "d", "e")),
        ("pack", (1,), {}, (1,)),
        ("pack", (1, 2, 3, 4, 5, 6), {}, (1, 2, 3, 4, 5, 6)),
        ("pack", ("a", True), {}, ("a", True)),
        ("pack", ("a", False, "b", "c", "d", "e"), {}, ("a", False, "b", "c", "d", "e")),
        ("nail", (DATA,), {}, (DATA,)),
        ("nail", (DATA, "a"), {}, (DATA, "a")),
        ("nail", (DATA, "a", "b", "c", "d"), {}, (DATA, "a", "b", "c", "d")),
        ("nail", (CRATE, "a", 1), {}, (CRATE, "a", 1)),
        ("rope", (DATA,), {}, (DATA,)),
        ("rope", (DATA, 1, 2, 3, 4, 5, 6), {}, (DATA, 1, 2, 3, 4, 5, 6)),
        ("rope", (CRATE,), {}, (CRATE, None, ..., 5)),
        ("rope", (CRATE, "a"), {}, (CRATE, "a", ..., 5)),
        ("rope", (CRATE, "a", None), {}, (CRATE, "a", None, 5)),
        ("rope", (CRATE, "a", "b", 7), {}, (CRATE, "a", "b", 7)),
        ("seal", (), {}, ()),
        ("seal", ("a",), {}, ("a",)),
        ("seal", ("a", "b", "c", "d"), {}, ("a", "b", "c", "d")),
        ("seal", ({"title": "t"},), {}, ({"title": "t"},)),
        ("seal", (), {"title": "t"}, ({"title": "t"},)),
        ("glue", (), {}, ()),
        ("glue", ("a", "b", "c"), {}, ("a", "b", "c")),
        ("glue", (1,), {}, (1, {"color": "red"})),
        ("glue", (1, {"color": "blue"}), {}, (1, {"color": "blue"})),
        ("glue", (1,), {"color": "blue"}, (1, {"color": "blue"})),
        ("list", (), {}, ()),
        ("list", ([1], [2, 3], []), {}, ([1], [2, 3], [])),
        ("list", ("a", ["b"]), {}, ("a", ["b"], None)),
        ("list", ("a", ["b"], []), {}, ("a", ["b"], [])),
        ("tie", ("a", 1), {}, ("a", 1)),
        ("tie", ("a", CRATE), {}, ("a", CRATE)),
        ("constructor", (), {}, ()),
        ("constructor", ("a", "b", "c", "d"), {}, ("a", "b", "c", "d")),
        ("constructor", (1, {"title": "t"}), {}, (1, {"title": "t"})),
        ("constructor", (1,), {"title": "t"}, (1, {"title": "t"})),
    ],
)
def test_behaviour_gets_what_the_overload_that_is_meant_has(
    crate: Any, name: str, given: tuple[object, ...], members: dict[str, object], seen: tuple[object, ...]
) -> None:
    call(crate, name, given, members)
    assert crate._impl.calls == [tuple(crate if each is CRATE else each for each in seen)]


@pytest.mark.parametrize(
    ("name", "given", "members", "message"),
    [
        ("fill", (1, 2, 3, "a"), {}, "Crate.fill: argument 4 must be int, not str"),
        ("pack", ("a",), {}, "Crate.pack: argument 1 ('size') must be int, not str"),
        ("pack", (b"", 1), {}, "Crate.pack: argument 1 must be int or str, not bytes"),
        ("pack", ("a", 1), {}, "Crate.pack: argument 2 ('mark') must be bool, not int"),
        ("pack", ("a", True, "b", 1), {}, "Crate.pack: argument 4 must be str, not int"),
        ("nail", (CRATE, "a"), {}, "Crate.nail: argument 1 ('data') must be a bytes-like object, not Crate"),
        ("nail", (CRATE, "a", "b"), {}, "Crate.nail: argument 3 ('size') must be int, not str"),
        ("nail", (CRATE, "a", 1, 2), {}, "Crate.nail: argument 1 ('data') must be a bytes-like object, not Crate"),
        ("rope", (CRATE, 1), {}, "Crate.rope: argument 2 ('name') must be str, not int"),
        ("rope", (DATA, "a"), {}, "Crate.rope: argument 2 must be int, not str"),
        ("seal", ({},), {}, "Crate.seal: argument 1 ('options') must have the member 'title' of Options"),
        ("seal", ("a",), {"title": "t"}, "Crate.seal takes no keyword argument 'title' beside these arguments"),
        (
            "seal",
            ({"title": "t"},),
            {"title": "u"},
            "Crate.seal takes no keyword argument 'title' beside these arguments",
        ),
        ("glue", (1, {}, 2), {}, "Crate.glue: argument 1 must be str, not int"),
        ("list", ("a", [1]), {}, "Crate.list: argument 2 ('items')[0] must be str, not int"),
        ("constructor", (1,), {}, "Crate: argument 1 must be str, not int"),
    ],
)
def test_what_no_overload_takes_is_refused_with_its_place(
    crate: Any, name: str, given: tuple[object, ...], members: dict[str, object], message: str
) -> None:
    with pytest.raises(TypeError) as caught:
        call(crate, name, given, members)
    assert str(caught.value) == message


def test_too_few_arguments_are_told_from_any_number() -> None:
    with pytest.raises(TypeError, match=r"^pack takes 1, 2 or more arguments, not 0$"):
        Overloads("pack", {1: 0, 2: 1}, more=1).choose((), {})
