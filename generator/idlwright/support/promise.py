"""Promises: values to come, as JavaScript has them, that Python can await.

- Eager: what a promise stands for has begun when you get it, awaited or not.
- It settles once and keeps its outcome: it can be awaited many times, from many tasks. Cancelling a task that awaits a
  promise cancels the task alone; a promise whose own work was cancelled is rejected with an `AbortError`.
- Reactions are microtasks (`microtasks.py`); what they return is awaited when it can be.
- A rejection that nobody took is reported once to the loop's exception handler, when the promise is gone. As with
  asyncio's futures there is no hurry to await: JavaScript reports earlier and takes it back.
- A settled promise can be made and awaited anywhere. One that has work to do needs the running event loop and says so.
  Like asyncio's futures, promises stay in the thread of their loop.

Sources: ECMAScript, "Promise Objects"; Web IDL, "Creating and manipulating Promises".
"""

# ruff: noqa: SLF001 -- promises settle each other

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterable
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast, overload

from .exceptions import DOMException
from .microtasks import queue_microtask, running_loop

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Future, Task
    from types import TracebackType

S = TypeVar("S")
U = TypeVar("U")
V = TypeVar("V")
T_co = TypeVar("T_co", covariant=True)
_Resolve = Callable[["S | Awaitable[S]"], None]
_Reject = Callable[[BaseException], None]


class _State(enum.Enum):
    PENDING = "pending"
    FULFILLED = "fulfilled"
    REJECTED = "rejected"


_RUNNING: Final[set[Task[Any]]] = set()
"""Tasks behind promises: a loop holds its tasks weakly, and nobody else may hold these."""


class Promise(Generic[T_co]):
    """A value to come."""

    __slots__ = ("__weakref__", "_error", "_handled", "_loop", "_reactions", "_state", "_traceback", "_value")
    _value: T_co

    def __init__(self, executor: Callable[[_Resolve[T_co], _Reject], object], /) -> None:
        """Call `executor(resolve, reject)` at once; the promise settles when it calls one of them."""
        self._begin()
        resolve, reject = self._resolving()
        try:
            executor(resolve, reject)
        except Exception as error:  # noqa: BLE001 -- an executor that fails rejects
            reject(error)

    @staticmethod
    def new(executor: Callable[[_Resolve[S], _Reject], object], /) -> Promise[S]:
        """Construct a promise, as JavaScript's `new` does."""
        return Promise(executor)

    @classmethod
    def of(cls, awaitable: Awaitable[S], /) -> Promise[S]:
        """Return the promise of what an awaitable comes to; a coroutine begins in the running loop.

        Raises:
            RuntimeError: No event loop is running, and the awaitable is no promise.
        """
        if isinstance(awaitable, Promise):
            return awaitable
        promise = _pending(cast("type[Promise[S]]", cls))
        promise._adopt(awaitable)
        return promise

    @classmethod
    def resolve(cls, value: S, /) -> Promise[S]:
        """Return a promise that is fulfilled with the value."""
        promise = _pending(cast("type[Promise[S]]", cls))
        promise._fulfil(value)
        return promise

    @classmethod
    def reject(cls, error: BaseException, /) -> Promise[Any]:
        """Return a promise that is rejected with the error."""
        promise = _pending(cast("type[Promise[Any]]", cls))
        promise._refuse(error)
        return promise

    @overload
    def then(self, on_fulfilled: Callable[[T_co], Awaitable[U]], on_rejected: None = None, /) -> Promise[U]: ...
    @overload
    def then(self, on_fulfilled: Callable[[T_co], U], on_rejected: None = None, /) -> Promise[U]: ...
    @overload
    def then(
        self, on_fulfilled: Callable[[T_co], Awaitable[U]], on_rejected: Callable[[Any], Awaitable[V]], /
    ) -> Promise[U | V]: ...
    @overload
    def then(
        self, on_fulfilled: Callable[[T_co], Awaitable[U]], on_rejected: Callable[[Any], V], /
    ) -> Promise[U | V]: ...
    @overload
    def then(
        self, on_fulfilled: Callable[[T_co], U], on_rejected: Callable[[Any], Awaitable[V]], /
    ) -> Promise[U | V]: ...
    @overload
    def then(self, on_fulfilled: Callable[[T_co], U], on_rejected: Callable[[Any], V], /) -> Promise[U | V]: ...
    @overload
    def then(self, on_fulfilled: None, on_rejected: Callable[[Any], Awaitable[V]], /) -> Promise[T_co | V]: ...
    @overload
    def then(self, on_fulfilled: None, on_rejected: Callable[[Any], V], /) -> Promise[T_co | V]: ...
    @overload
    def then(self, on_fulfilled: None = None, on_rejected: None = None, /) -> Promise[T_co]: ...
    def then(
        self,
        on_fulfilled: Callable[[T_co], object] | None = None,
        on_rejected: Callable[[Any], object] | None = None,
        /,
    ) -> Promise[Any]:
        """Return the promise of what one of the reactions returns; without a fitting one, of the same outcome."""
        result: Promise[Any] = _pending(Promise)
        resolve, reject = result._resolving()

        def react() -> None:
            try:
                if self._state is _State.FULFILLED:
                    resolve(self._value if on_fulfilled is None else on_fulfilled(self._value))
                elif on_rejected is None:
                    reject(self._reason)
                else:
                    resolve(on_rejected(self._reason))
            except Exception as error:  # noqa: BLE001 -- a reaction that fails rejects
                reject(error)

        self._handled = True
        self._when_settled(react)
        return result

    @overload
    def catch(self, on_rejected: Callable[[Any], Awaitable[V]], /) -> Promise[T_co | V]: ...
    @overload
    def catch(self, on_rejected: Callable[[Any], V], /) -> Promise[T_co | V]: ...
    def catch(self, on_rejected: Callable[[Any], Any], /) -> Promise[Any]:
        """Return the promise of the value, or of what the reaction makes of the error."""
        return self.then(None, on_rejected)

    def finally_(self, on_finally: Callable[[], object], /) -> Promise[T_co]:
        """Return the promise of the same outcome, after `on_finally` has run and what it returned was awaited."""

        def fulfilled(value: Any) -> Promise[T_co]:
            return _promised(on_finally()).then(lambda _: value)

        def rejected(error: BaseException) -> Promise[T_co]:
            def again(_: object) -> T_co:
                raise error

            return _promised(on_finally()).then(again)

        return self.then(fulfilled, rejected)

    @staticmethod
    def all(awaitables: Iterable[Awaitable[S]], /) -> Promise[list[S]]:
        """Return the promise of all values, in order; the first rejection rejects it."""
        promises = [Promise.of(each) for each in awaitables]
        values: dict[int, S] = {}

        def executor(resolve: _Resolve[list[S]], reject: _Reject) -> None:
            def keep(position: int, value: S) -> None:
                values[position] = value
                if len(values) == len(promises):
                    resolve([values[each] for each in range(len(promises))])

            for position, promise in enumerate(promises):
                promise.then(partial(keep, position), reject)
            if not promises:
                resolve([])

        return Promise(executor)

    @staticmethod
    def race(awaitables: Iterable[Awaitable[S]], /) -> Promise[S]:
        """Return the promise of whichever settles first."""
        promises = [Promise.of(each) for each in awaitables]

        def executor(resolve: _Resolve[S], reject: _Reject) -> None:
            for promise in promises:
                promise.then(resolve, reject)

        return Promise(executor)

    def __await__(self) -> Generator[Any, None, T_co]:
        if self._state is _State.PENDING:
            waiter = running_loop().create_future()
            wake = partial(_wake, waiter)
            self._reactions.append(wake)
            try:
                yield from waiter
            finally:
                if wake in self._reactions:
                    self._reactions.remove(wake)
        if self._state is _State.FULFILLED:
            return self._value
        self._handled = True
        # The same error may be raised many times: each time from where it came, not from where it was raised last.
        raise self._reason.with_traceback(self._traceback)

    def __repr__(self) -> str:
        match self._state:
            case _State.PENDING:
                return "<Promise pending>"
            case _State.FULFILLED:
                return f"<Promise fulfilled: {self._value!r}>"
            case _State.REJECTED:
                return f"<Promise rejected: {self._reason!r}>"

    def __del__(self) -> None:
        if getattr(self, "_state", None) is not _State.REJECTED or self._handled:
            return
        message = "A promise was rejected, and nobody took the error"
        if self._loop is not None:
            self._loop.call_exception_handler({"message": message, "exception": self._error, "promise": self})
            return
        from warnings import warn  # noqa: PLC0415 -- hardly ever needed

        warn(f"{message}: {self._error!r}", RuntimeWarning, stacklevel=2, source=self)

    def _begin(self) -> None:
        self._state = _State.PENDING
        self._error: BaseException | None = None
        self._traceback: TracebackType | None = None
        self._handled = False
        self._loop: AbstractEventLoop | None = None
        self._reactions: list[Callable[[], object]] = []

    @property
    def _reason(self) -> BaseException:
        return cast("BaseException", self._error)

    def _resolving(self) -> tuple[Callable[[Any], None], _Reject]:
        """Return the resolving functions, of which the first call counts."""
        resolved = False

        def resolve(value: Any = None) -> None:
            nonlocal resolved
            if resolved:
                return
            resolved = True
            if value is self:
                self._refuse(TypeError("a promise can't be resolved with itself"))
            elif isinstance(value, Awaitable):
                try:
                    self._adopt(value)
                except Exception as error:  # noqa: BLE001 -- "If thenAction is an abrupt completion", reject
                    self._refuse(error)
            else:
                self._fulfil(value)

        def reject(error: BaseException) -> None:
            nonlocal resolved
            if not resolved:
                resolved = True
                self._refuse(error)

        return resolve, reject

    def _fulfil(self: Promise[S], value: S) -> None:
        self._value = value
        self._settle(_State.FULFILLED)

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, BaseException):
            error = TypeError(f"a promise is rejected with an exception, not with {type(error).__name__}")
        self._error = error
        self._traceback = error.__traceback__
        try:
            self._loop = running_loop()
        except RuntimeError:
            self._loop = None
        self._settle(_State.REJECTED)

    def _settle(self, state: _State) -> None:
        self._state = state
        reactions, self._reactions = self._reactions, []
        for reaction in reactions:
            reaction()

    def _when_settled(self, job: Callable[[], object]) -> None:
        """Queue a microtask now if settled, else then; it sees the context variables of now."""
        react = partial(queue_microtask, partial(copy_context().run, job))
        if self._state is _State.PENDING:
            self._reactions.append(react)
        else:
            react()

    def _adopt(self: Promise[S], awaitable: Awaitable[S]) -> None:
        """Settle as the awaitable does."""
        if isinstance(awaitable, Promise):
            awaitable._handled = True
            awaitable._when_settled(partial(self._follow, awaitable))
            return
        if isinstance(awaitable, Coroutine):
            coroutine = awaitable
        else:
            from asyncio import isfuture  # noqa: PLC0415 -- see running_loop

            if isfuture(awaitable):
                awaitable.add_done_callback(self._finish)
                return
            if not isinstance(awaitable, Awaitable):
                raise TypeError(f"a promise can be made of an awaitable, not of {type(awaitable).__name__}")
            coroutine = _awaiting(awaitable)
        try:
            task = running_loop().create_task(coroutine)
        except RuntimeError:
            coroutine.close()
            raise
        _RUNNING.add(task)
        task.add_done_callback(_RUNNING.discard)
        task.add_done_callback(self._finish)

    def _converted(self, convert: Callable[[T_co], U]) -> Promise[U]:
        """Return a promise that settles in the very moment in which this one does, with the value converted.

        Web IDL converts what an argument's promise comes to in the reaction to it: no turn of the queue lies between.
        """
        result: Promise[U] = _pending(cast("type[Promise[U]]", Promise))
        self._handled = True

        def settle() -> None:
            if self._state is _State.REJECTED:
                result._refuse(self._reason)
                return
            try:
                value = convert(self._value)
            except Exception as error:  # noqa: BLE001 -- what can't be converted is a rejection
                result._refuse(error)
            else:
                result._fulfil(value)

        if self._state is _State.PENDING:
            self._reactions.append(settle)
        else:
            settle()
        return result

    def _follow(self: Promise[S], other: Promise[S]) -> None:
        if other._state is _State.FULFILLED:
            self._fulfil(other._value)
        else:
            self._refuse(other._reason)

    def _finish(self: Promise[S], future: Future[S]) -> None:
        if future.cancelled():
            self._refuse(DOMException("The operation was cancelled.", "AbortError"))
            return
        error = future.exception()
        if error is None:
            self._fulfil(future.result())
        else:
            self._refuse(error)


def _pending(cls: type[Promise[S]]) -> Promise[S]:
    promise = cls.__new__(cls)
    promise._begin()
    return promise


def _promised(value: object) -> Promise[object]:
    return Promise.of(value) if isinstance(value, Awaitable) else Promise.resolve(value)


async def _awaiting(awaitable: Awaitable[S]) -> S:
    return await awaitable


def _wake(waiter: Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
