"""From a Web IDL type to the expression that builds its converter.

References to definitions go through `lazy`, since definitions refer to each other in circles and across modules; in a
method's body a definition's converter is simply named, which is looked up when the method is called.
"""

from __future__ import annotations

from dataclasses import field
from typing import assert_never

from idlwright.light import dataclass
from idlwright.lower.runtime.spelling import converted, external_spelling
from idlwright.model.api import Api
from idlwright.model.types import (
    Annotated,
    Buffer,
    Generic,
    Kind,
    Nullable,
    Primitive,
    Record,
    Reference,
    String,
    Type,
    Union,
)
from idlwright.view.annotation import Annotation
from idlwright.view.code import Call, Expression, flat

SUPPORT = "_c"
"""Name under which generated modules import the conversions."""
_BITS = {
    "byte": (8, True), "octet": (8, False), "short": (16, True), "unsigned short": (16, False), "long": (32, True),
    "unsigned long": (32, False), "long long": (64, True), "unsigned long long": (64, False),
}  # fmt: skip
_EXTERNAL = {
    "Never": "refused",
    "str": "DOM_STRING",
    "int": "BIGINT",
    "float": "UNRESTRICTED_DOUBLE",
    "bool": "BOOLEAN",
}
_SINGLETONS = {"any": "ANY", "object": "OBJECT", "symbol": "ANY", "undefined": "UNDEFINED"}
_STRINGS = {"DOMString": "DOM_STRING", "USVString": "USV_STRING", "ByteString": "BYTE_STRING"}
_GENERICS = {"FrozenArray": "frozen", "Promise": "promise_of", "async_sequence": "async_sequence"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hoisted:
    """A converter that a module keeps under a private name."""

    name: str
    type: Annotation
    expression: Expression


@dataclass(slots=True, kw_only=True)
class ModuleConverters:
    """The converters that one generated module needs, in the order in which they were asked for."""

    api: Api
    module: str
    home: dict[str, str]
    """Definition → module that has its converter."""
    hoisted: dict[str, Hoisted] = field(default_factory=dict)
    """By the text of the expression and the type, so that equal ones are kept once."""
    wishes: dict[str, int] = field(default_factory=dict)
    """Name → how many converters were to have it."""
    modules: set[str] = field(default_factory=set)
    """Other generated modules that are referred to."""

    def named(self, reference: Reference) -> str:
        """Return the name of a definition's converter, qualified when it lives in another module."""
        return self.known(reference.name)

    def known(self, name: str) -> str:
        """Return the name of the converter of a definition with a name."""
        home = self.home[name]
        if home == self.module:
            return f"_to_{name}"
        self.modules.add(home)
        return f"_{home}._to_{name}"

    def argument(self, type_: Type, wish: str) -> str:
        """Return the name by which a body calls a type's converter; `wish` names it if it has to be kept."""
        if isinstance(type_, Reference) and type_.kind is not Kind.EXTERNAL:
            return self.named(type_)
        expression = self.expression(type_)
        if isinstance(expression, str):
            return expression
        spelling = converted(self.api, type_)
        key = f"{flat(expression)}: {spelling.text}"
        if key not in self.hoisted:
            self.hoisted[key] = Hoisted(name=self._free(wish), type=spelling, expression=expression)
        return self.hoisted[key].name

    def _free(self, wish: str) -> str:
        """Return a name that no other converter has: arguments of several overloads may be called the same."""
        count = self.wishes[wish] = self.wishes.get(wish, 0) + 1
        return wish if count == 1 else f"{wish}_{count}"

    def expression(self, type_: Type) -> Expression:
        """Return the expression of a type's converter."""
        match type_:
            case Primitive(name=name):
                return f"{SUPPORT}.{_SINGLETONS.get(name, name.upper().replace(' ', '_'))}"
            case String(name=name):
                return f"{SUPPORT}.{_STRINGS.get(name, 'USV_STRING')}"
            case Buffer():
                return f"{SUPPORT}.BUFFER"
            case Reference():
                return self._reference(type_)
            case Nullable(inner=inner):
                return Call(f"{SUPPORT}.nullable", (self.expression(inner),))
            case Generic(name=name, item=item):
                return Call(f"{SUPPORT}.{_GENERICS.get(name, 'sequence')}", (self.expression(item),))
            case Record(key=key, value=value):
                return Call(f"{SUPPORT}.record", (self.expression(key), self.expression(value)))
            case Union(members=members):
                return Call(f"{SUPPORT}.union", tuple(self.expression(member) for member in members))
            case Annotated(inner=inner):
                return self._annotated(type_, self.expression(inner))
            case _:
                assert_never(type_)

    def _reference(self, reference: Reference) -> Expression:
        if reference.kind is not Kind.EXTERNAL:
            return Call(f"{SUPPORT}.lazy", (f"lambda: {self.named(reference)}",))
        maker = _EXTERNAL.get(external_spelling(self.api, reference.name), "ANY")
        if maker == "refused":
            return Call(f"{SUPPORT}.refused", (repr(reference.name).replace("'", '"'),))
        return f"{SUPPORT}.{maker}"

    def _annotated(self, type_: Annotated, inner: Expression) -> Expression:
        names = {attribute.name for attribute in type_.attributes}
        if isinstance(type_.inner, Primitive) and type_.inner.name in _BITS and names & {"EnforceRange", "Clamp"}:
            bits, signed = _BITS[type_.inner.name]
            maker = "EnforcedInteger" if "EnforceRange" in names else "ClampedInteger"
            return Call(f"{SUPPORT}.{maker}", (str(bits), f"signed={signed}"))
        if "LegacyNullToEmptyString" in names:
            return Call(f"{SUPPORT}.EmptyForNull", (inner,))
        return inner
