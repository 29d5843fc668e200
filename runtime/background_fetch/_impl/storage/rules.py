"""What rows of a profile have to be to each other, as queries for those that are not."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

What: TypeAlias = Literal[
    "damaged",
    "left-lock",
    "long-file",
    "lost-body",
    "lost-file",
    "lost-record",
    "no-registration",
    "old-version",
    "permissions",
    "short-file",
    "untimely-event",
]
"""What can be wrong with a profile."""


class Rule(NamedTuple):
    """Something that no row may be."""

    what: What
    table: str
    query: str
    """Returns the keys of the rows that are."""
    text: str
    cure: str | None
    """What puts the row with a key right, where nothing is lost by it."""


RULES: Final = (
    Rule(
        "lost-record",
        "records",
        "SELECT fetch, position FROM records WHERE fetch NOT IN (SELECT key FROM fetches)",
        "its background fetch is not there",
        "DELETE FROM records WHERE fetch = ? AND position = ?",
    ),
    Rule(
        "lost-body",
        "records",
        "SELECT fetch, position FROM records WHERE body IS NOT NULL AND body NOT IN (SELECT id FROM bodies)",
        "its body is not there; it is asked for again if its background fetch is active",
        """UPDATE records SET body = NULL, result = CASE
        WHEN (SELECT result FROM fetches WHERE key = fetch) = '' THEN '' ELSE 'fetch-error' END
        WHERE fetch = ? AND position = ?""",
    ),
    Rule(
        "lost-body",
        "records",
        """SELECT fetch, position FROM records
        WHERE request_body IS NOT NULL AND request_body NOT IN (SELECT id FROM bodies)""",
        "the body that it is to send is not there; its background fetch has to be begun again",
        None,
    ),
    Rule(
        "lost-body",
        "bodies",
        """SELECT id FROM bodies WHERE id NOT IN (
            SELECT body FROM records WHERE body IS NOT NULL
            UNION ALL SELECT request_body FROM records WHERE request_body IS NOT NULL
        )""",
        "no record has it",
        "DELETE FROM bodies WHERE id = ?",
    ),
    Rule(
        "untimely-event",
        "fetches",
        "SELECT key FROM fetches WHERE event != '' AND result = ''",
        "an event waits though the background fetch is active",
        "UPDATE fetches SET event = '' WHERE key = ?",
    ),
    Rule(
        "no-registration",
        "fetches",
        "SELECT key FROM fetches WHERE scope NOT IN (SELECT scope FROM registrations)",
        "no service worker is registered for its scope",
        None,
    ),
)
