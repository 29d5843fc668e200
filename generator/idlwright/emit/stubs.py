"""Stubs as text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from idlwright.emit.environment import environment
from idlwright.view.stub import Class, Function, Line, StubTree

_TEMPLATES = {
    Class: "stubs/class.pyi.j2",
    Function: "stubs/function.pyi.j2",
    Line: "stubs/line.pyi.j2",
}
_IGNORE = re.compile(r"# type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\]$", re.MULTILINE)


def emit_stubs(tree: StubTree) -> dict[str, str]:
    """Return the text of each module, by its path relative to the project's root."""
    made = environment()
    templates = {kind: made.get_template(name) for kind, name in _TEMPLATES.items()}
    whole = made.get_template("stubs/module.pyi.j2")
    return {
        module.path: whole.render(
            module=module,
            prelude=[made.get_template(name).render() for name in module.prelude],
            blocks=_blocks([(templates[type(each)].render(it=each), isinstance(each, Class)) for each in module.statements]),
        )
        for module in tree.modules
    }


def _blocks(statements: list[tuple[str, bool]]) -> list[str]:
    """Join statements that stand without a blank line between them: a class stands alone."""
    blocks: list[str] = []
    joins = False
    for text, alone in statements:
        if joins and not alone:
            blocks[-1] += text
        else:
            blocks.append(text)
        joins = not alone
    return blocks


def count_ignores(files: Mapping[str, str]) -> int:
    """Count the findings of type checkers that generated text asks to be passed over; each names its code."""
    return sum(len(_IGNORE.findall(text)) for text in files.values())
