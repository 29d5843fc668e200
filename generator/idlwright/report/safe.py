"""Text of somebody else, made fit for a terminal: nothing in it can move the cursor, hide or reorder what follows."""

from __future__ import annotations


def safe(text: str) -> str:
    """Return the text with every character that is not printable written as an escape."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else escaped(character) for character in text)


def escaped(character: str) -> str:
    r"""Return an escape such as `\x1b` or `\u202e`."""
    return ascii(character)[1:-1]


def cell(character: str) -> tuple[str, int]:
    """Return how a character of a source line is shown, and how many columns that takes."""
    if " " <= character <= "~":
        return character, 1
    if character == "\t":
        return TAB, len(TAB)
    if not character.isprintable():
        text = escaped(character)
        return text, len(text)
    return character, _width(character)


def _width(character: str) -> int:
    """Return 2 for East Asian wide characters, 0 for marks that combine with the one before, else 1."""
    from unicodedata import category, east_asian_width  # noqa: PLC0415 - most schemas are ASCII

    if category(character) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


TAB = "    "
"""A tab is always four columns here, wherever it stands."""
ARROW = " \u203a "
"""Stands between the steps of a finding's path."""
