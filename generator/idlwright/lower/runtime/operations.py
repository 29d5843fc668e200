"""Operations and constructors: the public method, and the method that behaviour provides."""

from __future__ import annotations

from idlwright.light import dataclass
from idlwright.lower.names import python_name
from idlwright.lower.runtime.calls import Calling, public_parameters, seen_parameters
from idlwright.lower.runtime.conversions import conversions
from idlwright.lower.runtime.docstrings import docstring
from idlwright.lower.runtime.overloads import table
from idlwright.lower.runtime.scope import Scope
from idlwright.lower.runtime.spelling import either
from idlwright.lower.targets import CPYTHON, Direction
from idlwright.lower.types import annotation
from idlwright.model import query
from idlwright.model.definitions import Interface
from idlwright.model.members import Argument, Constructor, Operation
from idlwright.model.types import Generic, Type
from idlwright.view.code import Call, Expression, lay_out
from idlwright.view.runtime import Method

_BODY = 8
"""Columns by which the body of a method is indented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """A member in both roles."""

    public: tuple[Method, ...] = ()
    behind: tuple[Method, ...] = ()
    tables: tuple[str, ...] = ()
    """Lines of module constants that the public side needs."""


def definition(name: str, parameters: tuple[str, ...], result: str, indent: int = 4) -> tuple[str, ...]:
    """Return the lines of a `def`."""
    return lay_out(Call(f"def {name}", parameters), after=f" -> {result}:", indent=indent)


def result_type(scope: Scope, calling: Calling, overload: Operation) -> Type:
    """Return an operation's result, as policy or else the IDL has it."""
    return scope.decided(calling.path, overload.result)


def promised(scope: Scope, type_: Type) -> Type | None:
    """Return the T of `Promise<T>`, None for other types."""
    found = query.bare(scope.api, type_)
    return found.item if isinstance(found, Generic) and found.name == "Promise" else None


def behind_result(scope: Scope, types: tuple[Type, ...]) -> str:
    """Spell what behaviour returns; for a promise any awaitable will do."""
    item = promised(scope, types[0])
    if item is None:
        return scope.use(either(annotation(scope.api, type_, CPYTHON, Direction.RESULT) for type_ in types))
    return f"{scope.library_name('collections.abc', 'Awaitable')}[{scope.result(item)}]"


def lower_operation(
    scope: Scope, owner: str, overloads: tuple[Operation, ...], *, static: bool, private: str = ""
) -> Lowered:
    """Lower an operation with all its overloads; those of a namespace are static without saying so.

    Args:
        scope: The module that is being lowered.
        owner: The interface or namespace.
        overloads: The operation's overloads.
        static: Whether it is called on the class.
        private: What stands before the method's name where it is one half of a public one.
    """
    first = overloads[0]
    calling = Calling(name=f"{owner}.{first.name}", path=f"{owner}.{first.name}", overloads=overloads)
    results = tuple(result_type(scope, calling, each) for each in overloads)
    name = f"{private}{python_name(first.name)}"
    text = docstring(first.docs, first.result_summary, _described(overloads))
    body = _body(scope, owner, calling, results, static=static)
    gap = ("",) if text and body[0].lstrip().startswith("def ") else ()
    public = Method(
        decorators=("@staticmethod",) if static else (),
        signature=definition(
            name,
            public_parameters(scope, calling, "" if static else "self"),
            scope.use(either(annotation(scope.api, type_, CPYTHON, Direction.RESULT) for type_ in results)),
        ),
        docstring=text,
        body=(*gap, *body),
    )
    seen = ("self", *seen_parameters(scope, calling, None if static else _inherited(scope, owner, first.name)))
    behind = Method(
        signature=definition(python_name(first.name), seen, behind_result(scope, results)),
        docstring=first.docs.summary or f"Do what {calling.name} does.",
    )
    return Lowered(public=(public,), behind=(behind,), tables=_tables(scope, calling))


def _inherited(scope: Scope, owner: str, name: str) -> int | None:
    """Return how many arguments the operation of this name has in the ancestor with the fewest, None when none has it.

    It stands in for all of them: what a parent has added to its own parent's may be left out here too.
    """
    child = query.interface(scope.api, owner)
    counts: list[int] = []
    for parent in () if child is None else query.ancestors(scope.api, child):
        members = query.members_of(scope.api, parent) if isinstance(parent, Interface) else ()
        found = [each for each, _ in members if isinstance(each, Operation) and each.name == name and not each.static]
        if found:
            counts.append(max(len(each.arguments) for each in found))
    return min(counts, default=None)


def _described(overloads: tuple[Operation | Constructor, ...]) -> tuple[Argument, ...]:
    return tuple(argument for overload in overloads for argument in overload.arguments)


def _tables(scope: Scope, calling: Calling) -> tuple[str, ...]:
    if len(calling.overloads) == 1:
        return ()
    scope.support.add("_o")
    return lay_out(table(scope, calling), before=f"{_table_name(calling)} = ")


def _table_name(calling: Calling) -> str:
    return f"_{calling.path.replace('.', '_')}"


def _body(scope: Scope, owner: str, calling: Calling, results: tuple[Type, ...], *, static: bool) -> tuple[str, ...]:
    item = promised(scope, results[0])
    name = calling.path.rpartition(".")[2]
    receiver = f"statics.{owner}" if static else f'_p.impl_of({owner}, self, "{name}")'
    silent = all(_is_silent(scope, type_) for type_ in results)
    steps = _steps(scope, calling, receiver, silent=silent, indent=_BODY if item is None else _BODY + 4)
    if item is None:
        return steps
    awaitable = f"{scope.library_name('collections.abc', 'Awaitable')}[{scope.result(item)}]"
    return (f"        def _steps() -> {awaitable}:", *steps, "", "        return _p.promise(_steps)")


def _is_silent(scope: Scope, type_: Type) -> bool:
    """Tell whether nothing comes back: neither a value nor, of what is not available, the call itself."""
    return query.is_undefined(query.bare(scope.api, type_)) or scope.result(type_) == "Never"


def _steps(scope: Scope, calling: Calling, receiver: str, *, silent: bool, indent: int) -> tuple[str, ...]:
    """Return the lines that find the implementation, choose the overload, convert, and call."""
    target = f"_impl.{python_name(calling.path.rpartition('.')[2])}"
    calls = [Call(target, conversions(scope, calling, overload)) for overload in calling.overloads]
    before = "" if silent else "return "
    pad = " " * indent
    lines = [f"{pad}_impl = {receiver}"]
    if len(calls) > 1:
        lines.extend(choosing(scope, calling, indent))
    for number, call in enumerate(calls[:-1]):
        lines.append(f"{pad}if _chosen == {number}:")
        lines.extend(lay_out(call, before=before, indent=indent + 4))
        lines.extend([f"{pad}    return"] if silent else [])
    lines.extend(lay_out(calls[-1], before=before, indent=indent))
    return tuple(lines)


def choosing(scope: Scope, calling: Calling, indent: int) -> tuple[str, ...]:
    """Return the lines that choose an overload."""
    parameters = public_parameters(scope, calling, "")
    names = [text.partition(":")[0] for text in parameters if text != "/"]
    positional = [name for name in names if name != "**members"]
    given: Expression = Call("", tuple(positional))
    members = "members" if "**members" in names else "{}"
    return lay_out(Call(f"{_table_name(calling)}.choose", (given, members)), before="_chosen = ", indent=indent)


def lower_constructor(scope: Scope, owner: str, overloads: tuple[Constructor, ...]) -> tuple[Lowered, tuple[str, ...]]:
    """Lower a constructor: `__init__`, and the parameters of what behaviour constructs by."""
    calling = Calling(name=owner, path=f"{owner}.constructor", overloads=overloads)
    public = public_parameters(scope, calling, "self")
    initialize = Method(
        signature=definition("__init__", public, "None"),
        docstring=docstring(overloads[0].docs, "", _described(overloads)),
        body=_construction(scope, owner, calling),
    )
    taken = (f"this: {owner}", *_after_this(scope, calling))
    return Lowered(public=(initialize,), tables=_tables(scope, calling)), taken


def _after_this(scope: Scope, calling: Calling) -> tuple[str, ...]:
    seen = seen_parameters(scope, calling)
    return seen if "/" in seen else ("/", *seen)


def _construction(scope: Scope, owner: str, calling: Calling) -> tuple[str, ...]:
    calls = [
        Call(f"construct.{owner}", ("self", *conversions(scope, calling, overload))) for overload in calling.overloads
    ]
    lines: list[str] = list(choosing(scope, calling, _BODY)) if len(calls) > 1 else []
    for number, call in enumerate(calls):
        last = number == len(calls) - 1
        if not last:
            lines.append(f"        {'if' if number == 0 else 'elif'} _chosen == {number}:")
        elif number:
            lines.append("        else:")
        indent = _BODY if len(calls) == 1 else _BODY + 4
        lines.extend(lay_out(Call("_p.initialize", ("self", call)), indent=indent))
    return tuple(lines)
