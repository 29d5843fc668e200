"""Collections of facts as their npm packages have them: one large JSON file, which may hold anything."""

from __future__ import annotations

import os
from typing import TypeAlias, cast

MAX_BYTES = 128 * 1024 * 1024
"""browser-compat-data has 20 MB."""
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class FactsError(Exception):
    """The facts are not what they should be; the message names the file or the place in it."""


class NoFactsError(FactsError):
    """Nothing is where facts were looked for."""


def load_facts(path: str, file: str) -> Json:
    """Return what a JSON file says.

    Args:
        path: The file, or the folder of the package that has it.
        file: The file's name in the package.

    Raises:
        NoFactsError: There is no such file.
        FactsError: It can't be read, or is no JSON.
    """
    import json  # noqa: PLC0415 - few commands read JSON

    found = os.path.join(path, file) if os.path.isdir(path) else path  # noqa: PTH112, PTH118 - strings, as in load
    try:
        if not os.path.isfile(found):  # noqa: PTH113
            raise NoFactsError(f"{found}: there is no such file")
        with open(found, "rb") as stream:  # noqa: PTH123
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FactsError(f"{found!r}: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > MAX_BYTES:
        raise FactsError(f"{found}: the file is larger than {MAX_BYTES // 1024 // 1024} MiB")
    try:
        return cast("Json", json.loads(data))
    except RecursionError:
        raise FactsError(f"{found}: the JSON is nested too deep") from None
    except ValueError as error:
        raise FactsError(f"{found}: this is no JSON: {error}") from None
