"""From the judged API to every output, in memory: which targets there are, and what each of them owns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Self

from idlwright.beside import Beside
from idlwright.diagnostics.rule import Rule
from idlwright.light import dataclass
from idlwright.lower.targets import CPYTHON, PYODIDE, Target
from idlwright.model.api import Api
from idlwright.model.nav import NavItem
from idlwright.project import Example, Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What outputs are made from."""

    api: Api
    project: Project
    examples: Mapping[str, Example] = field(default_factory=dict)
    rules: Mapping[str, Rule] | None = None
    nav: tuple[NavItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What one target writes."""

    name: str
    files: Mapping[str, str]
    """Path relative to the root → text."""
    owned: tuple[str, ...]
    """Folders and files that hold nothing but generated text."""
    once: Once | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """Files for the user to fill in, written where there are none."""

    last: str
    """Path of the file that is written last: where it is, nothing is to be done."""
    files: Mapping[str, str]
    """Path → text, in the order of writing."""


def generate(inputs: Inputs, targets: tuple[str, ...], ahead: Ahead | None = None) -> tuple[Output, ...]:
    """Make the outputs of the targets, in the order of `TARGETS`.

    Args:
        inputs: What to make them from.
        targets: Their names.
        ahead: What has been begun of them.
    """
    begun = ahead.names if ahead is not None else ()
    made = {name: make(inputs) for name, make in TARGETS.items() if name in targets and name not in begun}
    if ahead is not None:
        made.update((output.name, output) for output in ahead.result())
    return tuple(made[name] for name in TARGETS if name in made)


class Ahead:
    """Outputs that are made as soon as there is a model: while it is judged, and beside the pages, half of all work.

    They are those that need nothing but the model; none, where no pages are asked for, or nothing else.
    """

    def __init__(self, targets: tuple[str, ...]) -> None:
        """Take the targets that are asked for; none for those of the project."""
        self.names: tuple[str, ...] = ()
        """The targets that have been begun."""
        self._targets = targets
        self._work: Beside[tuple[Output, ...]] | None = None

    def begin(self, api: Api, project: Project) -> None:
        """Begin to make them from a model."""
        targets = self._targets or project.targets
        others = tuple(name for name in targets if name != _PAGES)
        if others and len(others) < len(targets):
            _load_shared()
            self.names = others
            self._work = Beside(lambda: generate(Inputs(api=api, project=project), others))

    def result(self) -> tuple[Output, ...]:
        """Return what was begun, once it is done."""
        return () if self._work is None else self._work.result()

    def __enter__(self) -> Self:
        """Do nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give up what nobody has asked for."""
        if self._work is not None:
            self._work.stop()


def _load_shared() -> None:
    """Load what both copies of the process need, so that it is done once."""
    import idlwright.lower.stubs  # noqa: F401, PLC0415 - pages show the lines of stubs
    from idlwright.emit.environment import environment  # noqa: PLC0415 - all outputs but one are rendered

    environment()


def _cpython(inputs: Inputs) -> Output:
    return _stubs(inputs, CPYTHON, inputs.project.package)


def _pyodide(inputs: Inputs) -> Output:
    return _stubs(inputs, PYODIDE, "js")


def _stubs(inputs: Inputs, target: Target, package: str) -> Output:
    from idlwright.emit.stubs import emit_stubs  # noqa: PLC0415 - a target that is not asked for costs nothing
    from idlwright.lower.stubs import lower_stubs  # noqa: PLC0415 - likewise

    files = emit_stubs(lower_stubs(inputs.api, inputs.project, target))
    return Output(name=target.name, files=files, owned=(f"{inputs.project.stubs}/{package}",))


def _runtime(inputs: Inputs) -> Output:
    from idlwright.emit.runtime import emit_runtime, emit_skeleton  # noqa: PLC0415 - as above
    from idlwright.lower.runtime import lower_runtime  # noqa: PLC0415 - as above

    tree = lower_runtime(inputs.api, inputs.project)
    package = f"{inputs.project.runtime}/{inputs.project.package}"
    once = Once(last=f"{package}/__init__.py", files=emit_skeleton(tree))
    return Output(name="runtime", files=emit_runtime(tree), owned=(f"{package}/_generated",), once=once)


def _docs(inputs: Inputs) -> Output:
    from idlwright.emit.docs import emit_docs  # noqa: PLC0415 - as above
    from idlwright.lower.docs import lower_docs  # noqa: PLC0415 - as above

    files = emit_docs(lower_docs(inputs.api, inputs.project, inputs.examples, inputs.rules, inputs.nav))
    return Output(name=_PAGES, files=files, owned=(f"{inputs.project.docs}/reference", inputs.project.nav))


def _editors(inputs: Inputs) -> Output:
    from idlwright.emit.json_schema import emit_json_schema  # noqa: PLC0415 - as above

    files = emit_json_schema(inputs.project)
    return Output(name="editors", files=files, owned=tuple(files))


_PAGES = "docs"
TARGETS: Mapping[str, Callable[[Inputs], Output]] = {
    "cpython": _cpython,
    "pyodide": _pyodide,
    "runtime": _runtime,
    _PAGES: _docs,
    "editors": _editors,
}
"""Name of each target → what makes it."""
