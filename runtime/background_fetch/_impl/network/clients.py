"""Clients: what the checks of a request have to know of the page or worker that made it.

It is a snapshot, since a background fetch goes on when its page is gone, and after a restart. Sources: Fetch, "client";
HTML, "policy container".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from background_fetch._impl.network.schemes import trustworthy_origin
from background_fetch._impl.realms import PolicyContainer

if TYPE_CHECKING:
    from background_fetch._impl.realms import Realm


class Client(NamedTuple):
    """Who asks."""

    origin: str
    url: str
    """The address of the page or of the worker's script: where requests come from."""
    policy: PolicyContainer
    secure: bool
    """Whether it is a secure context, which must not mix with what is not."""

    def to_json(self) -> str:
        """Return the client as text, for keeping."""
        from json import dumps  # noqa: PLC0415 -- only what is kept needs it

        policy = {"csp": self.policy.csp, "referrerPolicy": self.policy.referrer_policy}
        return dumps({"origin": self.origin, "url": self.url, "policy": policy, "secure": self.secure})


def of_realm(realm: Realm) -> Client:
    """Return the client of the code that runs in a realm."""
    return Client(realm.origin, realm.url, realm.policy, trustworthy_origin(realm.origin))


def from_json(text: str) -> Client:
    """Return the client that `to_json` made a text of."""
    from json import loads  # noqa: PLC0415 -- see to_json

    kept = cast("dict[str, object]", loads(text))
    policy = cast("dict[str, object]", kept["policy"])
    csp = tuple(cast("list[str]", policy["csp"]))
    return Client(
        cast("str", kept["origin"]),
        cast("str", kept["url"]),
        PolicyContainer(csp, cast("str", policy["referrerPolicy"])),
        cast("bool", kept["secure"]),
    )
