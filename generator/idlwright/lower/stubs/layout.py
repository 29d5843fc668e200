"""Lines of stubs in canonical form: definitions, aliases, classes."""

from __future__ import annotations

from idlwright.lower.types import alternatives
from idlwright.view.code import WIDTH, Call, lay_out
from idlwright.view.stub import Function

_STEP = 4


def function(
    name: str,
    parameters: tuple[str, ...],
    result: str,
    *,
    decorators: tuple[str, ...] = (),
    docstring: str = "",
    indent: int = _STEP,
    ignore: str = "",
) -> Function:
    """Return a function; `ignore` names the code of a finding of the type checker that is ours to accept."""
    after = f" -> {result}:" if docstring else f" -> {result}: ..."
    lines = list(lay_out(Call(f"def {name}", parameters), after=after, indent=indent))
    if ignore:
        lines[0] += f"  # type: ignore[{ignore}]"
    pad = " " * indent
    return Function(lines=(*(f"{pad}@{decorator}" for decorator in decorators), *lines), docstring=docstring)


def alias(name: str, value: str, annotation: str = "TypeAlias") -> tuple[str, ...]:
    """Return the lines of an alias of a union."""
    line = f"{name}: {annotation} = {value}"
    parts = alternatives(value)
    if len(line) <= WIDTH or len(parts) == 1:
        return (line,)
    inner = " " * _STEP + " | ".join(parts)
    if len(inner) <= WIDTH:
        return (f"{name}: {annotation} = (", inner, ")")
    rest = (f"{' ' * _STEP}| {part}" for part in parts[1:])
    return (f"{name}: {annotation} = (", f"{' ' * _STEP}{parts[0]}", *rest, ")")


def header(name: str, bases: tuple[str, ...], *, empty: bool) -> tuple[str, ...]:
    """Return the line that begins a class."""
    after = ": ..." if empty else ":"
    if not bases:
        return (f"class {name}{after}",)
    return lay_out(Call(f"class {name}", bases), after=after)
