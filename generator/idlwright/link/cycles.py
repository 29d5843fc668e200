"""Definitions that go round in a circle, or on for too long.

Everything here iterates: a chain may be longer than Python's stack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field

from idlwright.light import dataclass


def cycles(graph: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return one shortest cycle of each knot of the graph, in the order of its keys, beginning with its first key.

    A knot is a strongly connected component: whatever in it leads back to itself.
    """
    order = {name: position for position, name in enumerate(graph)}
    found = []
    for knot in _knots(graph):
        first = min(knot, key=order.__getitem__)
        found.append(_shortest(graph, first, knot))
    return sorted(found, key=lambda cycle: order[cycle[0]])


@dataclass(slots=True)
class _Walk:
    """The state of Tarjan's algorithm."""

    index: dict[str, int] = field(default_factory=dict)
    """The nodes seen, numbered in the order of arrival."""
    low: dict[str, int] = field(default_factory=dict)
    """The earliest node that each can get back to, as far as known."""
    stack: dict[str, None] = field(default_factory=dict)
    """Nodes whose knot is not complete, in the order of arrival."""

    def enter(self, node: str) -> None:
        """Arrive at a node."""
        self.index[node] = self.low[node] = len(self.index)
        self.stack[node] = None

    def leave(self, node: str) -> set[str]:
        """Go back from a node; the first node of a knot takes the whole knot along."""
        knot: set[str] = set()
        if self.low[node] == self.index[node]:
            while node not in knot:
                knot.add(self.stack.popitem()[0])
        return knot


def added_up(
    graph: Mapping[str, Sequence[str]], own: Mapping[str, int], combine: Callable[[Sequence[int]], int]
) -> dict[str, int]:
    """Return for each node its own number plus the combined numbers of what it leads to.

    With `max` that is a depth, with `sum` a size. The graph must have no cycle.
    """
    found: dict[str, int] = {}
    for root in graph:
        work = [root]
        while work:
            node = work[-1]
            below = [child for child in graph[node] if child in graph]
            waiting = [child for child in below if child not in found]
            if waiting and node not in found:
                work.extend(waiting)
            else:
                found[node] = own[node] + combine([0, *(found[child] for child in below)])
                work.pop()
    return found


def _knots(graph: Mapping[str, Sequence[str]]) -> list[set[str]]:
    """Return the strongly connected components that contain a cycle: Tarjan's algorithm with its own stack."""
    walk = _Walk()
    knots: list[set[str]] = []
    for root in graph:
        work: list[tuple[str, Iterator[str]]] = []
        if root not in walk.index:
            walk.enter(root)
            work.append((root, iter(graph[root])))
        while work:
            node, successors = work[-1]
            child = next(successors, None)
            if child is None:
                work.pop()
                knot = walk.leave(node)
                if len(knot) > 1 or (knot and node in graph[node]):
                    knots.append(knot)
                if work:
                    parent = work[-1][0]
                    walk.low[parent] = min(walk.low[parent], walk.low[node])
            elif child in graph and child not in walk.index:
                walk.enter(child)
                work.append((child, iter(graph[child])))
            elif child in walk.stack:
                walk.low[node] = min(walk.low[node], walk.index[child])
    return knots


def _shortest(graph: Mapping[str, Sequence[str]], first: str, knot: set[str]) -> tuple[str, ...]:
    """Return the shortest way from `first` back to itself inside a knot, without the last step."""
    before: dict[str, str] = {}
    queue = [first]
    for node in queue:
        for child in graph[node]:
            if child == first:
                way = [node]
                while way[-1] != first:
                    way.append(before[way[-1]])
                return tuple(reversed(way))
            if child in knot and child not in before:
                before[child] = node
                queue.append(child)
    return (first,)
