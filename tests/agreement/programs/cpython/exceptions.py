"""DOMException and what derives from it."""

from __future__ import annotations

from background_fetch import DOMException, QuotaExceededError, QuotaExceededErrorOptions


# --- it-can-be-raised-and-caught: accept
async def main() -> None:
    try:
        raise DOMException("no", "AbortError")
    except DOMException as error:
        assert (error.name, error.message, error.code) == ("AbortError", "no", 20)


# --- without-arguments: accept
async def main() -> None:
    assert DOMException().name == "Error"


# --- a-name-without-a-code: accept
async def main() -> None:
    assert DOMException("no", "EncodingError").code == 0


# --- it-is-an-exception: accept
async def main() -> None:
    assert isinstance(DOMException("no"), Exception)


# --- a-message-that-is-a-number: refuse
async def main() -> None:
    DOMException(3)  # wrong


# --- a-name-that-is-none: refuse
async def main() -> None:
    DOMException("no", None)  # wrong


# --- arguments-by-name: refuse
async def main() -> None:
    DOMException(message="no")  # wrong


# --- three-arguments: refuse
async def main() -> None:
    DOMException("no", "AbortError", 20)  # wrong


# --- constants: accept
async def main() -> None:
    assert DOMException.ABORT_ERR == 20


# --- a-constant-that-does-not-exist: refuse
async def main() -> None:
    DOMException.ABORT_ERROR  # wrong


# --- the-name-can-t-be-set: refuse
async def main() -> None:
    DOMException("no").name = "AbortError"  # wrong


# --- new: accept
async def main() -> None:
    assert DOMException.new("no", "AbortError").name == "AbortError"


# --- quota-as-keywords: accept
async def main() -> None:
    assert QuotaExceededError("full", quota=10.0, requested=20.0).quota == 10


# --- options-as-their-dictionary: accept
async def main() -> None:
    options: QuotaExceededErrorOptions = {"quota": 1.0, "requested": 2.0}
    assert QuotaExceededError("full", options).requested == 2


# --- what-is-not-known-is-none: accept
async def main() -> None:
    assert QuotaExceededError("full").quota is None


# --- what-may-be-none-is-no-number: refuse
async def main() -> None:
    QuotaExceededError("full").quota + 1  # wrong


# --- it-is-a-domexception: accept
async def main() -> None:
    try:
        raise QuotaExceededError("full")
    except DOMException as error:
        assert error.name == "QuotaExceededError"


# --- a-quota-in-words: refuse
async def main() -> None:
    QuotaExceededError("full", quota="10")  # wrong


# --- a-misspelt-option: refuse
async def main() -> None:
    QuotaExceededError("full", qouta=10)  # wrong
