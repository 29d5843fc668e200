"""From the judged API to every output, in memory: which targets there are, and what each of them owns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
    examples: Mapping[str, Example]
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
    make: Callable[[], Mapping[str, str]]
    """Gives path → text, in the order of writing."""


def generate(inputs: Inputs, targets: tuple[str, ...]) -> tuple[Output, ...]:
    """Make the outputs of the targets, in the order of `TARGETS`; pages, half of all work, beside the others."""
    pages = Beside(lambda: _pages(inputs)) if "docs" in targets and len(targets) > 1 else None
    return tuple(
        _docs(inputs, pages.result()) if name == "docs" and pages else make(inputs)
        for name, make in TARGETS.items()
        if name in targets
    )


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
    once = Once(last=f"{package}/__init__.py", make=lambda: emit_skeleton(tree))
    return Output(name="runtime", files=emit_runtime(tree), owned=(f"{package}/_generated",), once=once)


def _docs(inputs: Inputs, pages: Mapping[str, str] | None = None) -> Output:
    owned = (f"{inputs.project.docs}/reference", inputs.project.nav)
    return Output(name="docs", files=_pages(inputs) if pages is None else pages, owned=owned)


def _pages(inputs: Inputs) -> Mapping[str, str]:
    from idlwright.emit.docs import emit_docs  # noqa: PLC0415 - as above
    from idlwright.lower.docs import lower_docs  # noqa: PLC0415 - as above

    return emit_docs(lower_docs(inputs.api, inputs.project, inputs.examples, inputs.rules, inputs.nav))


def _editors(inputs: Inputs) -> Output:
    from idlwright.emit.json_schema import emit_json_schema  # noqa: PLC0415 - as above

    files = emit_json_schema(inputs.project)
    return Output(name="editors", files=files, owned=tuple(files))


TARGETS: Mapping[str, Callable[[Inputs], Output]] = {
    "cpython": _cpython,
    "pyodide": _pyodide,
    "runtime": _runtime,
    "docs": _docs,
    "editors": _editors,
}
"""Name of each target → what makes it."""
