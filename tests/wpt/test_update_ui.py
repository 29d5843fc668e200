"""Another title. Follows update-ui.https.window.js."""

from __future__ import annotations

from tests.wpt.cases import cases


@cases(
    "update-ui.https.window.js",
    ("Background Fetch updateUI resolves", "update-once", "update success"),
    ("Background Fetch updateUI called twice fails", "update-twice", "InvalidStateError"),
    ("Background Fetch updateUI fails when event is not active", "update-inactive", "InvalidStateError"),
    names=("id_", "update"),
)
def test_update_ui(background_fetch_test, id_, update):
    async def main(t):
        await t.fetch(id_, t.resource())
        assert await t.message() == {"update": update}

    background_fetch_test(main, "sw_update_ui.py")
