"""Background fetches from the call to the last event, over a transport and a store in memory."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch import DOMException, QuotaExceededError, Request


async def texts(records):
    """Return what came for each record: address, status and text, or None where there is no response."""
    found = []
    for record in records:
        try:
            response = await record.responseReady
            found.append((response.url.removeprefix("https://site.example"), response.status, await response.text()))
        except (TypeError, DOMException):
            found.append(None)
    return found


def outcome(registration):
    return registration.result, registration.failureReason


def test_success(run, browser):
    log = []

    async def main():
        async with browser() as b:
            b.server.add("/a", b"Background Fetch")
            b.server.add("/b", b"more", 201)
            fetch = await b.manager.fetch("id", ["/a", "/b"], title="T", downloadTotal=20)
            assert (fetch.id, fetch.uploadTotal, fetch.uploaded, fetch.downloadTotal, fetch.downloaded) == (
                "id", 0, 0, 20, 0,
            )  # fmt: skip
            assert (*outcome(fetch), fetch.recordsAvailable) == ("", "", True)
            fetch.onprogress = lambda event: log.append((type(event).__name__, event.isTrusted, *outcome(fetch)))

            async def handle(event):
                log.append((event.type, *outcome(fetch), await b.manager.getIds()))
                log.extend(await texts(await event.registration.matchAll()))
                assert fetch.recordsAvailable

            b.on("backgroundfetchsuccess", handle)
            await b.done()
            assert fetch.recordsAvailable is False
            assert (fetch.downloaded, outcome(fetch)) == (20, ("success", ""))

    assert run(main) == []
    assert log[-4:] == [
        ("Event", True, "success", ""),
        ("backgroundfetchsuccess", "success", "", []),
        ("/a", 200, "Background Fetch"),
        ("/b", 201, "more"),
    ]
    assert all(each == ("Event", True, "", "") for each in log[:-4])


def test_a_page_streams_a_running_fetch(run, browser):
    async def main():
        async with browser() as b:
            b.server.add("/a", [b"Background", b" ", b"Fetch"])
            free = b.server.hanging("/slow")
            fetch = await b.manager.fetch("id", ["/a", "/slow"])
            record = await fetch.match("/a")
            assert record.request.url == "https://site.example/a"
            response = await record.responseReady
            assert (response.url, await response.text()) == ("https://site.example/a", "Background Fetch")
            slow = await fetch.match("/slow")
            ready = slow.responseReady
            assert ready is slow.responseReady
            free.set()
            assert await (await ready).text() == ""

    assert run(main) == []


def test_records_are_independent(run, browser):
    async def main():
        async with browser() as b:
            b.server.add("/a", b"text")
            fetch = await b.manager.fetch("id", ["/a", "/a"])
            first, second = await fetch.matchAll("/a")
            again = await fetch.match("/a")
            assert len({id(each) for each in (first, second, again)}) == 3
            assert await texts([first, second, again]) == [("/a", 200, "text")] * 3
            await b.done()

    assert run(main) == []


def test_match_with_query_options(run, browser):
    async def main():
        async with browser() as b:
            b.server.hanging("/slow")
            requests = ["/x", "/x", "/x?id=3", Request("https://site.example/x", method="PUT"), "/slow"]
            fetch = await b.manager.fetch("id", requests)
            assert [len(await fetch.matchAll("/x", **options)) for options in (
                {}, {"ignoreSearch": True}, {"ignoreMethod": True}, {"ignoreSearch": True, "ignoreMethod": True},
            )] == [2, 3, 3, 4]  # fmt: skip
            assert len(await fetch.matchAll()) == 5
            assert await fetch.match("/missing") is None
            assert (await fetch.match("/x#part")).request.url == "https://site.example/x"
            for promise in (fetch.match("https://"), fetch.matchAll("https://u:p@site.example/"), fetch.match(5)):
                with pytest.raises(TypeError):
                    await promise
            await fetch.abort()

    assert run(main) == []


def test_bad_status(run, browser):
    async def main():
        async with browser() as b:
            b.server.add("/a", b"text")
            b.server.add("/missing", b"not here", 404)
            seen = []

            async def handle(event):
                seen.extend(await texts(await event.registration.matchAll()))

            b.on("backgroundfetchfail", handle)
            fetch = await b.manager.fetch("id", ["/missing", "/a"])
            await b.done()
            assert b.events == [("backgroundfetchfail", "id", "failure", "bad-status")]
            assert outcome(fetch) == ("failure", "bad-status")
            assert seen == [("/missing", 404, "not here"), ("/a", 200, "text")]

    assert run(main) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example/",
        "http://site.example/",
        "https://site.example:587/",
        "wss:127.0.0.1",
        "file:///",
        "data:text/plain,foo",
        "foobar:bazqux",
    ],
)
def test_what_fetch_refuses_fails_alone(url, run, browser):
    async def main():
        async with browser() as b:
            b.server.add("/a", b"text")
            fetch = await b.manager.fetch("id", [url, "/a"])
            record = await fetch.match(url)
            with pytest.raises(TypeError):
                await record.responseReady
            await b.done()
            assert b.events == [("backgroundfetchfail", "id", "failure", "fetch-error")]
            assert fetch.downloaded == 4

    assert run(main) == []


def test_cors(run, browser):
    async def main():
        async with browser() as b:
            fields = {"access_control_allow_origin": "*", "x_secret": "s", "etag": '"e"', "content_type": "text/plain"}
            b.server.add("https://other.example/", b"text", **fields)
            fetch = await b.manager.fetch("id", "https://other.example/")
            record = await fetch.match("https://other.example/")
            response = await record.responseReady
            assert (response.type, dict(response.headers)) == ("cors", {"content-type": "text/plain"})
            await b.done()
            assert outcome(fetch) == ("success", "")

    assert run(main) == []


# --- the calls


def test_order_of_checks(run, browser):
    async def main():
        async with browser(default_permission="denied") as b:
            with pytest.raises(TypeError, match="credentials"):
                await b.manager.fetch("id", "https://user:pass@domain/secret.txt")
            with pytest.raises(TypeError, match="at least one"):
                await b.manager.fetch("id", [])
            with pytest.raises(TypeError, match="no-cors"):
                await b.manager.fetch("id", Request("https://site.example/", mode="no-cors"))
            with pytest.raises(DOMException, match="allow") as caught:
                await b.manager.fetch("id", "/a")
            assert caught.value.name == "NotAllowedError"

    assert run(main) == []


def test_ids_are_unique_while_active(run, browser):
    async def main():
        async with browser() as b:
            free = b.server.hanging("/slow")
            first, second = b.manager.fetch("id", "/slow"), b.manager.fetch("id", "/slow")
            with pytest.raises(TypeError, match="already"):
                await second
            assert await b.manager.get("id") is await first
            assert await b.manager.getIds() == ["id"]
            with pytest.raises(TypeError):
                await b.manager.get()
            assert await b.manager.get("other") is None
            free.set()
            await b.done()
            assert (await b.manager.get("id"), await b.manager.getIds()) == (None, [])
            assert (await b.manager.fetch("id", "/slow")).id == "id"
            await b.done()

    assert run(main) == []


def test_there_is_a_limit_of_active_fetches(run, browser):
    async def main():
        async with browser(active_fetches=2) as b:
            b.server.hanging("/slow")
            for id_ in ("a", "b"):
                await b.manager.fetch(id_, "/slow")
            with pytest.raises(TypeError, match="2 active"):
                await b.manager.fetch("c", "/slow")
            for id_ in ("a", "b"):
                await (await b.manager.get(id_)).abort()
            await b.done()

    assert run(main) == []


def test_the_worker_sees_its_own_instance(run, browser):
    async def main():
        async with browser() as b:
            b.server.add("/a")
            seen = []

            async def handle(event):
                seen.append((event.registration, await b.worker.registration.backgroundFetch.get("id")))

            b.on("backgroundfetchsuccess", handle)
            fetch = await b.manager.fetch("id", "/a")
            other = await b.worker.registration.backgroundFetch.get("id")
            assert other is not fetch
            assert other is await b.worker.registration.backgroundFetch.get("id")
            await b.done()
            assert seen == [(other, None)]
            assert (outcome(other), other.recordsAvailable) == (("success", ""), False)

    assert run(main) == []


# --- abort


def test_abort(run, browser):
    log = []

    async def main():
        async with browser() as b:
            b.server.add("/a", b"Background Fetch")
            b.server.hanging("/slow")
            fetch = await b.manager.fetch("id", ["/a", "/slow"])
            finished = asyncio.Event()
            fetch.onprogress = lambda _: fetch.downloaded and finished.set()
            await finished.wait()
            fetch.onprogress = lambda _: log.append(outcome(fetch))
            slow = (await fetch.match("/slow")).responseReady
            seen = []

            async def handle(event):
                log.append(event.type)
                seen.extend(await texts(await event.registration.matchAll()))

            b.on("backgroundfetchabort", handle)
            assert await asyncio.gather(fetch.abort(), fetch.abort()) == [True, False]
            assert (outcome(fetch), await b.manager.getIds()) == (("", ""), [])
            with pytest.raises(DOMException) as caught:
                await slow
            assert caught.value.name == "AbortError"
            await b.done()
            assert seen == [("/a", 200, "Background Fetch"), None]
            assert await fetch.abort() is False

    assert run(main) == []
    assert log == [("failure", "aborted"), "backgroundfetchabort"]


def test_an_old_registration_does_not_abort_the_new_one(run, browser):
    async def main():
        async with browser() as b:
            b.server.add("/a")
            b.server.hanging("/slow")
            old = await b.manager.fetch("id", "/a")
            await b.done()
            new = await b.manager.fetch("id", "/slow")
            assert await old.abort() is False
            assert await b.manager.getIds() == ["id"]
            assert await new.abort() is True

    assert run(main) == []


def test_a_user_aborts(run, browser):
    async def main():
        async with browser() as b:
            b.server.hanging("/slow")
            fetch = await b.manager.fetch("id", "/slow")
            struct = b.struct("id")
            assert b.performer.abort_by_user(struct)
            await b.done()
            assert b.performer.abort_by_user(struct) is False
            assert b.events == [("backgroundfetchabort", "id", "failure", "aborted")]
            assert outcome(fetch) == ("failure", "aborted")

    assert run(main) == []


def test_a_body_that_is_being_read_fails(run, browser):
    async def main():
        async with browser() as b:
            endless = asyncio.Event()

            async def body():
                yield b"first"
                await endless.wait()

            b.server.add("/a", body())
            fetch = await b.manager.fetch("id", "/a")
            response = await (await fetch.match("/a")).responseReady
            reader = response.body.getReader()
            assert (await reader.read())["value"] == b"first"
            rest = reader.read()
            await fetch.abort()
            with pytest.raises(DOMException) as caught:
                await rest
            assert caught.value.name == "AbortError"
            await b.done()

    assert run(main) == []


# --- limits


def test_download_total(run, browser):
    async def main():
        async with browser() as b:
            b.server.hanging("/slow")
            b.server.add("/a", [b"12345", b"67890", b"1"])
            seen = []

            async def handle(event):
                seen.extend(await texts(await event.registration.matchAll()))

            b.on("backgroundfetchfail", handle)
            fetch = await b.manager.fetch("id", ["/slow", "/a"], downloadTotal=10)
            await b.done()
            assert outcome(fetch) == ("failure", "download-total-exceeded")
            assert (seen, fetch.downloaded) == ([None, None], 10)
            assert b.events == [("backgroundfetchfail", "id", "failure", "download-total-exceeded")]

    assert run(main) == []


def test_quota(run, browser):
    async def main():
        async with browser(quota=100) as b:
            b.server.add("/big", [b"x" * 60, b"x" * 60])
            b.server.add("/a", b"x" * 10)
            with pytest.raises(QuotaExceededError) as caught:
                await b.manager.fetch("id", "/a", downloadTotal=101)
            assert (caught.value.quota, caught.value.requested) == (None, None)
            with pytest.raises(QuotaExceededError):
                await b.manager.fetch("id", Request("https://site.example/", method="POST", body="x" * 101))
            assert await b.manager.getIds() == []
            fetch = await b.manager.fetch("id", ["/big", "/a"])
            await b.done()
            assert outcome(fetch) == ("failure", "quota-exceeded")
            assert b.performer.quota("https://site.example").charged == 0

    assert run(main) == []


def test_what_is_kept_counts_until_the_event_is_over(run, browser):
    async def main():
        async with browser(quota=100) as b:
            b.server.add("/a", b"x" * 60)
            go_on = asyncio.Event()

            async def handle(_):
                await go_on.wait()

            b.on("backgroundfetchsuccess", handle)
            fetch = await b.manager.fetch("id", "/a")
            while fetch.result == "":  # noqa: ASYNC110 -- what ends it is an event of the worker
                await asyncio.sleep(0)
            with pytest.raises(QuotaExceededError):
                await b.manager.fetch("other", "/a", downloadTotal=60)
            go_on.set()
            await b.done()
            await b.manager.fetch("other", "/a", downloadTotal=60)
            await b.done()

    assert run(main) == []


def test_max_safe_integer_is_too_much(run, browser):
    async def main():
        async with browser() as b:
            with pytest.raises(QuotaExceededError):
                await b.manager.fetch("id", "/a", downloadTotal=2**53 - 1)

    assert run(main) == []
