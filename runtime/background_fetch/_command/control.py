"""Orders to a background fetch: to the process that has the profile, if there is one, else carried out here.

The process that has it listens on a socket in the profile; only its user can reach it.
"""

from __future__ import annotations

import asyncio
import json
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

from . import pictures
from .errors import Refused, explained, require_profile, said
from .reasons import cleaned

if TYPE_CHECKING:
    from background_fetch.agent import BackgroundFetch, UserAgent

    from .pictures import Picture

Order: TypeAlias = Literal["pause", "resume", "abort", "click"]
SOCKET: Final = "control"
LONGEST: Final = 2 * 1024 * 1024
"""Bytes of an order: ids may be long."""
PROMPT: Final = 2
"""Seconds in which a process says why something waits; without an answer it is shown without."""


def found(agent: UserAgent, id_: str, scope: str | None) -> BackgroundFetch:
    """Return the one background fetch with an id.

    Raises:
        Refused: There is none, or several.
    """
    matching = [each for each in agent.fetches if each.id == id_ and scope in {None, each.registration.scope}]
    if not matching:
        raise Refused(f"there is no background fetch {id_!r}" + (f" of {scope}" if scope else ""))
    if len(matching) > 1:
        scopes = ", ".join(each.registration.scope for each in matching)
        raise Refused(f"several background fetches have the id {id_!r}; say which by --scope: {scopes}")
    return matching[0]


async def carry_out(agent: UserAgent, order: Order, id_: str, scope: str | None) -> None:
    """Carry out an order.

    Raises:
        Refused: It can't be.
    """
    fetch = found(agent, id_, scope)
    if order in {"pause", "resume"} and not fetch.can_pause:
        raise Refused(f"{id_!r} sends something, and what sends can't be paused")
    match order:
        case "pause":
            await agent.pause(fetch)
        case "resume":
            await agent.resume(fetch)
        case "abort":
            await agent.abort(fetch)
        case "click":
            await agent.click(fetch)


class Listener:
    """Takes orders for an agent while it runs. Use it by `async with`."""

    def __init__(self, profile: Path, agent: UserAgent) -> None:
        self._path = profile / SOCKET
        self._agent = agent
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> None:
        self._path.unlink(missing_ok=True)  # of a process that was killed: this one has the lock now
        before = os.umask(0o177)
        try:
            self._server = await asyncio.start_unix_server(self._connected, self._path, limit=LONGEST)
        finally:
            os.umask(before)

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
        self._path.unlink(missing_ok=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(json.dumps(await self._answer(await reader.readline())).encode() + b"\n")
            await writer.drain()
        except OSError:
            pass  # who asked has gone
        finally:
            writer.close()

    async def _answer(self, line: bytes) -> dict[str, object]:
        try:
            order, id_, scope = _parsed(line)
            if order == "explain":
                return {"reasons": _reasons(found(self._agent, id_, scope))}
            await carry_out(self._agent, order, id_, scope)
        except Refused as refusal:
            return {"error": str(refusal)}
        return {}


def _reasons(fetch: BackgroundFetch) -> dict[int, tuple[str, float | None]]:
    """Return by their positions why requests are tried again, and when."""
    return {
        position: (record.reason, record.next_try)
        for position, record in enumerate(pictures.of_fetch(fetch).records)
        if record.reason
    }


def _parsed(line: bytes) -> tuple[Order | Literal["explain"], str, str | None]:
    try:
        asked = json.loads(line)
        order, id_, scope = asked["order"], asked["id"], asked["scope"]
    except (ValueError, TypeError, KeyError):
        raise Refused("the order can't be read") from None
    if order not in {"pause", "resume", "abort", "click", "explain"} or not isinstance(id_, str):
        raise Refused(f"there is no order {order!r}")
    return order, id_, scope


async def _ask(profile: Path, order: str, id_: str, scope: str | None) -> dict[str, object]:
    """Ask the process that has the profile; returns its answer. ConnectionError: there is none."""
    reader, writer = await asyncio.open_unix_connection(profile / SOCKET)
    try:
        writer.write(json.dumps({"order": order, "id": id_, "scope": scope}).encode() + b"\n")
        await writer.drain()
        answer: dict[str, object] = json.loads(await reader.read() or b"{}")
    finally:
        writer.close()
    return answer


async def _explained(profile: Path, picture: Picture) -> Picture:
    async with asyncio.timeout(PROMPT):
        answer = await _ask(profile, "explain", picture.id, picture.scope)
    known = cast("dict[str, tuple[str, float | None]]", answer.get("reasons", {}))
    records = [
        record._replace(reason=cleaned(known[key][0]), next_try=known[key][1])
        if (key := str(position)) in known
        else record
        for position, record in enumerate(picture.records)
    ]
    return picture._replace(records=tuple(records))


def with_reasons(profile: Path, picture: Picture) -> Picture:
    """Return a picture with what only the process knows that performs it, if there is one: why requests wait."""
    if not (profile / SOCKET).exists():
        return picture
    try:
        return asyncio.run(_explained(profile, picture))
    except (OSError, ValueError):
        return picture


async def _ordered(profile: Path, order: Order, id_: str, scope: str | None) -> None:
    from background_fetch.agent import UserAgent  # noqa: PLC0415 -- orders to another process need none

    try:
        error = (await _ask(profile, order, id_, scope)).get("error")
    except (ConnectionError, FileNotFoundError):
        async with UserAgent(profile) as agent:
            await carry_out(agent, order, id_, scope)
        if order == "resume":
            said(f"it goes on with: background-fetch run {shlex.quote(str(profile))}")
    else:
        if error is not None:
            raise Refused(str(error))


def order(profile: Path, name: str, id_: str, scope: str | None) -> int:
    """Carry out an order, here or in the process that has the profile; returns the exit code."""
    with explained() as outcome:
        require_profile(profile)
        asyncio.run(_ordered(profile, cast("Order", name), id_, scope))
    return outcome.code
