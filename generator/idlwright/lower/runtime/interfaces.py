"""Interfaces: the public class, the protocols of what is behind it, and what behaviour binds to it."""

from __future__ import annotations

from dataclasses import field

from idlwright.light import dataclass
from idlwright.lower.defaults import python_default, python_string
from idlwright.lower.names import python_name
from idlwright.lower.runtime.attributes import is_handler, lower_attribute, lower_static_attribute
from idlwright.lower.runtime.collecting import lower_collection
from idlwright.lower.runtime.default_json import is_default_json, lower_default_json
from idlwright.lower.runtime.docstrings import docstring
from idlwright.lower.runtime.operations import Lowered, definition, lower_constructor, lower_operation
from idlwright.lower.runtime.scope import DOM_EXCEPTION, Scope
from idlwright.lower.runtime.special import lower_special, lower_stringifier
from idlwright.model import query
from idlwright.model.definitions import Interface, Namespace
from idlwright.model.members import Attribute, Collection, Constant, Constructor, InterfaceMember, Literal, Operation
from idlwright.model.types import Kind, Reference, String
from idlwright.view.code import Call, lay_out
from idlwright.view.runtime import ClassView, ConstantView, Method, ProtocolView

_SHOWN = 3
"""So many attributes a repr shows at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoweredClass:
    """A class, and what its module needs for it."""

    view: ClassView
    construct: tuple[str, ...] = ()
    """The line by which behaviour is bound to the constructor."""
    statics: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Parts:
    """What lowering the members has brought up to now."""

    constants: list[ConstantView] = field(default_factory=list)
    public: list[Method] = field(default_factory=list)
    behind: list[Method] = field(default_factory=list)
    static: list[Method] = field(default_factory=list)
    construct: tuple[str, ...] = ()
    """What the behaviour's constructor takes."""
    tables: list[str] = field(default_factory=list)
    late: dict[str, ConstantView] = field(default_factory=dict)
    """What is made of methods."""

    def add(self, lowered: Lowered, *, static: bool = False) -> None:
        self.public.extend(lowered.public)
        (self.static if static else self.behind).extend(lowered.behind)
        self.tables.extend(lowered.tables)


def lower_interface(scope: Scope, definition_: Interface) -> LoweredClass:
    """Lower an interface with the members of its mixins."""
    name = definition_.name
    members = tuple(member for member, _ in query.members_of(scope.api, definition_))
    scope.enter(python_name(query.member_name(member)) for member in members)
    parts = _Parts()
    _lower_construction(scope, name, members, parts)
    _lower_members(scope, definition_, members, parts)
    protocols = _protocols(scope, definition_, members, parts)
    scope.enter(())
    view = ClassView(
        name=name,
        base=_base(scope, definition_),
        docstring=docstring(definition_.docs) or f"The interface {name}.",
        protocols=protocols,
        impl=f"{name}Impl",
        state=_state(scope, definition_, members),
        constants=tuple(parts.constants),
        methods=tuple(parts.public),
        late=tuple(parts.late.values()),
        constructed_from=parts.construct,
    )
    return LoweredClass(
        view=view,
        construct=_bound(scope, name, "Construct", "_p.unbound") if parts.construct else (),
        statics=_bound(scope, name, "Statics", "_p.unbound_statics") if parts.static else (),
        tables=tuple(parts.tables),
    )


def lower_namespace(scope: Scope, definition_: Namespace) -> LoweredClass:
    """Lower a namespace: a class without instances, all of whose members are static."""
    name = definition_.name
    scope.enter(python_name(query.member_name(member)) for member in definition_.members)
    parts = _Parts()
    parts.public.append(illegal(scope, "namespace"))
    for group in query.overloads(definition_.members):
        first = group[0]
        if isinstance(first, Constant):
            parts.constants.append(constant(scope, first))
        elif isinstance(first, Attribute):
            _lower_static_attribute(scope, name, first, parts)
        else:
            operations = tuple(each for each in group if isinstance(each, Operation))
            parts.add(lower_operation(scope, name, operations, static=True), static=True)
    protocols = (_statics(scope, name, parts),) if parts.static else ()
    scope.enter(())
    view = ClassView(
        name=name,
        base="",
        docstring=docstring(definition_.docs) or f"The namespace {name}.",
        protocols=protocols,
        state=("__slots__ = ()",),
        constants=tuple(parts.constants),
        methods=tuple(parts.public),
    )
    statics = _bound(scope, name, "Statics", "_p.unbound_statics") if parts.static else ()
    return LoweredClass(view=view, statics=statics, tables=tuple(parts.tables))


def _lower_construction(scope: Scope, name: str, members: tuple[InterfaceMember, ...], parts: _Parts) -> None:
    constructors = tuple(member for member in members if isinstance(member, Constructor))
    if not constructors:
        parts.public.append(illegal(scope))
        return
    lowered, parts.construct = lower_constructor(scope, name, constructors)
    parts.add(lowered)


def illegal(scope: Scope, name: str = "illegal_constructor") -> Method:
    """Return the constructor of what can't be constructed."""
    return Method(
        decorators=("@_p.illegal",),
        signature=definition("__init__", ("self", f"{name}: {scope.library_name('typing', 'Never')}", "/"), "None"),
        docstring="Refuse: only the platform makes such objects.",
    )


def _lower_members(scope: Scope, definition_: Interface, members: tuple[InterfaceMember, ...], parts: _Parts) -> None:
    name = definition_.name
    events = query.events_of(scope.api, definition_)
    for group in query.overloads(members):
        first = group[0]
        match first:
            case Constant():
                parts.constants.append(constant(scope, first))
            case Attribute(static=True):
                _lower_static_attribute(scope, name, first, parts)
            case Attribute():
                parts.add(lower_attribute(scope, name, first, events))
            case Operation() if is_default_json(first):
                parts.add(lower_default_json(scope, name, first))
            case Operation() if first.name:
                _lower_operation(scope, name, group, members, parts)
            case Collection():
                parts.add(lower_collection(scope, name, first, members))
            case _:
                pass  # constructors have been lowered; unnamed special operations are below
    parts.add(lower_special(scope, name, members))
    parts.add(lower_stringifier(scope, name, members))


def _lower_operation(
    scope: Scope,
    owner: str,
    group: tuple[InterfaceMember, ...],
    members: tuple[InterfaceMember, ...],
    parts: _Parts,
) -> None:
    """Lower an operation; one that is there both on the class and on its objects becomes a method of each."""
    operations = tuple(each for each in group if isinstance(each, Operation))
    name, static = operations[0].name, operations[0].static
    kinds = {each.static for each in members if isinstance(each, Operation) and each.name == name}
    private = "" if len(kinds) == 1 else "_static_" if static else "_own_"
    parts.add(lower_operation(scope, owner, operations, static=static, private=private), static=static)
    if private:
        public = python_name(name)
        line = f"    {public} = _p.both(_static_{public}, _own_{public})"
        parts.late[public] = ConstantView(lines=(line,), docstring=operations[0].docs.summary)


def _lower_static_attribute(scope: Scope, owner: str, attribute: Attribute, parts: _Parts) -> None:
    view, behind = lower_static_attribute(scope, owner, attribute)
    parts.constants.append(view)
    parts.static.extend(behind)


def constant(scope: Scope, member: Constant) -> ConstantView:
    """Lower a constant."""
    scope.library_name("typing", "ClassVar")
    value = python_default(member.value)
    type_ = f"{scope.library_name('typing', 'Literal')}[{value}]" if _is_literal(member.value) else "float"
    line = f"{python_name(member.name)}: ClassVar[{type_}] = {value}"
    return ConstantView(lines=(f"    {line}",), docstring=member.docs.summary)


def _is_literal(value: Literal) -> bool:
    return isinstance(value.value, int | str) or value.value is None


def _base(scope: Scope, definition_: Interface) -> str:
    if definition_.inherits == DOM_EXCEPTION:
        return "_p.PlatformException"
    parent = query.interface(scope.api, definition_.inherits or "")
    if parent is None:
        return "_p.Platform"
    scope.base(parent.name)
    return parent.name


def _protocols(
    scope: Scope, definition_: Interface, members: tuple[InterfaceMember, ...], parts: _Parts
) -> tuple[ProtocolView, ...]:
    name = definition_.name
    bases = [scope.runs("typing", "Protocol")]
    if any(isinstance(member, Attribute) and is_handler(scope, member) for member in members):
        bases.insert(0, "_p.Handlers")
    parent = query.interface(scope.api, definition_.inherits or "")
    if parent is not None and parent.name != DOM_EXCEPTION:
        bases.insert(0, f"{parent.name}Impl")
        scope.base(f"{parent.name}Impl", parent.name)
    found = [
        ProtocolView(
            name=f"{name}Impl",
            bases=", ".join(bases),
            docstring=f"What is behind a {name}.",
            methods=tuple(parts.behind),
        )
    ]
    if parts.construct:
        found.append(
            ProtocolView(
                name=f"{name}Construct",
                bases="Protocol",
                docstring=f"Makes what is behind a {name} that is being constructed.",
                methods=(_making(name, parts),),
            )
        )
    if parts.static:
        found.append(_statics(scope, name, parts))
    return tuple(found)


def _making(name: str, parts: _Parts) -> Method:
    signature = definition("__call__", ("self", *parts.construct), f"{name}Impl")
    return Method(signature=signature, docstring="Make it.")


def _statics(scope: Scope, name: str, parts: _Parts) -> ProtocolView:
    return ProtocolView(
        name=f"{name}Statics",
        bases=scope.runs("typing", "Protocol"),
        docstring=f"What is behind the static members of {name}.",
        methods=tuple(parts.static),
    )


def _bound(scope: Scope, name: str, suffix: str, maker: str) -> tuple[str, ...]:
    items = (python_string(name), python_string(scope.behaviour_file))
    return lay_out(Call(maker, items), before=f"{name}: {name}{suffix} = ", indent=4)


def _state(scope: Scope, definition_: Interface, members: tuple[InterfaceMember, ...]) -> tuple[str, ...]:
    if definition_.inherits == DOM_EXCEPTION:
        return ()
    inherited = [
        member
        for level in reversed(list(query.ancestors(scope.api, definition_)))
        if isinstance(level, Interface)
        for member, _ in query.members_of(scope.api, level)
    ]
    own = [name for member in members if (name := _shown(scope, member))]
    names = dict.fromkeys([*(name for member in inherited if (name := _shown(scope, member))), *own])
    if not own:
        return ("__slots__ = ()",)
    shown = Call("", tuple(python_string(name) for name in list(names)[:_SHOWN]))
    scope.library_name("typing", "ClassVar")
    return ("__slots__ = ()", *lay_out(shown, before="_shown: ClassVar[tuple[str, ...]] = ", indent=0))


def _shown(scope: Scope, member: InterfaceMember) -> str:
    """Return the name of an attribute that tells objects apart: a string or an enumeration."""
    if not isinstance(member, Attribute) or member.static:
        return ""
    type_ = query.bare(scope.api, member.type)
    tells = isinstance(type_, String) or (isinstance(type_, Reference) and type_.kind is Kind.ENUM)
    return python_name(member.name) if tells else ""
