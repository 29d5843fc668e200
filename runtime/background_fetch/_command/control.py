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

from .errors import Refused, explained, require_profile, said

if TYPE_CHECKING:
    from background_fetch.agent import BackgroundFetch, UserAgent

Order: TypeAlias = Literal["pause", "resume", "abort", "click"]
SOCKET: Final = "control"
LONGEST: Final = 2 * 1024 * 1024
"""Bytes of an order: ids may be long."""


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

    async def _answer(self, line: bytes) -> dict[str, str]:
        try:
            order, id_, scope = _parsed(line)
            await carry_out(self._agent, order, id_, scope)
        except Refused as refusal:
            return {"error": str(refusal)}
        return {}


def _parsed(line: bytes) -> tuple[Order, str, str | None]:
    try:
        asked = json.loads(line)
        order, id_, scope = asked["order"], asked["id"], asked["scope"]
    except (ValueError, TypeError, KeyError):
        raise Refused("the order can't be read") from None
    if order not in {"pause", "resume", "abort", "click"} or not isinstance(id_, str):
        raise Refused(f"there is no order {order!r}")
    return order, id_, scope


async def _ask(profile: Path, order: str, id_: str, scope: str | None) -> str | None:
    """Ask the process that has the profile; returns why it refuses. ConnectionError: there is none."""
    reader, writer = await asyncio.open_unix_connection(profile / SOCKET)
    try:
        writer.write(json.dumps({"order": order, "id": id_, "scope": scope}).encode() + b"\n")
        await writer.drain()
        answer = json.loads(await reader.readline() or b"{}")
    finally:
        writer.close()
    error: str | None = answer.get("error")
    return error


async def _ordered(profile: Path, order: Order, id_: str, scope: str | None) -> None:
    from background_fetch.agent import UserAgent  # noqa: PLC0415 -- orders to another process need none

    try:
        error = await _ask(profile, order, id_, scope)
    except (ConnectionError, FileNotFoundError):
        async with UserAgent(profile) as agent:
            await carry_out(agent, order, id_, scope)
        if order == "resume":
            said(f"it goes on with: background-fetch run {shlex.quote(str(profile))}")
    else:
        if error is not None:
            raise Refused(error)


def order(profile: Path, name: str, id_: str, scope: str | None) -> int:
    """Carry out an order, here or in the process that has the profile; returns the exit code."""
    with explained() as outcome:
        require_profile(profile)
        asyncio.run(_ordered(profile, cast("Order", name), id_, scope))
    return outcome.code
