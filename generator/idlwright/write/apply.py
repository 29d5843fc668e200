"""Carry a plan out: each file appears whole or not at all, and a second run finishes what a killed one began."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Thread

from idlwright.write.plan import TEMPORARY, Plan


def apply(root: Path, plan: Plan, texts: Mapping[str, str]) -> None:
    """Write, replace and delete.

    Args:
        root: Folder that all paths are relative to.
        plan: What to change; it must be without refusals.
        texts: Path → text of all that is created or updated.

    Raises:
        OSError: The disk is full, or a folder can't be written. What was written before stays, and is whole.
    """
    base = str(root)
    for path in plan.leftovers:
        os.unlink(f"{base}/{path}")  # noqa: PTH108 - as in plan
    changed = (*plan.created, *plan.updated)
    for folder in sorted({f"{base}/{path}".rpartition("/")[0] for path in (*changed, *plan.once)}):
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as in plan
    _replace_all(base, changed, texts)
    for path in plan.once:  # in order, since the last of them says that all are there
        _replace(f"{base}/{path}", texts[path])
    for path in plan.deleted:
        os.unlink(f"{base}/{path}")  # noqa: PTH108 - as in plan
        _remove_empty_folders(base, path)


def _replace_all(base: str, paths: tuple[str, ...], texts: Mapping[str, str]) -> None:
    """Write files in a few threads: to make one is to wait for the disk, or for what looks into each new file."""
    rest, failures = iter(paths), list[BaseException]()
    few = min(_THREADS, len(paths) // _WORTH_A_THREAD)
    threads = [Thread(target=_replace_rest, args=(base, rest, texts, failures)) for _ in range(few)]
    try:
        for thread in threads:
            thread.start()
        _replace_rest(base, rest, texts, failures)
        for thread in threads:
            thread.join()
    except BaseException as failure:  # noqa: BLE001 - an interruption, say; who has the turn must not lose it yet
        failures.append(failure)
    for thread in threads:
        if thread.is_alive():
            thread.join()
    if failures:
        raise failures[0]


def _replace_rest(base: str, rest: Iterator[str], texts: Mapping[str, str], failures: list[BaseException]) -> None:
    """Write what the other threads leave, until one of them fails."""
    try:
        for path in rest:  # a tuple's iterator gives each path to one thread
            if failures:
                return
            _replace(f"{base}/{path}", texts[path])
    except BaseException as failure:  # noqa: BLE001 - raised in the thread that was asked
        failures.append(failure)


def _replace(path: str, text: str) -> None:
    folder, _, name = path.rpartition("/")
    temporary = f"{folder}/.{name}{TEMPORARY}"
    try:
        _write(temporary, text.encode())
        os.replace(temporary, path)  # noqa: PTH105 - as in plan
    except BaseException:
        if os.path.lexists(temporary):
            os.unlink(temporary)  # noqa: PTH108 - as in plan
        raise


def _write(path: str, data: bytes) -> None:
    """Write a file by the system's own calls, which hundreds of small files take half the time with."""
    handle = os.open(path, _NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


_THREADS = 3
"""So many besides the one that was asked; more make no disk faster."""
_WORTH_A_THREAD = 50
"""Files that take as long as starting a thread, and then some."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def _remove_empty_folders(base: str, path: str) -> None:
    folder = path.rpartition("/")[0]
    while folder and not os.listdir(f"{base}/{folder}"):  # noqa: PTH208 - as in plan
        os.rmdir(f"{base}/{folder}")  # noqa: PTH106 - as in plan
        folder = folder.rpartition("/")[0]
