"""Rules of extended attributes and exceptions: closed lists of names, in which a slip of the pen would go unnoticed."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.check.survey import Found, Subject, Where
from idlwright.model import query
from idlwright.model.attributes import ExtendedAttribute
from idlwright.model.docs import Throws
from idlwright.model.types import Annotated

ATTRIBUTES = frozenset(
    (
        "AllowResizable", "AllowShared", "CEReactions", "Clamp", "CrossOriginIsolated", "Default", "EnforceRange",
        "Global", "HTMLConstructor", "InjectionMitigated", "LegacyFactoryFunction", "LegacyLenientSetter",
        "LegacyLenientThis", "LegacyNamespace", "LegacyNoInterfaceObject", "LegacyNullToEmptyString",
        "LegacyOverrideBuiltIns", "LegacyTreatNonObjectAsNull", "LegacyUnenumerableNamedProperties",
        "LegacyUnforgeable", "LegacyWindowAlias", "NewObject", "PutForwards", "Reflect", "ReflectDefault",
        "ReflectNonNegative", "ReflectOnly", "ReflectPositive", "ReflectPositiveWithFallback", "ReflectRange",
        "ReflectSetter", "ReflectURL", "Replaceable", "SameObject", "SecureContext", "Serializable", "StringContext",
        "Transferable", "Unscopable", "UseCounter", "WebGLHandlesContextLoss",
    )
)  # fmt: skip
"""What Web IDL and the specifications that use it define; [Exposed] is written as `exposed`."""
ERRORS = frozenset(
    (
        "AbortError", "ConstraintError", "DataCloneError", "DataError", "EncodingError", "HierarchyRequestError",
        "InUseAttributeError", "IndexSizeError", "InvalidAccessError", "InvalidCharacterError",
        "InvalidModificationError", "InvalidNodeTypeError", "InvalidStateError", "NamespaceError", "NetworkError",
        "NoModificationAllowedError", "NotAllowedError", "NotFoundError", "NotReadableError", "NotSupportedError",
        "OperationError", "OptOutError", "QuotaExceededError", "ReadOnlyError", "SecurityError", "SyntaxError",
        "TimeoutError", "TransactionInactiveError", "TypeMismatchError", "URLMismatchError", "UnknownError",
        "VersionError", "WrongDocumentError",
        "Error", "EvalError", "RangeError", "ReferenceError", "TypeError", "URIError",
    )
)  # fmt: skip
"""Names of DOMExceptions and of JavaScript's own exceptions; interfaces of a schema add to them."""


def unknown_attribute(subject: Subject) -> Iterator[Found]:
    """An extended attribute that nothing knows."""
    for attribute, where in _attributes(subject):
        if attribute.name not in ATTRIBUTES:
            help_ = subject.guesses.help(attribute.name, ATTRIBUTES)
            yield Found(attribute.span, f"unknown extended attribute '{attribute.name}'", where, help_)


def _attributes(subject: Subject) -> Iterator[tuple[ExtendedAttribute, Where]]:
    """Yield all extended attributes."""
    for definition in subject.api.definitions:
        yield from ((attribute, (definition,)) for attribute in definition.attributes)
    for definition, member in subject.members:
        yield from ((attribute, (definition, member)) for attribute in member.attributes)
    for signature in subject.signatures:
        for argument in signature.arguments:
            yield from ((attribute, (*signature.where, argument)) for attribute in argument.attributes)
    for part in subject.parts:
        if isinstance(part.type, Annotated):
            yield from ((attribute, part.where) for attribute in part.type.attributes)


def unknown_error(subject: Subject) -> Iterator[Found]:
    """An exception that there is none of."""
    thrown: list[tuple[tuple[Throws, ...], Where]] = [
        (definition.docs.throws, (definition,)) for definition in subject.api.definitions
    ]
    thrown += [(member.docs.throws, (definition, member)) for definition, member in subject.members]
    for all_throws, where in thrown:
        for throws in all_throws:
            if throws.error not in ERRORS and query.interface(subject.api, throws.error) is None:
                help_ = subject.guesses.help(throws.error, ERRORS)
                yield Found(throws.span, f"unknown exception '{throws.error}'", where, help_)
