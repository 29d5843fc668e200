"""Attributes: the public property, and the one that behaviour provides."""

from __future__ import annotations

from idlwright.light import replace
from idlwright.lower.names import python_name
from idlwright.lower.runtime.docstrings import docstring
from idlwright.lower.runtime.operations import Lowered, behind_result, definition, promised
from idlwright.lower.runtime.scope import Scope
from idlwright.model import query
from idlwright.model.definitions import Callback, EventFired
from idlwright.model.members import Attribute
from idlwright.model.types import Kind, Reference, Type
from idlwright.view.code import Call, lay_out
from idlwright.view.runtime import ConstantView, Method

_BODY = 8


def is_handler(scope: Scope, attribute: Attribute) -> bool:
    """Tell whether an attribute is an event handler: a callback under [LegacyTreatNonObjectAsNull], named `on…`."""
    found = query.bare(scope.api, attribute.type)
    if not isinstance(found, Reference) or found.kind is not Kind.CALLBACK or not attribute.name.startswith("on"):
        return False
    callback = scope.api.by_name.get(found.name)
    return isinstance(callback, Callback) and treats_other_as_null(callback)


def treats_other_as_null(callback: Callback) -> bool:
    """Tell whether a callback has [LegacyTreatNonObjectAsNull]."""
    return any(each.name == "LegacyTreatNonObjectAsNull" for each in callback.attributes)


def handled_event(attribute: Attribute, events: tuple[EventFired, ...]) -> str:
    """Return the type of the event that a handler attribute is for."""
    named = [event.name for event in events if event.handler == attribute.name]
    return named[0] if named else attribute.name.removeprefix("on")


def lower_attribute(scope: Scope, owner: str, attribute: Attribute, events: tuple[EventFired, ...]) -> Lowered:
    """Lower an attribute."""
    type_ = scope.decided(f"{owner}.{attribute.name}", query.type_of(attribute))
    name = python_name(attribute.name)
    handler = is_handler(scope, attribute)
    event = handled_event(attribute, events) if handler else ""
    getter = Method(
        decorators=("@property",),
        signature=definition(name, ("self",), scope.result(type_)),
        docstring=docstring(attribute.docs),
        body=_getter(scope, owner, attribute, type_, event),
    )
    public = [getter]
    forwarded = query.forwarded(scope.api, replace(attribute, type=type_)) if attribute.readonly else None
    if forwarded:
        public.append(_forwarding_setter(scope, attribute, forwarded))
    if not attribute.readonly:
        public.append(_setter(scope, owner, attribute, type_, event))
    behind = () if handler else _behind(scope, attribute, type_)
    return Lowered(public=tuple(public), behind=behind)


def _forwarding_setter(scope: Scope, attribute: Attribute, forwarded: Attribute) -> Method:
    """Return the setter that sets an attribute of the attribute's value."""
    name = python_name(attribute.name)
    return Method(
        decorators=(f"@{name}.setter",),
        signature=definition(name, ("self", f"value: {scope.given(forwarded.type)}"), "None"),
        body=(f"        self.{name}.{python_name(forwarded.name)} = value",),
    )


def lower_static_attribute(scope: Scope, owner: str, attribute: Attribute) -> tuple[ConstantView, tuple[Method, ...]]:
    """Lower an attribute that is read on the class."""
    type_ = scope.decided(f"{owner}.{attribute.name}", query.type_of(attribute))
    name = python_name(attribute.name)
    value = f"statics.{owner}.{name}"
    result = scope.result(type_)
    if promised(scope, type_) is not None:
        value = f"_p.promise(lambda: {value})"
    before = f"{name}: {scope.library_name('typing', 'ClassVar')}[_p.Static[{result}]] = "
    lines = lay_out(Call("_p.Static", (f"lambda: {value}",)), before=before, indent=4)
    return ConstantView(lines=lines, docstring=docstring(attribute.docs)), _behind(scope, attribute, type_)


def _impl(owner: str, attribute: Attribute) -> str:
    return f'_p.impl_of({owner}, self, "{attribute.name}")'


def _getter(scope: Scope, owner: str, attribute: Attribute, type_: Type, event: str) -> tuple[str, ...]:
    value = f"{_impl(owner, attribute)}.{python_name(attribute.name)}"
    if event:
        return lay_out(
            Call(f"{_impl(owner, attribute)}.event_handler", (f'"{event}"',)), before="return ", indent=_BODY
        )
    if promised(scope, type_) is not None:
        return lay_out(Call("_p.promise", (f"lambda: {value}",)), before="return ", indent=_BODY)
    if any(each.name == "SameObject" for each in attribute.attributes):
        items = ("self", f'"{attribute.name}"', f"lambda: {value}")
        return lay_out(Call("_p.same_object", items), before="return ", indent=_BODY)
    return (f"        return {value}",)


def _setter(scope: Scope, owner: str, attribute: Attribute, type_: Type, event: str) -> Method:
    name = python_name(attribute.name)
    convert = scope.converters.argument(type_, f"_{owner}_{attribute.name}")
    value = Call(convert, ("value", f'"{owner}.{attribute.name}"'))
    if event:
        call = Call(f"{_impl(owner, attribute)}.set_event_handler", (f'"{event}"', value))
        body = lay_out(call, indent=_BODY)
    else:
        body = lay_out(value, before=f"{_impl(owner, attribute)}.{name} = ", indent=_BODY)
    return Method(
        decorators=(f"@{name}.setter",),
        signature=definition(name, ("self", f"value: {scope.given(type_)}"), "None"),
        body=body,
    )


def _behind(scope: Scope, attribute: Attribute, type_: Type) -> tuple[Method, ...]:
    name = python_name(attribute.name)
    getter = Method(
        decorators=("@property",),
        signature=definition(name, ("self",), behind_result(scope, (type_,))),
        docstring=attribute.docs.summary or f"The value of {attribute.name}.",
    )
    if attribute.readonly:
        return (getter,)
    setter = Method(
        decorators=(f"@{name}.setter",),
        signature=definition(name, ("self", f"value: {scope.seen(type_)}", "/"), "None"),
        docstring=f"Set {attribute.name}.",
    )
    return (getter, setter)
