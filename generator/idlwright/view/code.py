"""Python calls and definitions as small trees, and how they are laid out within the line length.

The layout is that of the common formatters: on one line, else the contents on one indented line, else one item a line
with a trailing comma. Output is written in canonical form; no formatter repairs it.
"""

from __future__ import annotations

from typing import TypeAlias

from idlwright.light import dataclass

WIDTH = 120
_STEP = 4


@dataclass(frozen=True, slots=True)
class Call:
    """`head(item, item)`; `brackets` may be others than parentheses."""

    head: str
    items: tuple[Expression, ...]
    brackets: str = "()"


Expression: TypeAlias = str | Call


def flat(expression: Expression) -> str:
    """Return an expression on one line."""
    if isinstance(expression, str):
        return expression
    opening, closing = expression.brackets[0], expression.brackets[1]
    inner = ", ".join(map(flat, expression.items))
    comma = "," if _is_single(expression) else ""
    return f"{expression.head}{opening}{inner}{comma}{closing}"


def lay_out(
    expression: Expression, *, before: str = "", after: str = "", indent: int = 0, width: int = WIDTH
) -> tuple[str, ...]:
    """Return the lines of `before + expression + after`, the first indented by `indent` columns."""
    line = " " * indent + before + flat(expression) + after
    if isinstance(expression, str) or not expression.items or len(line) <= width:
        return (line,)
    opening, closing = expression.brackets[0], expression.brackets[1]
    first = " " * indent + before + expression.head + opening
    last = " " * indent + closing + after
    inner = " " * (indent + _STEP) + ", ".join(map(flat, expression.items))
    if len(inner) <= width and not _is_literal(expression):
        return (first, inner, last)
    lines = [first]
    for item in expression.items:
        lines.extend(lay_out(item, after=",", indent=indent + _STEP, width=width))
    return (*lines, last)


def _is_literal(expression: Call) -> bool:
    """Tell whether it is a tuple, list or dictionary: what does not fit a line stands one item a line."""
    return not expression.head or expression.head.endswith(" ")


def _is_single(expression: Call) -> bool:
    """Tell whether it is a tuple of one, which keeps its comma."""
    return expression.brackets == "()" and _is_literal(expression) and len(expression.items) == 1
