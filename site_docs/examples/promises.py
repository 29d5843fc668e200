"""Promises: they begin at once, can be awaited many times, and keep their errors."""

import asyncio

from background_fetch import DOMException, Promise


async def download(name: str) -> str:
    """Pretend to download."""
    print("begins", name)
    await asyncio.sleep(0.01)
    if name == "missing":
        raise DOMException("There is no such file.", "NotFoundError")
    return name.upper()


async def main() -> None:
    """Start, wait, react."""
    promise = Promise.of(download("episode"))
    await asyncio.sleep(0)
    print("began without being awaited:", promise)
    print(await asyncio.gather(promise, promise))
    print(await promise.then(len).finally_(lambda: print("done")))

    failing = Promise.of(download("missing"))
    try:
        await failing
    except DOMException as error:
        print(error.name, error.code, error.message)
    print(await failing.catch(lambda error: f"instead of {error.name}"))


asyncio.run(main())
