"""Names of the IDL as Python identifiers."""

from __future__ import annotations

import keyword


def python_name(name: str) -> str:
    """Return a name as Python writes it: a keyword gets an underscore behind it, as Pyodide has it."""
    return f"{name}_" if keyword.iskeyword(name) else name
