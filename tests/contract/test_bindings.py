"""The generated bindings of a small API: they type-check, they run, their errors say where; so does a skeleton."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from idlwright.driver import judge
from idlwright.emit.runtime import emit_runtime, emit_skeleton
from idlwright.lower.runtime import lower_runtime
from idlwright.project import Project

PACKAGE = "small_api"
HERE = Path(__file__).parent / PACKAGE
SCHEMA = (HERE / "schema.yaml").read_text("utf-8")
BEHAVIOUR = (HERE / "behaviour.py").read_text("utf-8")


class FetcherImpl:
    """What the tests put behind a Fetcher: it keeps what it is called with."""

    def __init__(self, leaf: object) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.leaf = leaf
        self.mode = "slow"
        self.from_ = 5
        self.handlers: dict[str, object] = {}

    async def fetch(self, *arguments: object) -> list[str]:
        self.calls.append(arguments)
        return ["done"]

    def slice(self, *arguments: object) -> str:
        self.calls.append(arguments)
        return "slice"

    def add(self, *arguments: object) -> None:
        self.calls.append(arguments)

    def join(self, separator: str, *parts: int) -> str:
        return separator.join(map(str, parts))

    @property
    def child(self) -> object:
        return object()

    @property
    def ready(self) -> object:
        async def soon() -> object:
            return self.leaf

        return soon()

    async def json(self) -> object:
        return {"own": True}

    def event_handler(self, type_: str) -> object:
        return self.handlers.get(type_)

    def set_event_handler(self, type_: str, value: object) -> None:
        self.handlers[type_] = value


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the schema above, its runtime generated."""
    root = tmp_path_factory.mktemp("small")
    (root / "schema").mkdir()
    (root / "schema" / "api.yaml").write_text(SCHEMA, encoding="utf-8")
    project = Project(root=root, package=PACKAGE)
    judged = judge(root, project)
    assert judged.api is not None, [finding.message for finding in judged.findings]
    tree = lower_runtime(judged.api, project)
    for path, text in {**emit_skeleton(tree), **emit_runtime(tree)}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def api(root: Path) -> Iterator[ModuleType]:
    """The generated package, imported."""
    sys.path.insert(0, str(root / "runtime"))
    yield importlib.import_module(PACKAGE)
    sys.path.remove(str(root / "runtime"))
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture
def leaf(api: ModuleType) -> Any:
    impl = type("LeafImpl", (), {"href": "https://leaf/"})()
    return api.Leaf._wrap(impl)


@pytest.fixture
def fetcher(api: ModuleType, leaf: object) -> Any:
    return api.Fetcher._wrap(FetcherImpl(leaf))


def mypy(root: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary", *arguments]
    ran = subprocess.run(
        command, cwd=root / "runtime", capture_output=True, text=True, check=False,
        env={"MYPYPATH": ".", "MYPY_CACHE_DIR": str(root / "cache"), "PATH": ""},
    )  # fmt: skip
    return ran.stdout + ran.stderr


def test_what_is_generated_is_clean_for_mypy_and_the_formatter(root: Path) -> None:
    assert mypy(root, "-p", PACKAGE) == ""
    command = [sys.executable, "-m", "ruff", "format", "--check", "--isolated", "--line-length=120", PACKAGE]
    ran = subprocess.run(command, cwd=root / "runtime", capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--line-length=120", "--select=F,I", PACKAGE]
    ran = subprocess.run(command, cwd=root / "runtime", capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_a_missing_member_of_behaviour_is_named_by_mypy(root: Path) -> None:
    behaviour = root / "runtime" / "behaviour.py"
    behaviour.write_text(BEHAVIOUR, encoding="utf-8")
    assert mypy(root, "behaviour.py") == ""
    behaviour.write_text(BEHAVIOUR.replace("def iterate", "def other").replace("href =", "hrefs ="), encoding="utf-8")
    said = mypy(root, "behaviour.py")
    assert '"PairsOf" is missing following "PairsImpl" protocol member:' in said
    assert "note:     iterate" in said
    assert "note:     href" in said
    behaviour.write_text(BEHAVIOUR.replace('href = "https://leaf/"', "href = 5"), encoding="utf-8")
    assert 'href: expected "str", got "int"' in mypy(root, "behaviour.py")


def test_classes_belong_to_the_public_package(api: ModuleType) -> None:
    assert api.Fetcher.__module__ == PACKAGE
    assert repr(api.Fetcher) == f"<class '{PACKAGE}.Fetcher'>"
    assert {"Fetcher", "Options", "Mode", "Info", "Promise", "tools"} <= set(api.__all__)
    assert issubclass(api.Fetcher, api.Target)


def test_aliases_and_dictionaries_exist_at_run_time(api: ModuleType) -> None:
    assert api.Mode == typing.Literal["fast", "slow"]
    assert api.Info == api.Leaf | str
    hints = typing.get_type_hints(api.Options)
    assert hints["title"] is str
    assert hints["not"] is api.Options
    assert api.Icon.__required_keys__ == {"src"}
    assert api.Options.__optional_keys__ == {"total", "title", "not", "icons"}


def test_arguments_arrive_converted(fetcher: Any, leaf: object) -> None:
    calls = fetcher._impl.calls

    async def run() -> None:
        assert await fetcher.fetch("a", leaf) == ["done"]
        await fetcher.fetch("b", iter(["/x", leaf]), {"title": "T", "not": {"total": 3}})
        await fetcher.fetch("c", [], title="K", icons=({"src": "/i"},))

    asyncio.run(run())
    assert calls == [
        ("a", leaf, {"total": 0}),
        ("b", ["/x", leaf], {"total": 0, "title": "T", "not": {"total": 3}}),
        ("c", [], {"total": 0, "title": "K", "icons": [{"src": "/i"}]}),
    ]


def test_absent_arguments_and_defaults(api: ModuleType, fetcher: Any) -> None:
    missing = importlib.import_module(f"{PACKAGE}._generated.support.base").MISSING
    assert fetcher.slice() == "slice"
    fetcher.slice(300, "slow", None)
    fetcher.add("n", b"x")
    fetcher.add("n", "text")
    fetcher.add("n", "text", "more")
    assert fetcher._impl.calls[:2] == [(None, "fast", missing), (255, "slow", None)]
    assert fetcher._impl.calls[2] == ("n", memoryview(b"x"), None)
    assert fetcher._impl.calls[3:] == [("n", "text", None), ("n", "text", "more")]
    assert fetcher.join("-", 1, 2) == "1-2"
    assert api.Fetcher.LIMIT == 3


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            lambda fetcher: fetcher.fetch("id", ["/a", 5]),
            "Fetcher.fetch: argument 2 ('requests')[1] must be Leaf or str, not int",
        ),
        (
            lambda fetcher: fetcher.fetch("id", 5),
            "Fetcher.fetch: argument 2 ('requests') must be Leaf, str or an iterable of Leaf or str, not int",
        ),
        (
            lambda fetcher: fetcher.fetch("id", [], total=256),
            "Fetcher.fetch: argument 3 ('options').total must be between 0 and 255, not 256",
        ),
        (
            lambda fetcher: fetcher.fetch("id", [], tilt=""),
            "Fetcher.fetch: argument 3 ('options') has the member 'tilt', which Options has not; did you mean 'title'?",
        ),
        (
            lambda fetcher: fetcher.fetch("id", [], {}, title=""),
            "Fetcher.fetch: argument 3 ('options') is given twice: as a mapping and by the keyword argument 'title'",
        ),
        (
            lambda fetcher: fetcher.slice(0, "fats"),
            "Fetcher.slice: argument 2 ('mode') must be 'fast' or 'slow', not 'fats'; did you mean 'fast'?",
        ),
        (
            lambda fetcher: fetcher.add("n", 5),
            "Fetcher.add: argument 2 must be a bytes-like object or str, not int",
        ),
        (lambda fetcher: fetcher.add("n", b"", "more"), "Fetcher.add: argument 2 ('text') must be str, not bytes"),
        (lambda fetcher: fetcher.join("-", 1, "2"), "Fetcher.join: argument 3 must be int, not str"),
        (lambda fetcher: setattr(fetcher, "from_", "x"), "Fetcher.from must be int, not str"),
        (
            lambda fetcher: setattr(fetcher, "onprogress", 5),
            "Fetcher.onprogress must be a callable or None, not int",
        ),
        (
            lambda fetcher: type(fetcher).slice(5),
            "Fetcher.slice is called on int, not on Fetcher",
        ),
        (lambda fetcher: type(fetcher)(), "Fetcher: Illegal constructor"),
        (lambda fetcher: type(fetcher).new(), "Fetcher: Illegal constructor"),
    ],
)  # fmt: skip
def test_errors_say_where(fetcher: Any, call: Any, expected: str) -> None:
    async def run() -> None:
        result = call(fetcher)
        if result is not None:
            await result

    with pytest.raises(TypeError) as caught:
        asyncio.run(run())
    assert str(caught.value) == expected


def test_a_missing_positional_argument_is_pythons_own_error(fetcher: Any) -> None:
    with pytest.raises(TypeError, match=r"Fetcher\.fetch\(\) missing 1 required positional argument: 'requests'"):
        fetcher.fetch("id")


def test_attributes(fetcher: Any, leaf: object) -> None:
    assert fetcher.mode == "slow"
    assert fetcher.child is fetcher.child
    fetcher.from_ = 65537
    assert fetcher._impl.from_ == 1
    with pytest.raises(AttributeError):
        fetcher.mode = "fast"
    fetcher.onprogress = print
    assert fetcher.onprogress is print
    assert fetcher._impl.handlers == {"progressed": print}

    async def run() -> None:
        assert await fetcher.ready is leaf
        assert await fetcher.json() == {"own": True}

    asyncio.run(run())
    assert str(leaf) == "https://leaf/"
    assert repr(leaf) == "<Leaf href='https://leaf/'>"


def test_collections(api: ModuleType) -> None:
    other = importlib.import_module(f"{PACKAGE}._generated.other")
    other.construct.Pairs = lambda _this, init: type("Impl", (), {"size": 1, "iterate": lambda _: list(init.items())})()
    assert list(api.Pairs(total=3)) == [("total", 3)]
    assert list(api.Pairs.new({"total": 4}).values()) == [4]
    table = api.Table._wrap(type("Impl", (), {"map_entries": {"a": 1}})())
    assert table.set("b", 2) is table
    assert (list(table), table["b"], table.get("c"), len(table), "a" in table, table.size) == (
        ["a", "b"], 2, None, 2, True, 2,
    )  # fmt: skip
    assert (table.delete("a"), table.delete("a"), list(table.entries())) == (True, False, [("b", 2)])
    with pytest.raises(TypeError, match=r"Table\.set: argument 2 \('value'\) must be int, not str"):
        table.set("b", "x")
    bunch = api.Bunch._wrap(type("Impl", (), {"set_entries": {"x"}})())
    seen: list[tuple[object, ...]] = []
    bunch.forEach(lambda *arguments: seen.append(arguments))
    assert seen == [("x", "x", bunch)]
    assert (bunch.add("y") is bunch, bunch.has("y"), bunch.delete("y"), len(bunch)) == (True, True, True, 1)

    async def numbers(_: object, limit: int) -> Any:
        for number in range(limit):
            yield number

    async def run() -> None:
        stream = api.Stream._wrap(type("Impl", (), {"async_iterate": numbers})())
        assert [number async for number in stream] == [0, 1]
        assert [number async for number in stream.values(3)] == [0, 1, 2]

    asyncio.run(run())


class HolderImpl:
    name = "holder"
    length = 1

    def __init__(self, note: object) -> None:
        self.note = note
        self.texts = {"a": "A"}

    def item(self, index: int) -> str | None:
        return "first" if index == 0 else None

    def get_item(self, key: str) -> str:
        return self.texts[key]

    def set_item(self, key: str, value: str) -> None:
        self.texts[key] = value

    def delete_item(self, key: str) -> None:
        del self.texts[key]


def test_special_operations_forwarding_and_json(api: ModuleType) -> None:
    note = api.Note._wrap(type("Impl", (), {"text": ""})())
    holder = api.Holder._wrap(HolderImpl(note))
    holder.note = "forwarded"
    assert (holder.note is note, note.text) == (True, "forwarded")
    assert (holder[0], holder["a"], len(holder), list(holder)) == ("first", "A", 1, ["first"])
    with pytest.raises(IndexError):
        holder[1]
    holder["b"] = "B"
    del holder["a"]
    assert holder._impl.texts == {"b": "B"}
    with pytest.raises(KeyError):
        holder["a"]
    with pytest.raises(TypeError, match="the value must be str, not int"):
        holder["b"] = 5
    assert holder.toJSON() == {"name": "holder", "length": 1}
    with pytest.raises(Exception, match=r"Holder\.limit is not implemented"):
        _ = api.Holder.limit


def test_static_members_and_namespaces(api: ModuleType, fetcher: object) -> None:
    small = importlib.import_module(f"{PACKAGE}._generated.small_api")
    other = importlib.import_module(f"{PACKAGE}._generated.other")
    small.statics.Fetcher = type("Statics", (), {"json": lambda _, value: (value, fetcher)})()
    other.statics.tools = type("Statics", (), {"double": lambda _, value: 2 * value, "version": "1"})()
    assert api.Fetcher.json("v") == ("v", fetcher)
    assert (api.tools.double(4), api.tools.version) == (8, "1")
    with pytest.raises(TypeError, match="tools: Illegal constructor"):
        api.tools()


def test_signatures_show_what_the_schema_says(api: ModuleType) -> None:
    signature = inspect.signature(api.Fetcher.fetch)
    kinds = {name: parameter.kind.name for name, parameter in signature.parameters.items()}
    assert kinds == {
        "self": "POSITIONAL_ONLY",
        "id": "POSITIONAL_ONLY",
        "requests": "POSITIONAL_ONLY",
        "options": "POSITIONAL_ONLY",
        "members": "VAR_KEYWORD",
    }
    assert signature.return_annotation == "Promise[list[str]]"
    assert signature.parameters["options"].default is ...
    assert inspect.signature(api.Fetcher.slice).parameters["mode"].default == "fast"
    assert str(inspect.signature(api.Leaf)) == "(illegal_constructor: 'Never', /) -> 'None'"
    assert not inspect.iscoroutinefunction(api.Fetcher.fetch)


def test_help_shows_prose_arguments_errors_and_link(api: ModuleType) -> None:
    assert inspect.getdoc(api.Fetcher.fetch) == (
        "Fetches.\n\n"
        "Args:\n    id: A name for it.\n\n"
        "Returns:\n    What was fetched.\n\n"
        "Raises:\n    TypeError: there are no requests\n\n"
        "Specification: https://example.org/small/#fetch"
    )


def test_a_skeleton_says_which_file_to_fill_in(api: ModuleType) -> None:
    with pytest.raises(
        Exception, match=r"Target is not implemented; its behaviour belongs into small_api/_impl/small_api.py"
    ):
        api.Target()
    behaviour = importlib.import_module(f"{PACKAGE}._impl.small_api")
    made = object.__new__(behaviour.FetcherBehaviour)
    for call in (lambda: made.slice(None, "fast", None), lambda: made.fire("x"), lambda: made.event_handler("x")):
        with pytest.raises(
            Exception, match=r"is not implemented; its behaviour belongs into small_api/_impl/"
        ) as caught:
            call()
        assert getattr(caught.value, "name", "") == "NotSupportedError"
