"""Background fetches by what users have of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .fetch import BackgroundFetch

if TYPE_CHECKING:
    from background_fetch._generated.background_fetch import BackgroundFetchRegistration


def find(
    wanted: BackgroundFetch | BackgroundFetchRegistration | str, among: Iterable[BackgroundFetch]
) -> BackgroundFetch:
    """Return a background fetch.

    Args:
        wanted: The background fetch itself, an object that a script has of it, or its id.
        among: Those that may be meant by an id.

    Raises:
        LookupError: None of them has the id, or several have.
    """
    if isinstance(wanted, BackgroundFetch):
        return wanted
    if isinstance(wanted, str):
        found = [each for each in among if each.id == wanted]
        if len(found) != 1:
            raise LookupError(
                f"{'several background fetches have' if found else 'no background fetch has'} the id {wanted!r}"
            )
        return found[0]
    from background_fetch._generated.support.platform import behind  # noqa: PLC0415 -- not needed for the others

    from .registration import RegistrationState  # noqa: PLC0415 -- as above

    return behind(wanted, RegistrationState).background_fetch
