"""Downloads that are cut, paused or changed by the server, and what is asked for then."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch import DOMException, Request
from background_fetch._impl.network.memory import Answer
from background_fetch._impl.network.transport import TransportError

OLD = bytes(range(256)) * 40
NEW = bytes(reversed(range(256))) * 30


async def fetched(b, path="/file", **options):
    """Fetch a file to its end; return how that ended and what came."""
    seen = []

    async def handle(event):
        for record in await event.registration.matchAll():
            try:
                seen.append(await (await record.responseReady).bytes())
            except TypeError:
                seen.append(None)

    for type_ in ("backgroundfetchsuccess", "backgroundfetchfail"):
        b.on(type_, handle)
    fetch = await b.manager.fetch("id", path, **options)
    await b.done()
    return (fetch.result, fetch.failureReason), seen[0]


def tag(data):
    return f'"{hash(data)}"'


def test_a_cut_download_goes_on(run, browser):
    async def main():
        async with browser() as b:
            b.server.file("/file", OLD, cut_after=[3000, 2500])
            assert await fetched(b) == (("success", ""), OLD)
            assert b.server.fields("range") == [None, "bytes=3000-", "bytes=5500-"]
            assert b.server.fields("if-range") == [None, tag(OLD), tag(OLD)]
            assert set(b.server.fields("accept-encoding")) == {"identity"}
            assert len(b.clock.slept) == 2

    assert run(main) == []


def test_the_response_keeps_its_first_head(run, browser):
    async def main():
        async with browser() as b:
            b.server.file("/file", OLD, cut_after=[3000])
            fetch = await b.manager.fetch("id", "/file")
            response = await (await fetch.match("/file")).responseReady
            assert response.status == 200
            assert await response.bytes() == OLD
            assert dict(response.headers) == {"etag": tag(OLD)}
            await b.done()

    assert run(main) == []


def test_a_changed_file_begins_anew(run, browser):
    downloaded = []

    async def main():
        async with browser() as b:
            b.server.file("/file", OLD, NEW, cut_after=[9000])
            fetch = await b.manager.fetch("id", "/file")
            fetch.onprogress = lambda _: downloaded.append(fetch.downloaded)
            record = await fetch.match("/file")
            old = await record.responseReady
            reading = old.bytes()
            await b.done()
            with pytest.raises(TypeError, match="another response"):
                await reading
            assert (fetch.result, fetch.downloaded) == ("success", len(NEW))

    assert run(main) == []
    # What has come goes down with the new response.
    assert 9000 in downloaded
    assert downloaded != sorted(downloaded)


def test_what_came_of_the_changed_file(run, browser):
    async def main():
        async with browser() as b:
            b.server.file("/file", OLD, NEW, cut_after=[9000])
            assert await fetched(b) == (("success", ""), NEW)

    assert run(main) == []


@pytest.mark.parametrize("options", [{"tag": False}, {"ranges": False}])
def test_without_validators_or_ranges_all_is_fetched_again(options, run, browser):
    async def main():
        async with browser() as b:
            b.server.file("/file", OLD, cut_after=[3000], **options)
            assert await fetched(b) == (("success", ""), OLD)
            assert len(b.server.requests) == 2

    assert run(main) == []


def partial(body, content_range, **fields):
    pairs = {"content_range": content_range, "etag": tag(OLD), **fields}
    return Answer(
        status=206, headers=tuple((name.replace("_", "-"), value) for name, value in pairs.items()), body=body
    )


def begun():
    return Answer(
        headers=(("etag", tag(OLD)), ("content-length", str(len(OLD)))),
        body=OLD[:100],
        error=TransportError("cut", ""),
    )


def answers(server, *given):
    """Answer each request by the next of these, and by the last one from there on."""
    left = list(given)
    server.paths["/file"] = lambda _: left.pop(0) if len(left) > 1 else left[0]


@pytest.mark.parametrize(
    ("second", "result"),
    [
        (partial(OLD[100:], f"bytes 100-{len(OLD) - 1}/{len(OLD)}"), "success"),
        (partial(OLD[100:], f"bytes 100-{len(OLD) - 1}/*"), "success"),
        (partial(OLD[100:], f"bytes 100-{len(OLD) - 1}/{len(OLD)}", etag='"other"'), "fetch-error"),
        (partial(OLD[99:], f"bytes 99-{len(OLD) - 1}/{len(OLD)}"), "fetch-error"),
        (partial(OLD[100:], f"bytes=100-{len(OLD) - 1}/{len(OLD)}"), "fetch-error"),
        (partial(b"", f"bytes 100-{len(OLD) - 1}/{len(OLD)}"), "fetch-error"),
    ],
)
def test_parts(second, result, run, browser):
    async def main():
        async with browser() as b:
            answers(b.server, begun(), second)
            expected = (("success", ""), OLD) if result == "success" else (("failure", result), None)
            assert await fetched(b) == expected

    assert run(main) == []


def test_a_file_in_parts(run, browser):
    async def main():
        async with browser() as b:
            size = len(OLD)
            steps = [
                partial(OLD[at : at + 4000], f"bytes {at}-{min(at + 4000, size) - 1}/{size}") for at in (0, 4000, 8000)
            ]
            answers(b.server, *steps)
            assert await fetched(b) == (("success", ""), OLD)
            assert b.server.fields("range") == [None, "bytes=4000-", "bytes=8000-"]
            assert b.clock.slept == []

    assert run(main) == []


def test_nothing_behind_the_last_byte(run, browser):
    async def main():
        async with browser() as b:
            whole = Answer(headers=(("etag", tag(OLD)),), body=OLD, error=TransportError("cut", ""))
            answers(b.server, whole, Answer(status=416, headers=(("content-range", f"bytes */{len(OLD)}"),)))
            assert await fetched(b) == (("success", ""), OLD)

    assert run(main) == []


def test_a_range_that_is_refused_otherwise_begins_anew(run, browser):
    async def main():
        async with browser() as b:
            answers(b.server, begun(), Answer(status=416), Answer(body=NEW))
            assert await fetched(b) == (("success", ""), NEW)
            assert b.server.fields("range") == [None, "bytes=100-", None]

    assert run(main) == []


def test_what_is_cut_and_whose_rest_is_refused_twice_is_not_shown(run, browser):
    async def main():
        async with browser() as b:
            answers(b.server, begun(), Answer(status=416), begun(), Answer(status=416))
            assert await fetched(b) == (("failure", "fetch-error"), None)
            assert b.server.fields("range") == [None, "bytes=100-", None, "bytes=100-"]

    assert run(main) == []


def out_of_reach(server, kind="dns", until=lambda: False):
    """Let no request reach a server until something is so."""
    reached = server.paths.get("/file")

    def answer(request):
        if not until():
            raise TransportError(kind, "could not resolve host 'x'")
        return reached(request)

    server.paths["/file"] = answer


@pytest.mark.parametrize("settings", [{}, {"offline_limit": 0}])
def test_attempts_are_limited(settings, run, browser):
    async def main():
        async with browser(attempts=4, **settings) as b:
            if settings:
                out_of_reach(b.server)
            else:
                answers(b.server, Answer(error=TransportError("connect", "a server that answers was reached")))
            assert await fetched(b) == (("failure", "fetch-error"), None)
            assert len(b.server.requests) == 4

    assert run(main) == []


# --- without a network


@pytest.mark.parametrize("kind", ["dns", "connect"])
def test_a_download_goes_on_soon_after_the_network_is_back(kind, run, browser):
    async def main():
        async with browser() as b:
            b.server.file("/file", OLD, cut_after=[3000])
            back = b.clock.now + 3000
            out_of_reach(b.server, kind, lambda: len(b.server.requests) == 1 or b.clock.now >= back)
            assert await fetched(b) == (("success", ""), OLD)
            assert b.server.fields("range")[-1] == "bytes=3000-"
            assert back <= b.clock.now <= back + 60
            assert max(b.clock.slept) <= 60

    assert run(main) == []


def test_without_a_network_it_fails_after_the_limit(run, browser):
    async def main():
        async with browser(offline_limit=500) as b:
            out_of_reach(b.server)
            assert await fetched(b) == (("failure", "fetch-error"), None)
            assert 500 <= sum(b.clock.slept) <= 560

    assert run(main) == []


def test_a_redirect_to_a_server_that_is_not_there_is_an_answer(run, browser):
    async def main():
        async with browser(attempts=3) as b:
            out_of_reach(b.server)
            b.server.add("/moved", status=302, location="/file")
            assert await fetched(b, "/moved") == (("failure", "fetch-error"), None)
            assert len(b.server.requests) == 6

    assert run(main) == []


def test_people_see_why_a_record_waits_and_until_when(run, browser):
    seen = set()

    async def main():
        async with browser() as b:
            b.server.file("/file", OLD)
            back = b.clock.now + 100
            out_of_reach(b.server, until=lambda: b.clock.now >= back)
            sleep = b.clock.sleep

            async def watched(seconds):
                if seconds > 0:
                    seen.add((record.reason, record.next_try == b.clock.now + seconds))
                await sleep(seconds)

            b.clock.sleep = watched
            fetch = await b.manager.fetch("id", "/file")
            (record,) = b.struct("id").records
            await b.done()
            assert fetch.result == "success"
            assert (record.reason, record.next_try) == ("", None)

    assert run(main) == []
    assert seen == {("could not resolve host 'x'", True)}


def test_scripts_do_not_hear_that_a_record_waits(run, browser):
    async def main():
        async with browser() as b:
            b.server.file("/file", OLD)
            back = b.clock.now + 100
            out_of_reach(b.server, until=lambda: b.clock.now >= back)
            told = []
            fetch = await b.manager.fetch("id", "/file")
            fetch.onprogress = lambda _: told.append((fetch.downloaded, fetch.result))
            await b.done()
            assert (len(OLD), "") in told
            assert (0, "") not in told

    assert run(main) == []


def test_a_pause_ends_the_wait_for_a_server(run, browser):
    async def main():
        async with browser() as b:
            away, asleep = [True], asyncio.Event()

            async def sleep(seconds):
                if seconds > 0:
                    asleep.set()
                    await asyncio.Event().wait()
                await asyncio.sleep(0)

            b.server.file("/file", OLD)
            out_of_reach(b.server, until=lambda: not away)
            b.clock.sleep = sleep
            fetch = await b.manager.fetch("id", "/file")
            await asleep.wait()
            (record,) = b.struct("id").records
            assert record.next_try is not None
            assert await b.agent.pause("id")
            await b.done()
            assert record.next_try is None
            away.clear()
            assert await b.agent.resume("id")
            await b.done()
            assert fetch.result == "success"

    assert run(main) == []


# --- pause


async def paused_at_first_byte(b):
    """Return a fetch that is paused in the middle of a file."""
    go_on = asyncio.Event()

    async def body():
        yield OLD[:3000]
        await go_on.wait()

    def answer(request):
        if any(name.lower() == "range" for name, _ in request.headers):
            return partial(OLD[3000:], f"bytes 3000-{len(OLD) - 1}/{len(OLD)}")
        return Answer(headers=(("etag", tag(OLD)),), body=body())

    b.server.paths["/file"] = answer
    fetch = await b.manager.fetch("id", "/file")
    began = asyncio.Event()
    fetch.onprogress = lambda _: began.set()
    await began.wait()
    assert b.performer.pause(b.struct("id"))
    return fetch


def test_pause_and_resume(run, browser):
    async def main():
        async with browser() as b:
            fetch = await paused_at_first_byte(b)
            # What waits for its user keeps nobody busy.
            await b.done()
            assert (fetch.result, fetch.downloaded, len(b.server.requests)) == ("", 3000, 1)
            assert b.struct("id").paused_flag
            assert b.performer.pause(b.struct("id"))
            assert b.performer.unpause(b.struct("id"))
            response = await (await fetch.match("/file")).responseReady
            assert await response.bytes() == OLD
            await b.done()
            assert fetch.result == "success"
            assert b.server.fields("range") == [None, "bytes=3000-"]

    assert run(main) == []


def test_a_paused_fetch_can_be_aborted(run, browser):
    async def main():
        async with browser() as b:
            fetch = await paused_at_first_byte(b)
            await b.done()
            assert await fetch.abort()
            await b.done()
            assert b.events == [("backgroundfetchabort", "id", "failure", "aborted")]

    assert run(main) == []


def test_pause_and_unpause_at_once(run, browser):
    async def main():
        async with browser() as b:
            fetch = await paused_at_first_byte(b)
            for _ in range(3):
                b.performer.unpause(b.struct("id"))
                b.performer.pause(b.struct("id"))
            b.performer.unpause(b.struct("id"))
            await b.done()
            assert (fetch.result, len(b.server.requests)) == ("success", 2)

    assert run(main) == []


def test_only_what_can_go_on_can_be_paused(run, browser):
    async def main():
        async with browser() as b:
            free = b.server.hanging("/slow")
            await b.manager.fetch("id", Request("https://site.example/slow", method="PUT"))
            struct = b.struct("id")
            assert not b.performer.pause(struct)
            free.set()
            await b.done()
            assert not b.performer.pause(struct)
            assert not b.performer.unpause(struct)

    assert run(main) == []


# --- permission


def test_who_asks_begins_paused(run, browser):
    async def main():
        async with browser(default_permission="prompt") as b:
            b.server.add("/a", b"text")
            fetch = await b.manager.fetch("id", ["/a", Request("https://site.example/a", method="POST", body="x")])
            await b.done()
            assert (fetch.result, b.server.requests) == ("", [])
            b.agent.set_permission("https://site.example/", "granted")
            await b.done()
            assert fetch.result == "success"

    assert run(main) == []


def test_a_refusal_aborts(run, browser):
    async def main():
        async with browser(default_permission="prompt") as b:
            await b.manager.fetch("id", "/a")
            b.agent.set_permission("https://site.example/", "denied")
            await b.done()
            assert b.events == [("backgroundfetchabort", "id", "failure", "aborted")]
            with pytest.raises(DOMException) as caught:
                await b.manager.fetch("id", "/a")
            assert caught.value.name == "NotAllowedError"

    assert run(main) == []


# --- integrity


def integrity(data):
    from base64 import b64encode  # noqa: PLC0415 -- only here
    from hashlib import sha384  # noqa: PLC0415 -- only here

    return f"sha384-{b64encode(sha384(data).digest()).decode()}"


@pytest.mark.parametrize(("of", "result"), [(OLD, "success"), (NEW, "fetch-error")])
@pytest.mark.parametrize("cuts", [[], [3000, 2000]])
def test_integrity(of, result, cuts, run, browser):
    async def main():
        async with browser() as b:
            b.server.file("/file", OLD, cut_after=cuts)
            request = Request("https://site.example/file", integrity=integrity(of))
            expected = (("success", ""), OLD) if result == "success" else (("failure", "fetch-error"), None)
            assert await fetched(b, request) == expected
            assert len(b.server.requests) == len(cuts) + 1

    assert run(main) == []


def test_integrity_of_the_second_version(run, browser):
    async def main():
        async with browser() as b:
            b.server.file("/file", OLD, NEW, cut_after=[3000])
            request = Request("https://site.example/file", integrity=integrity(NEW))
            assert await fetched(b, request) == (("success", ""), NEW)

    assert run(main) == []


def test_what_is_kept_fits_its_response_at_any_time(run, browser):
    async def main():
        async with browser(checkpoint_bytes=500, attempts=9) as b:
            b.server.file("/file", OLD, NEW, OLD, NEW, cut_after=[3000, 2000, 4000])
            await b.manager.fetch("id", "/file")
            seen = set()
            while b.performer.fetches:
                for record in b.store.load().records:
                    if record.response is not None:
                        of = dict(record.response.headers)["etag"]
                        data = record.body.read(0, record.body.size)
                        assert {tag(OLD): OLD, tag(NEW): NEW}[of].startswith(data)
                        seen.add((of, len(data)))
                await asyncio.sleep(0)
            await b.done()
            assert len(seen) > 5
            assert b.events == [("backgroundfetchsuccess", "id", "success", "")]

    assert run(main) == []


def test_an_abort_that_comes_with_another_response(run, browser):
    async def main():
        async with browser() as b:

            async def body():
                b.performer.abort_by_user(b.struct("id"))
                yield NEW

            answers(b.server, Answer(body=OLD, error=TransportError("cut", "")), Answer(body=body()))
            seen = []

            async def handle(event):
                (record,) = await event.registration.matchAll()
                try:
                    await record.responseReady
                except DOMException as error:
                    seen.append(error.name)

            b.on("backgroundfetchabort", handle)
            await b.manager.fetch("id", "/file")
            await b.done()
            assert seen == ["AbortError"]

    assert run(main) == []
