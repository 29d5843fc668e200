"""'Did you mean': the one place that guesses which name somebody had in mind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from idlwright.light import dataclass


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `word`, or None when none is like it.

    Of equally close candidates the first in alphabetical order wins, so that the answer does not hang on a hash seed.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only a run that has something to report pays for it

    names = sorted(set(candidates))
    folded = {name.casefold(): name for name in reversed(names)}
    if len(word) > MAX_WORD:
        return None
    if word.casefold() in folded:
        return folded[word.casefold()]
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=CUTOFF)
    return folded[found[0]] if found else None


@dataclass(slots=True)
class Guesses:
    """The guesses of one run: only so many, for each compares a word with every name there is."""

    left: int = 200
    made: dict[tuple[str, int], str | None] = field(default_factory=dict)
    """Word and hash of the candidates → the guess; the same name is often wrong in many places."""

    def closest(self, word: str, candidates: Iterable[str]) -> str | None:
        """Return the candidate most like `word`, or None when none is, or when enough has been guessed."""
        names = tuple(candidates)
        key = (word, hash(names))
        if key not in self.made:
            self.left -= 1
            self.made[key] = closest(word, names) if self.left >= 0 else None
        return self.made[key]

    def help(self, word: str, candidates: Iterable[str]) -> str | None:
        """Return a question about the candidate most like `word`."""
        found = self.closest(word, candidates)
        return None if found is None else f"did you mean '{found}'?"


MAX_WORD = 200
"""Longer words are no slips of the pen, and the comparison takes quadratic time."""
CUTOFF = 0.7
"""Similarity (0 to 1) below which a guess misleads more than it helps."""
