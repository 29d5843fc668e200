"""Dump: the syntax model back to the YAML that it was, or could have been, read from."""

from __future__ import annotations

from idlwright.dump.definitions import definition_tree
from idlwright.dump.layout import lay_out
from idlwright.syntax.definitions import Definition

__all__ = ["dump"]


def dump(definition: Definition, *, spec: bool = True) -> str:
    """Return a definition as a YAML document, in canonical form and without `---`.

    Args:
        definition: What to write.
        spec: Whether to say the specification; not needed behind a document of the same file that does.
    """
    return "\n".join(lay_out(definition_tree(definition, spec=spec))) + "\n"
