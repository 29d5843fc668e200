"""What the methods of collections are made of."""

from __future__ import annotations

from idlwright.lower.runtime.operations import definition
from idlwright.lower.runtime.scope import Scope
from idlwright.model.types import Type
from idlwright.view.code import Call, lay_out
from idlwright.view.runtime import Method

ABC = "collections.abc"
_BODY = 8


def method(name: str, parameters: tuple[str, ...], result: str, doc: str, *body: str) -> Method:
    """Return a method; the lines of its body are indented."""
    return Method(
        signature=definition(name, ("self", *parameters), result),
        docstring=doc,
        body=tuple(f"        {line}" for line in body),
    )


def property_(name: str, result: str, doc: str, *body: str) -> Method:
    """Return a property."""
    made = method(name, (), result, doc, *body)
    return Method(decorators=("@property",), signature=made.signature, docstring=doc, body=made.body)


def impl(owner: str, member: str) -> str:
    """Return the expression of what is behind the object whose member is called."""
    return f'_p.impl_of({owner}, self, "{member}")'


def for_each(scope: Scope, owner: str, key: str, value: str, pairs: str) -> Method:
    """Return `forEach`; `pairs` is the expression of the keys and values."""
    callback = f"{scope.library_name(ABC, 'Callable')}[[{value}, {key}, {owner}], {scope.visible('object')}]"
    call = Call("_i.for_each", (pairs, "callback", "self", f'"{owner}.forEach"'))
    return Method(
        signature=definition("forEach", ("self", f"callback: {callback}", "/"), "None"),
        docstring="Call a function with each value, its key and this object.",
        body=lay_out(call, indent=_BODY),
    )


def converted(scope: Scope, where: str, role: str, type_: Type) -> tuple[str, ...]:
    """Return the lines that convert an argument: `_key` is made of `key`, for the message `where ('key')`."""
    convert = scope.converters.argument(type_, f"_{where.partition('.')[0]}_{role}")
    call = Call(convert, (role, f"\"{where} ('{role}')\""))
    return tuple(line[_BODY:] for line in lay_out(call, before=f"_{role} = ", indent=_BODY))
