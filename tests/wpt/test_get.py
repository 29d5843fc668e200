"""Finding active fetches. Follows get.https.window.js and get-ids.https.window.js."""

from __future__ import annotations

import pytest

from tests.wpt.cases import case

SHOWN = "id uploadTotal uploaded downloadTotal downloaded failureReason recordsAvailable".split()  # noqa: SIM905


@case("get-ids.https.window.js", "BackgroundFetchManager.getIds() does not require an activated worker")
def test_ids_without_worker(background_fetch_test):
    async def main(t):
        assert await t.background_fetch.getIds() == []

    background_fetch_test(main, activate=False)


@case("get-ids.https.window.js", "The BackgroundFetchManager exposes active fetches")
def test_ids(background_fetch_test):
    async def main(t):
        assert await t.background_fetch.getIds() == []
        fetch = await t.fetch(t.unique_id(), "/common/slow.py")
        assert await t.background_fetch.getIds() == [fetch.id]

    background_fetch_test(main)


@case("get.https.window.js", "BackgroundFetchManager.get() does not require an activated worker")
def test_without_worker(background_fetch_test):
    async def main(t):
        assert await t.background_fetch.get("x") is None

    background_fetch_test(main, activate=False)


@case("get.https.window.js", "Getting non-existing registrations yields `undefined`")
def test_missing(background_fetch_test):
    async def main(t):
        with pytest.raises(TypeError):
            await t.background_fetch.get()
        assert await t.background_fetch.get("my-id") is None

    background_fetch_test(main)


@case("get.https.window.js", "Getting an existing registration has the expected values")
def test_existing(background_fetch_test):
    async def main(t):
        fetch = await t.fetch("my-id", "/common/slow.py", downloadTotal=1234)
        assert (fetch.id, fetch.uploadTotal, fetch.uploaded, fetch.downloadTotal) == ("my-id", 0, 0, 1234)
        assert (fetch.result, fetch.failureReason, fetch.recordsAvailable) == ("", "", True)
        other = await t.background_fetch.get("my-id")
        assert [getattr(other, name) for name in SHOWN] == [getattr(fetch, name) for name in SHOWN]
        assert other is fetch

    background_fetch_test(main)
