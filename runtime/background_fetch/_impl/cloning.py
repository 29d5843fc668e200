"""Copies of values for another realm, and what moves there instead.

Source: HTML, "Safe passing of structured data". What JavaScript's values are to it, Python's are here: None, bool, int,
float, str, bytes, bytearray, memoryview, datetime, list, tuple, dict, set, frozenset, exceptions, and the platform's
serializable objects. A subclass comes out as what it is derived from; functions and all other objects are refused.
"""

# ruff: noqa: SLF001 -- how behaviour makes objects

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from background_fetch._generated import file_api, html
from background_fetch._generated.support.base import describe
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.platform import Platform

if TYPE_CHECKING:
    from background_fetch._generated.html import MessagePort, StructuredSerializeOptions

_ATOMS: Final = (bool, int, float, complex, str, bytes)


class Cloning:
    """One copy: what has been copied already, so that shared parts stay shared and cycles end."""

    def __init__(self) -> None:
        self._memory: dict[int, object] = {}
        self._held: list[object] = []

    def remember(self, value: object, clone: object) -> None:
        """Let a value stand for this clone wherever it is met."""
        self._memory[id(value)] = clone
        # What is held can't be freed meanwhile, so no other object gets its id.
        self._held.append(value)

    def clone(self, value: object) -> object:
        """Copy a value."""
        if value is None:
            return None
        known = self._memory.get(id(value))
        if known is not None:
            return known
        for atom in _ATOMS:
            if isinstance(value, atom):
                return value if type(value) is atom else _plain(atom, value)
        made = self._container(value)
        if made is None:
            made = self._exception(value) if isinstance(value, BaseException) else _object(value)
            self.remember(value, made)
        return made

    def _container(self, value: object) -> object | None:
        match value:
            case list():
                copied: list[object] = []
                self.remember(value, copied)
                copied.extend(self.clone(item) for item in value)
                return copied
            case dict():
                entries: dict[object, object] = {}
                self.remember(value, entries)
                # A copy: a property that reads itself may change what is read.
                entries.update((self._hashed(key), self.clone(item)) for key, item in list(value.items()))
                return entries
            case set():
                members: set[object] = set()
                self.remember(value, members)
                members.update(self._hashed(item) for item in value)
                return members
            case tuple() | frozenset():
                return self._frozen(value)
            case _:
                return None

    def _frozen(self, value: tuple[object, ...] | frozenset[object]) -> object:
        items = [self.clone(item) if isinstance(value, tuple) else self._hashed(item) for item in value]
        # An item that holds the tuple itself has copied it meanwhile.
        known = self._memory.get(id(value))
        if known is not None:
            return known
        made = tuple(items) if isinstance(value, tuple) else frozenset(items)
        self.remember(value, made)
        return made

    def _hashed(self, value: object) -> object:
        """Copy a key or a member of a set: memory that can only be read is one, its copy is not."""
        made = self.clone(value)
        try:
            hash(made)
        except TypeError:
            raise refusal(value) from None
        return made

    def _exception(self, value: BaseException) -> BaseException:
        """Copy an exception: those that Python itself has keep their class, others become the nearest of it."""
        if isinstance(value, DOMException):
            return _dom_exception(value)
        args = [self._argument(argument) for argument in _arguments(value)]
        for cls in type(value).__mro__:
            if cls.__module__ == "builtins" and getattr(builtins, cls.__name__, None) is cls:
                try:
                    return cast("BaseException", cls(*args))
                except (TypeError, ValueError):
                    # A class of one's own may hold other arguments than the one that it is derived from.
                    return Exception(*args)
        raise refusal(value)

    def _argument(self, value: object) -> object:
        """Copy an argument of an exception. Of what can't be copied the kind is said: the error is to be heard of."""
        try:
            return self.clone(value)
        except DOMException:
            return describe(value)


def _arguments(exception: BaseException) -> tuple[object, ...]:
    """Return what an exception was made of; those of the system keep the names of files apart."""
    if isinstance(exception, OSError) and exception.filename is not None:
        return (*exception.args, exception.filename, None, exception.filename2)
    return exception.args


def _plain(atom: type, value: object) -> object:
    """Return the value without its subclass."""
    return cast("object", atom.__new__(atom, value)) if atom is not str else str.__str__(cast("str", value))


def _object(value: object) -> object:
    """Copy what holds no values of scripts."""
    if isinstance(value, bytearray | memoryview):
        return bytearray(value)
    if isinstance(value, Platform):
        return _platform_object(value)
    # Only a program that has imported it can have a date.
    from datetime import date, datetime  # noqa: PLC0415 -- see above

    if isinstance(value, datetime):
        return datetime.combine(value.date(), value.timetz())
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    raise refusal(value)


def _dom_exception(value: DOMException) -> DOMException:
    quota = {name: getattr(value, name) for name in ("quota", "requested") if hasattr(value, name)}
    if not quota:
        return DOMException(value.message, value.name)
    from background_fetch._generated.webidl import QuotaExceededError  # noqa: PLC0415 -- hardly ever

    limits = {name: number for name, number in quota.items() if number is not None}
    return QuotaExceededError(value.message, limits)  # type: ignore[arg-type] # the two members by name


def _platform_object(value: Platform) -> Platform:
    """Copy a serializable object. Its bytes do not change, so the two share them."""
    if isinstance(value, file_api.File):
        return file_api.File._wrap(value._impl)
    if isinstance(value, file_api.Blob):
        return file_api.Blob._wrap(value._impl)
    raise refusal(value)


def refusal(value: object) -> DOMException:
    """Return the error of what can be neither copied nor moved."""
    return DOMException(f"{describe(value)} could not be cloned.", "DataCloneError")


def clone_with_transfer(value: object, transfer: list[object]) -> tuple[object, tuple[MessagePort, ...]]:
    """Copy a value, and move the listed objects; return the copy and the ports among those.

    Source: "StructuredSerializeWithTransfer" and "StructuredDeserializeWithTransfer".

    Raises:
        DOMException: DataCloneError; then nothing has moved.
    """
    cloning = Cloning()
    moves: list[Callable[[], None]] = []
    ports: list[MessagePort] = []
    # Step 2.
    for number, item in enumerate(transfer):
        if any(item is other for other in transfer[:number]):
            raise DOMException(f"{describe(item)} is listed twice among what is to move.", "DataCloneError")
        moves.append(_move(item, cloning, ports))
    # Step 3. What an item stands for is known by now, though it has not moved yet.
    try:
        clone = cloning.clone(value)
    except RecursionError:
        raise DOMException("The value is nested too deeply to be cloned.", "DataCloneError") from None
    # Step 5.
    for move in moves:
        move()
    return clone, tuple(ports)


def _move(item: object, cloning: Cloning, ports: list[MessagePort]) -> Callable[[], None]:
    """Prepare to move an object, and say what stands for it in the copy."""
    if isinstance(item, html.MessagePort):
        from .ports import PortState, transferable  # noqa: PLC0415 -- ports need cloning

        old = transferable(item)
        new = PortState()
        cloning.remember(item, new.port)
        ports.append(new.port)
        return lambda: old.move_to(new)
    if isinstance(item, bytearray):
        buffer = bytearray()
        cloning.remember(item, buffer)
        return lambda: _detach(item, buffer)
    if isinstance(item, bytes):
        # They never change, so nobody can tell whether they have moved.
        return lambda: None
    raise DOMException(f"{describe(item)} can't be transferred.", "DataCloneError")


def _detach(source: bytearray, target: bytearray) -> None:
    """Move the bytes; the source is left without any, as a detached buffer is."""
    content = bytes(source)
    try:
        source.clear()
    except BufferError:
        raise DOMException("The buffer is in use and can't be transferred.", "DataCloneError") from None
    target.extend(content)


def structured_clone(value: object, options: StructuredSerializeOptions) -> object:
    """Return a copy of a value. Source: HTML, "structuredClone"."""
    return clone_with_transfer(value, list(options.get("transfer", [])))[0]


def transfer_list(transfer_or_options: list[object] | StructuredSerializeOptions) -> list[object]:
    """Return what is to move, from either form of the argument."""
    if isinstance(transfer_or_options, list):
        return transfer_or_options
    return list(transfer_or_options.get("transfer", []))
