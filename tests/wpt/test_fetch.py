"""Fetching. Follows fetch.https.window.js."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch import QuotaExceededError, Request

from tests.wpt.cases import case
from tests.wpt.conftest import until

FILE = "fetch.https.window.js"
MAX_SAFE_INTEGER = 2**53 - 1


@case(FILE, "Background Fetch requires an activated Service Worker")
def test_requires_active_worker(background_fetch_test):
    async def main(t):
        assert t.registration.active is None
        with pytest.raises(TypeError):
            await t.fetch(t.unique_id(), t.resource())

    background_fetch_test(main, activate=False)


@case(FILE, "Argument verification is done for BackgroundFetchManager.fetch()")
def test_arguments(background_fetch_test):
    async def main(t):
        for requests in (
            [],
            "https://user:pass@domain/secret.txt",
            Request(t.server.origin + t.resource(), mode="no-cors"),
        ):
            with pytest.raises(TypeError):
                await t.fetch(t.unique_id(), requests)

    background_fetch_test(main)


@case(FILE, "IDs must be unique among active Background Fetch registrations")
def test_unique_ids(background_fetch_test):
    async def main(t):
        with pytest.raises(TypeError):
            await asyncio.gather(*(t.fetch("my-id", "/common/slow.py") for _ in range(2)))
        assert await t.background_fetch.getIds() == ["my-id"]

    background_fetch_test(main)


@case(FILE, "Empty URL is OK.")
def test_empty_url(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), "")
        message = await t.message()
        assert message["type"] == "backgroundfetchsuccess"
        shown = message["eventRegistration"]
        assert (shown["id"], shown["result"], shown["failureReason"]) == (fetch.id, "success", "")

    background_fetch_test(main)


@pytest.mark.parametrize(
    ("query", "init"),
    [
        pytest.param(
            "pipe=header(Access-Control-Allow-Origin,*)|header(Access-Control-Allow-Methods,PUT)",
            {"method": "PUT"},
            marks=case(FILE, "Requests with PUT method require CORS Preflight and succeed."),
        ),
        pytest.param(
            "pipe=header(Access-Control-Allow-Origin,*)|header(Access-Control-Allow-Headers,content-type)",
            {"method": "POST", "headers": {"Content-Type": "text/json"}},
            marks=case(FILE, "Requests with text/json content type require CORS Preflight and succeed."),
        ),
    ],
)
def test_preflight(background_fetch_test, query, init):
    async def main(t):
        request = Request(t.resource(remote=True) + "?" + query, init)
        await t.fetch(t.unique_id(), request)
        message = await t.message()
        assert message["type"] == "backgroundfetchsuccess"
        assert message["eventRegistration"]["result"] == "success"
        assert message["eventRegistration"]["failureReason"] == ""
        assert [r.method for r in t.server.requests if "pipe" in r.target] == ["OPTIONS", init["method"]]

    background_fetch_test(main)


@case(FILE, "Using Background Fetch to successfully fetch a single resource")
def test_single(background_fetch_test):
    async def main(t):
        id_ = t.unique_id()
        fetch = await t.fetch(id_, t.resource())
        assert (fetch.id, fetch.uploadTotal, fetch.uploaded, fetch.downloadTotal) == (id_, 0, 0, 0)
        assert (fetch.result, fetch.failureReason, fetch.recordsAvailable) == ("", "", True)
        message = await t.message()
        assert message["type"] == "backgroundfetchsuccess"
        shown = message["eventRegistration"]
        assert (shown["id"], shown["result"], shown["failureReason"]) == (id_, "success", "")
        assert [(r["url"].endswith(t.resource()), r["status"], r["text"]) for r in message["results"]] == [
            (True, 200, "Background Fetch")
        ]

    background_fetch_test(main)


@case(FILE, "Registration object gets updated values when a background fetch completes.")
def test_updated_values(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), t.resource())
        assert (fetch.result, fetch.failureReason) == ("", "")
        await t.message()
        assert (fetch.result, fetch.failureReason) == ("success", "")

    background_fetch_test(main)


@case(FILE, "Background Fetch that exceeds the quota throws a QuotaExceededError")
def test_quota(background_fetch_test):
    async def main(t):
        with pytest.raises(QuotaExceededError) as caught:
            await t.fetch(t.unique_id(), t.resource(), downloadTotal=MAX_SAFE_INTEGER)
        assert (caught.value.quota, caught.value.requested) == (None, None)

    background_fetch_test(main)


@case(FILE, "Fetches can have requests with duplicate URLs")
def test_duplicate_urls(background_fetch_test):
    async def main(t):
        await t.fetch("my-id", [t.resource(), t.resource()])
        message = await t.message()
        assert message["type"] == "backgroundfetchsuccess"
        assert [(r["status"], r["text"]) for r in message["results"]] == [(200, "Background Fetch")] * 2

    background_fetch_test(main)


@case(FILE, "recordsAvailable is false after onbackgroundfetchsuccess finishes execution.")
def test_records_available(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), t.resource())
        assert fetch.recordsAvailable is True
        assert (await t.message())["type"] == "backgroundfetchsuccess"
        await until(lambda: not fetch.recordsAvailable)

    background_fetch_test(main)


@case(FILE, "Using Background Fetch to fetch a non-existent resource should fail.")
def test_missing(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), t.resource("missing-cat.txt"))
        message = await t.message()
        assert message["type"] == "backgroundfetchfail"
        assert [(r["url"].endswith("missing-cat.txt"), r["status"], r["text"]) for r in message["results"]] == [
            (True, 404, "")
        ]
        shown = message["eventRegistration"]
        assert (shown["id"], shown["result"], shown["failureReason"]) == (fetch.id, "failure", "bad-status")
        assert (fetch.result, fetch.failureReason) == ("failure", "bad-status")

    background_fetch_test(main)


@case(FILE, "Fetches with mixed content should fail.")
def test_mixed_content(background_fetch_test):
    async def main(t):
        await t.fetch(t.unique_id(), [t.server.origin + "/", "http://insecure.test/"])
        message = await t.message()
        assert message["type"] == "backgroundfetchfail"
        assert message["eventRegistration"]["failureReason"] == "fetch-error"
        assert [None if r is None else r["url"] for r in message["results"]] == [t.server.origin + "/", None]

    background_fetch_test(main)


@case(FILE, "Responses failing CORS checks are not leaked")
def test_not_leaked(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), t.resource(remote=True))
        message = await t.message()
        assert message["type"] == "backgroundfetchfail"
        assert message["results"] == [None]
        shown = message["eventRegistration"]
        assert (shown["id"], shown["downloaded"]) == (fetch.id, 0)

    background_fetch_test(main)
