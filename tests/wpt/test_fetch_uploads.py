"""Uploads. Follows fetch-uploads.https.window.js."""

from __future__ import annotations

import asyncio

from background_fetch import Request

from tests.wpt.cases import case

FILE = "fetch-uploads.https.window.js"


def post(t, body):
    """Return a request with a body."""
    return Request(t.server.origin + t.resource("upload.py"), method="POST", body=body)


@case(FILE, "Fetch with an upload should work")
def test_upload(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), post(t, "Background Fetch!"))
        assert fetch.uploadTotal == 17
        message = await t.message()
        assert message["type"] == "backgroundfetchsuccess"
        shown = message["eventRegistration"]
        assert (shown["result"], shown["failureReason"], shown["uploaded"]) == ("success", "", 17)
        assert [r["text"] for r in message["results"]] == ["Background Fetch!"]

    background_fetch_test(main)


@case(FILE, "Progress event includes uploaded bytes")
def test_progress(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), [post(t, "Background Fetch!"), "/common/slow.py"])
        uploaded = asyncio.get_running_loop().create_future()

        def on_progress(_):
            if fetch.downloaded and not uploaded.done():
                uploaded.set_result(fetch.uploaded)

        fetch.addEventListener("progress", on_progress)
        assert await asyncio.wait_for(uploaded, 20) == 17

    background_fetch_test(main)


@case(FILE, "Duplicate upload requests work and can be distinguished.")
def test_duplicates(background_fetch_test):
    async def main(t):
        await t.fetch(t.unique_id(), [post(t, "upload1"), post(t, "upload2")])
        message = await t.message()
        assert message["type"] == "backgroundfetchsuccess"
        assert sorted(r["text"] for r in message["results"]) == ["upload1", "upload2"]

    background_fetch_test(main)
