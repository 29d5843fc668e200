"""The exception of the platform. Source: Web IDL, "DOMException", "Error names"."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from .base import New
from .strings import DOM_STRING

_CODES: Final = {
    "IndexSizeError": 1, "HierarchyRequestError": 3, "WrongDocumentError": 4, "InvalidCharacterError": 5,
    "NoModificationAllowedError": 7, "NotFoundError": 8, "NotSupportedError": 9, "InUseAttributeError": 10,
    "InvalidStateError": 11, "SyntaxError": 12, "InvalidModificationError": 13, "NamespaceError": 14,
    "InvalidAccessError": 15, "TypeMismatchError": 17, "SecurityError": 18, "NetworkError": 19, "AbortError": 20,
    "URLMismatchError": 21, "QuotaExceededError": 22, "TimeoutError": 23, "InvalidNodeTypeError": 24,
    "DataCloneError": 25,
}  # fmt: skip
"""The names that have a code from the time before names; all others have 0."""


class DOMException(Exception):  # noqa: N818 -- the platform's name
    """An error of the platform, told apart by its `name`."""

    INDEX_SIZE_ERR: ClassVar[Literal[1]] = 1
    DOMSTRING_SIZE_ERR: ClassVar[Literal[2]] = 2
    HIERARCHY_REQUEST_ERR: ClassVar[Literal[3]] = 3
    WRONG_DOCUMENT_ERR: ClassVar[Literal[4]] = 4
    INVALID_CHARACTER_ERR: ClassVar[Literal[5]] = 5
    NO_DATA_ALLOWED_ERR: ClassVar[Literal[6]] = 6
    NO_MODIFICATION_ALLOWED_ERR: ClassVar[Literal[7]] = 7
    NOT_FOUND_ERR: ClassVar[Literal[8]] = 8
    NOT_SUPPORTED_ERR: ClassVar[Literal[9]] = 9
    INUSE_ATTRIBUTE_ERR: ClassVar[Literal[10]] = 10
    INVALID_STATE_ERR: ClassVar[Literal[11]] = 11
    SYNTAX_ERR: ClassVar[Literal[12]] = 12
    INVALID_MODIFICATION_ERR: ClassVar[Literal[13]] = 13
    NAMESPACE_ERR: ClassVar[Literal[14]] = 14
    INVALID_ACCESS_ERR: ClassVar[Literal[15]] = 15
    VALIDATION_ERR: ClassVar[Literal[16]] = 16
    TYPE_MISMATCH_ERR: ClassVar[Literal[17]] = 17
    SECURITY_ERR: ClassVar[Literal[18]] = 18
    NETWORK_ERR: ClassVar[Literal[19]] = 19
    ABORT_ERR: ClassVar[Literal[20]] = 20
    URL_MISMATCH_ERR: ClassVar[Literal[21]] = 21
    QUOTA_EXCEEDED_ERR: ClassVar[Literal[22]] = 22
    TIMEOUT_ERR: ClassVar[Literal[23]] = 23
    INVALID_NODE_TYPE_ERR: ClassVar[Literal[24]] = 24
    DATA_CLONE_ERR: ClassVar[Literal[25]] = 25
    new: ClassVar[New] = New()

    def __init__(self, message: str = "", name: str = "Error", /) -> None:
        message = DOM_STRING(message, f"{type(self).__name__}: argument 1 ('message')")
        name = DOM_STRING(name, f"{type(self).__name__}: argument 2 ('name')")
        # What `args` holds, unpickling passes to the constructor.
        super().__init__(message, name)
        self._message = message
        self._name = name

    @property
    def message(self) -> str:
        """What happened, in words."""
        return self._message

    @property
    def name(self) -> str:
        """The name that tells the errors apart, such as `AbortError`."""
        return self._name

    @property
    def code(self) -> int:
        """The number of the name from the time before names, or 0."""
        return _CODES.get(self.name, 0)

    def __str__(self) -> str:
        return f"{self.name}: {self.message}" if self.message else self.name

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.message!r}, {self.name!r})"
