"""Lines of stubs in canonical form: definitions, aliases, classes."""

from __future__ import annotations

from idlwright.lower.types import alternatives
from idlwright.view.code import WIDTH, Call, lay_out
from idlwright.view.stub import Function

_STEP = 4


def function(  # noqa: PLR0913 -- what makes a function
    name: str,
    parameters: tuple[str, ...],
    result: str,
    *,
    decorators: tuple[str, ...] = (),
    docstring: str = "",
    indent: int = _STEP,
) -> Function:
    """Return a function."""
    after = f" -> {result}:" if docstring else f" -> {result}: ..."
    laid = lay_out(Call(f"def {name}", parameters), after=after, indent=indent)
    lines = [line for whole in laid for line in _split(whole)]
    pad = " " * indent
    return Function(lines=(*(f"{pad}@{decorator}" for decorator in decorators), *lines), docstring=docstring)


def _split(line: str) -> list[str]:
    """Split a parameter that is too long for its line at the bars of its union."""
    if len(line) <= WIDTH or not line.endswith(","):
        return [line]
    pad = " " * (len(line) - len(line.lstrip()))
    first, *rest = alternatives(line[:-1])
    lines = [pad + first, *(f"{pad}| {part}" for part in rest)]
    return [*lines[:-1], f"{lines[-1]},"]


def alias(name: str, value: str, annotation: str = "TypeAlias") -> tuple[str, ...]:
    """Return the lines of an alias of a union."""
    return _assigned(f"{name}: {annotation} = ", value)


def variable_lines(name: str, annotation: str) -> tuple[str, ...]:
    """Return the lines of a variable."""
    return _assigned(f"{name}: ", annotation)


def _assigned(before: str, union: str) -> tuple[str, ...]:
    line = before + union
    parts = alternatives(union)
    if len(line) <= WIDTH or len(parts) == 1:
        return (line,)
    pad = " " * _STEP
    inner = pad + " | ".join(parts)
    if len(inner) <= WIDTH:
        return (f"{before}(", inner, ")")
    return (f"{before}(", pad + parts[0], *(f"{pad}| {part}" for part in parts[1:]), ")")


def header(name: str, bases: tuple[str, ...], *, empty: bool) -> tuple[str, ...]:
    """Return the line that begins a class."""
    after = ": ..." if empty else ":"
    if not bases:
        return (f"class {name}{after}",)
    return lay_out(Call(f"class {name}", bases), after=after)
