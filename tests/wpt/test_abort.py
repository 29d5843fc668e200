"""Aborting. Follows abort.https.window.js."""

from __future__ import annotations

import asyncio

from tests.wpt.cases import case

FILE = "abort.https.window.js"


@case(FILE, "Aborting the same registration twice fails")
def test_twice(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), [t.resource(), "/common/slow.py"])
        assert await fetch.abort() is True
        assert await fetch.abort() is False

    background_fetch_test(main)


@case(FILE, "Calling BackgroundFetchRegistration.abort sets the correct fields and responses are still available")
def test_fields(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), [t.resource(), "/common/slow.py"])
        downloaded = asyncio.Event()
        fetch.addEventListener("progress", lambda _: fetch.downloaded >= 16 and downloaded.set())
        await asyncio.wait_for(downloaded.wait(), 20)
        assert await fetch.abort() is True
        message = await t.message()
        assert message["type"] == "backgroundfetchabort"
        assert message["eventRegistration"]["result"] == "failure"
        assert message["eventRegistration"]["failureReason"] == "aborted"
        assert (fetch.result, fetch.failureReason) == ("failure", "aborted")
        assert len(message["results"]) == 2
        found = [result for result in message["results"] if result is not None]
        assert [(r["url"].endswith("feature-name.txt"), r["status"], r["text"]) for r in found] == [
            (True, 200, "Background Fetch")
        ]

    background_fetch_test(main)


@case(FILE, "An aborted fetch throws a DOM exception when accessing an incomplete record")
def test_incomplete_record(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), "/common/slow.py")
        assert await fetch.abort() is True
        assert (await t.message())["results"] == [{"response": False, "name": "AbortError"}]

    background_fetch_test(main, "sw_abort.py")
