"""Behaviour of a part of the small API, which a type checker holds against the generated protocols."""

from __future__ import annotations

from collections.abc import Sequence

from small_api._generated import other
from small_api._generated.other import Leaf, Pairs, PairsImpl
from small_api._generated.small_api import Options


class LeafImpl:
    href = "https://leaf/"
    depth = 0


class PairsOf:
    def __init__(self, _this: Pairs, init: Options, /) -> None:
        self.pairs = [("total", init.get("total", -1))]

    @property
    def size(self) -> int:
        return len(self.pairs)

    def iterate(self) -> Sequence[tuple[str, int]]:
        return self.pairs


def make(this: Pairs, init: Options, /) -> PairsImpl:
    return PairsOf(this, init)


def leaf() -> Leaf:
    return Leaf._wrap(LeafImpl())


other.construct.Pairs = make
