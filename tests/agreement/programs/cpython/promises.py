"""Promise as Python has it."""

from __future__ import annotations

import asyncio
from background_fetch import Promise


# --- awaiting-gives-the-value: accept
async def main() -> None:
    assert await Promise.resolve(3) == 3


# --- awaiting-twice-gives-it-twice: accept
async def main() -> None:
    promise = Promise.resolve(3)
    assert await promise + await promise == 6


# --- then-maps: accept
async def main() -> None:
    assert await Promise.resolve(3).then(lambda value: str(value)) == "3"


# --- what-then-gives-has-the-mapped-type: refuse
async def main() -> None:
    (await Promise.resolve(3).then(lambda value: str(value))) + 1  # wrong


# --- catch-gives-another-value: accept
async def main() -> None:
    async def fail() -> int:
        raise ValueError

    assert await Promise.of(fail()).catch(lambda error: 4) == 4


# --- finally-does-not-change-the-value: accept
async def main() -> None:
    done: list[int] = []
    assert await Promise.resolve(3).finally_(lambda: done.append(1)) == 3


# --- finally-gives-its-callable-nothing: refuse
async def main() -> None:
    assert await Promise.resolve(3).finally_(lambda value: None) == 3  # wrong


# --- then-wants-something-that-can-be-called: refuse
async def main() -> None:
    await Promise.resolve(3).then(4)  # wrong


# --- wait-for-waits: accept
async def main() -> None:
    assert await asyncio.wait_for(Promise.resolve(3), 1) == 3


# --- gather-gathers: accept
async def main() -> None:
    assert list(await asyncio.gather(Promise.resolve(1), Promise.resolve(2))) == [1, 2]


# --- an-executor: accept
async def main() -> None:
    promise: Promise[int] = Promise(lambda resolve, reject: resolve(3))
    assert await promise == 3


# --- no-executor: refuse
async def main() -> None:
    Promise()  # wrong


# --- the-value-before-it-is-awaited: refuse
async def main() -> None:
    Promise.resolve(3) + 1  # wrong


# --- of-wants-an-awaitable: refuse
async def main() -> None:
    Promise.of(3)  # wrong


# --- a-rejection-wants-an-exception: refuse
async def main() -> None:
    await Promise.reject("no").catch(lambda error: len(error))  # wrong
