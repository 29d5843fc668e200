"""All scenarios by the names they have in the recording, with what their user agents are set to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple

from background_fetch.agent import Settings

from tests.chromium.lab import Lab
from tests.chromium.scenarios import arguments, events, failures, life, matching


class Scenario(NamedTuple):
    """What is run, and where."""

    run: Callable[[Lab], Awaitable[None]]
    settings: dict[str, Any] = {}  # noqa: RUF012 -- nobody changes it


SCENARIOS: Final = {
    "010-environment": Scenario(arguments.environment),
    "020-argument-validation": Scenario(arguments.argument_validation),
    "030-lifecycle-success": Scenario(life.success),
    "040-progress-slow": Scenario(life.progress),
    "050-bad-status": Scenario(failures.bad_status),
    "060-fetch-error": Scenario(failures.fetch_error),
    "061-cut-connection": Scenario(failures.cut),
    "063-server-killed": Scenario(failures.server_killed),
    "070-download-total-exceeded": Scenario(failures.download_total),
    "080-abort": Scenario(life.abort),
    "090-duplicate-id": Scenario(life.duplicate_id),
    "100-match": Scenario(matching.match),
    "110-event-constructors": Scenario(events.constructors),
    "120-updateui": Scenario(events.update_ui),
    "130-waituntil": Scenario(events.wait_until),
    "140-upload": Scenario(life.upload),
    "150-redirect": Scenario(failures.redirects),
    "170-from-worker": Scenario(life.from_worker),
    "180-many-requests": Scenario(life.many),
    "210-too-many-fetches": Scenario(failures.too_many, {"active_fetches": 5}),
    "220-permission": Scenario(failures.permission),
    "230-quota": Scenario(failures.quota, {"quota": 200_000}),
    "280-big-download": Scenario(life.big),
}
FAST: Final = {"retry_delay": 0.02, "offline_limit": 0}
"""Failing requests are tried again at once, as in the recording."""


def settings(scenario: Scenario) -> Settings:
    """Return what a scenario's user agent is set to."""
    return Settings(**FAST, **scenario.settings)
