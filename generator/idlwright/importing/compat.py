"""Browser support and status as browser-compat-data has them: what of it our format says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from idlwright.light import dataclass
from idlwright.load.facts import FactsError, Json
from idlwright.model.docs import Status, Support
from idlwright.parse.docs import BROWSERS, VERSION

_Object: TypeAlias = "Mapping[str, Json]"
_ELSEWHERE = ("flags", "prefix", "alternative_name")
"""What makes a statement be of something else than the feature as it is specified and delivered."""
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a feature."""

    support: tuple[Support, ...]
    status: Status | None


class Compat:
    """The features below `api`, by their paths."""

    def __init__(self, data: Json) -> None:
        api = data.get("api") if isinstance(data, dict) else None
        if not isinstance(api, dict):
            raise FactsError("the data have no object 'api' at the top")
        self._api = api

    def find(self, *steps: str) -> Facts | None:
        """Return the facts of `api.A.b`, or None when there are none.

        Raises:
            FactsError: Something of another shape is in the place of facts.
        """
        node: Json = self._api
        for step in (*steps, "__compat"):
            if not isinstance(node, dict):
                return None
            node = node.get(step)
        where = ".".join(("api", *steps))
        if node is None:
            return None
        compat = _object(node, f"{where}.__compat")
        return Facts(
            support=_support(_object(compat.get("support"), f"{where}.__compat.support"), where),
            status=_status(compat.get("status"), where),
        )


def _object(node: Json, where: str) -> _Object:
    if not isinstance(node, dict):
        raise FactsError(f"{where}: here must stand an object")
    return node


def _status(node: Json, where: str) -> Status | None:
    if node is None:
        return None
    found = _object(node, f"{where}.__compat.status")
    flags = {}
    for key in ("experimental", "standard_track", "deprecated"):
        flag = found.get(key)
        if not isinstance(flag, bool):
            raise FactsError(f"{where}.__compat.status.{key}: here must stand true or false")
        flags[key] = flag
    return Status(experimental=flags["experimental"], standard=flags["standard_track"], deprecated=flags["deprecated"])


def _support(found: _Object, where: str) -> tuple[Support, ...]:
    known = []
    for browser in BROWSERS:
        if browser in found:
            version = _version(found[browser], f"{where}.__compat.support.{browser}")
            if version is not None:
                known.append(Support(browser=browser, version=version))
    return tuple(known)


def _version(node: Json, where: str) -> str | bool | None:
    """Return the version that brought the feature for good; None when that is not known."""
    statements = [_object(each, where) for each in (node if isinstance(node, list) else [node])]
    for statement in statements:
        if any(statement.get(key) for key in _ELSEWHERE):
            continue
        added = statement.get("version_added")
        if added is None:
            return None
        if not isinstance(added, bool) and not (isinstance(added, str) and VERSION.fullmatch(added)):
            raise FactsError(f"{where}: {str(added)[:_SHOWN]!r} is not a version")
        if statement.get("version_removed") in (None, False, "preview"):  # no set: it may be a list
            return added
    return False if statements else None
