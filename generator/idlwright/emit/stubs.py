"""Stubs as text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from idlwright.emit.environment import environment
from idlwright.view.stub import Class, Function, Line, Statement, StubTree

_TEMPLATES = {
    Class: "stubs/class.pyi.j2",
    Function: "stubs/function.pyi.j2",
    Line: "stubs/line.pyi.j2",
}
_IGNORE = re.compile(r"# (?:type|pyright): ignore\b")


def emit_stubs(tree: StubTree) -> dict[str, str]:
    """Return the text of each module, by its path relative to the project's root."""
    made = environment()
    templates = {kind: made.get_template(name) for kind, name in _TEMPLATES.items()}
    whole = made.get_template("stubs/module.pyi.j2")
    return {
        module.path: whole.render(
            module=module,
            prelude=[made.get_template(name).render() for name in module.prelude],
            blocks=_blocks(module.statements, [templates[type(each)].render(it=each) for each in module.statements]),
        )
        for module in tree.modules
    }


def _joined(before: Statement, after: Statement) -> bool:
    """Tell whether two statements stand without a blank line between them."""
    match before, after:
        case Line(), Line():
            return True
        case Function(docstring=""), Function():
            return True
        case _:
            return False


def _blocks(statements: tuple[Statement, ...], texts: list[str]) -> list[str]:
    """Join what stands without blank lines between."""
    blocks: list[str] = []
    before: Statement | None = None
    for statement, text in zip(statements, texts, strict=True):
        if before is not None and _joined(before, statement):
            blocks[-1] += text
        else:
            blocks.append(text)
        before = statement
    return blocks


def count_ignores(files: Mapping[str, str]) -> int:
    """Count the findings of type checkers that generated text asks to be passed over; each names its code."""
    return sum(len(_IGNORE.findall(text)) for text in files.values())
