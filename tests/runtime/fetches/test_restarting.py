"""What a user agent finds when it is opened again on what was kept."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch import Request
from background_fetch._impl.network.memory import Answer
from background_fetch._impl.storage.memory import MemoryStore
from background_fetch._impl.storage.store import PutFetch, PutRecord, PutRegistration

DATA = bytes(range(256)) * 100


async def until(condition):
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 -- what changes belongs to other tasks
            await asyncio.sleep(0)


def half(server, path="/file"):
    """Send half a file, and then nothing."""
    endless = asyncio.Event()

    async def body():
        yield DATA[:10000]
        await endless.wait()

    server.paths[path] = lambda _: Answer(headers=(("etag", f'"{hash(DATA)}"'),), body=body())


def test_a_download_goes_on(run, browser):
    store = MemoryStore()

    async def main():
        async with browser(store=store) as b:
            half(b.server)
            b.server.add("/a", b"text")
            fetch = await b.manager.fetch("id", ["/a", "/file"], title="T", icons=[{"src": "/i"}], downloadTotal=30000)
            await until(lambda: fetch.downloaded == 10004)
            b.performer.pause(b.struct("id"))
        assert b.events == []
        async with browser(store=store) as b:
            b.server.file("/file", DATA)
            (struct,) = b.performer.fetches
            assert (struct.id, struct.title, struct.icons, struct.download_total) == ("id", "T", [{"src": "/i"}], 30000)
            fetch = await b.manager.get("id")
            assert (fetch.id, fetch.result, fetch.downloaded) == ("id", "", 10004)
            b.performer.unpause(struct)
            seen = [await (await record.responseReady).bytes() for record in await fetch.matchAll()]
            assert seen == [b"text", DATA]
            await b.done()
            # What was there already was not asked for again.
            assert [(each.url, b.server.fields("range")) for each in b.server.requests] == [
                ("https://site.example/file", ["bytes=10000-"])
            ]
            assert b.events == [("backgroundfetchsuccess", "id", "success", "")]
        async with browser(store=store) as b:
            assert (b.performer.fetches, b.events) == ([], [])

    assert run(main) == []
    loaded = store.load()
    assert (loaded.fetches, loaded.records) == ([], [])


def test_an_event_that_was_cut_short_is_delivered_again(run, browser):
    store = MemoryStore()

    async def main():
        async with browser(store=store) as b:
            b.server.add("/a", b"text")
            endless = asyncio.Event()
            began = asyncio.Event()

            async def handle(_):
                began.set()
                await endless.wait()

            b.on("backgroundfetchsuccess", handle)
            await b.manager.fetch("id", "/a")
            await began.wait()
        endless.set()
        seen = []
        async with browser(store=store) as b:

            async def handle_again(event):
                record = await event.registration.match("/a")
                seen.append((event.registration.result, await (await record.responseReady).text()))

            b.on("backgroundfetchsuccess", handle_again)
            assert await b.manager.getIds() == []
            await b.done()
            assert seen == [("success", "text")]
            assert b.server.requests == []
        async with browser(store=store) as b:
            await b.done()
            assert b.events == []

    assert run(main) == []


def test_a_failure_is_remembered(run, browser, server):
    store = MemoryStore()

    async def main():
        async with browser(store=store) as b:
            half(b.server)
            fetch = await b.manager.fetch("id", ["/missing", "/file"])
            await until(lambda: fetch.downloaded == 10000)
        server.file("/file", DATA)
        async with browser(server, store=store) as b:
            await b.done()
            assert b.events == [("backgroundfetchfail", "id", "failure", "bad-status")]
            assert len(b.server.requests) == 1

    assert run(main) == []


def test_a_pause_is_remembered(run, browser):
    store = MemoryStore()

    async def main():
        async with browser(store=store) as b:
            half(b.server)
            fetch = await b.manager.fetch("id", "/file")
            await until(lambda: fetch.downloaded == 10000)
            b.performer.pause(b.struct("id"))
            await b.done()
        async with browser(store=store) as b:
            b.server.file("/file", DATA)
            await b.done()
            assert (b.server.requests, b.struct("id").paused_flag) == ([], True)
            b.performer.unpause(b.struct("id"))
            await b.done()
            assert b.events == [("backgroundfetchsuccess", "id", "success", "")]

    assert run(main) == []


def test_a_question_is_remembered(run, browser):
    store = MemoryStore()

    async def main():
        async with browser(store=store, default_permission="prompt") as b:
            b.server.add("/a")
            await b.manager.fetch("id", "/a")
        async with browser(store=store, default_permission="prompt") as b:
            b.server.add("/a")
            b.agent.set_permission("https://site.example/", "granted")
            await b.done()
            assert b.events == [("backgroundfetchsuccess", "id", "success", "")]

    assert run(main) == []


def test_uploads_are_sent_once(run, browser, server):
    store = MemoryStore()

    def requests():
        return [Request(f"https://site.example/{path}", method="POST", body=path) for path in ("begun", "waiting")]

    async def main():
        async with browser(store=store, transfers=1) as b:
            b.server.hanging("/begun")
            await b.manager.fetch("id", requests())
            await until(lambda: len(b.server.requests) == 1)
        for path in ("/begun", "/waiting"):
            server.paths[path] = lambda request: Answer(body=request.body.read(0, 100))
        async with browser(server, store=store) as b:
            seen = []

            async def handle(event):
                for record in await event.registration.matchAll():
                    try:
                        seen.append(await (await record.responseReady).text())
                    except TypeError:
                        seen.append(await record.request.text())

            b.on("backgroundfetchfail", handle)
            await b.done()
            # Whether the server has got the first one nobody knows.
            assert [each.url for each in b.server.requests] == ["https://site.example/waiting"]
            assert seen == ["begun", "waiting"]
            assert b.events == [("backgroundfetchfail", "id", "failure", "fetch-error")]

    assert run(main) == []


@pytest.mark.parametrize(("lost", "ranges"), [(0, []), (1, ["bytes=25599-"])])
def test_all_bytes_were_there(lost, ranges, run, browser, server):
    store = MemoryStore()

    async def main():
        async with browser(store=store) as b:
            endless = asyncio.Event()

            async def body():
                yield DATA[: len(DATA) - lost]
                await endless.wait()

            fields = (("etag", f'"{hash(DATA)}"'), ("content-length", str(len(DATA))))
            b.server.paths["/file"] = lambda _: Answer(headers=fields, body=body())
            fetch = await b.manager.fetch("id", "/file")
            await until(lambda: fetch.downloaded == len(DATA) - lost)
        server.file("/file", DATA)
        async with browser(server, store=store) as b:
            await b.done()
            assert b.events == [("backgroundfetchsuccess", "id", "success", "")]
            assert b.server.fields("range") == ranges

    assert run(main) == []


def test_a_registration_that_is_gone_takes_its_fetches_along(run, browser):
    store = MemoryStore()

    async def main():
        async with browser(store=store) as b:
            half(b.server)
            fetch = await b.manager.fetch("id", "/file")
            await until(lambda: fetch.downloaded == 10000)
            response = await (await fetch.match("/file")).responseReady
            reading = response.bytes()
            assert await b.registration.unregister()
            with pytest.raises(Exception, match="aborted") as caught:
                await reading
            assert caught.value.name == "AbortError"
            await b.done()
            assert (b.events, fetch.result, await b.manager.getIds()) == ([], "", [])
            with pytest.raises(TypeError):
                await b.manager.fetch("id", "/file")
            assert b.performer.fetches == []
            assert b.performer.quota("https://site.example").charged == 0

    assert run(main) == []
    assert store.load().fetches == []


def test_quota_is_charged_for_what_was_kept(run, browser, server):
    store = MemoryStore()

    async def main():
        async with browser(store=store, quota=40000) as b:
            half(b.server)
            fetch = await b.manager.fetch("id", "/file", downloadTotal=30000)
            await until(lambda: fetch.downloaded == 10000)
        server.hanging("/file")
        async with browser(server, store=store, quota=40000) as b:
            assert b.performer.quota("https://site.example").charged == 30000

    assert run(main) == []


def test_a_registration_goes_while_a_fetch_ends(run, browser):
    async def main():
        for turns in range(40):
            async with browser() as b:
                b.server.add("/a", b"text")
                await b.manager.fetch("id", "/a")
                for _ in range(turns):
                    await asyncio.sleep(0)
                await b.registration.unregister()
                await b.done()
                assert b.performer.fetches == []
                assert b.performer.quota("https://site.example").charged == 0
                assert b.store.load().fetches == []

    assert run(main) == []


def test_the_user_agent_ends_while_a_fetch_ends(run, browser, server):
    server.add("/a", b"text")

    async def main():
        for turns in range(60):
            store = MemoryStore()
            told = 0
            async with browser(server, store=store) as b:
                await b.manager.fetch("id", "/a")
                for _ in range(turns):
                    await asyncio.sleep(0)
            told += len(b.events)
            async with browser(server, store=store) as b:
                await b.done()
                told += len(b.events)
            assert told >= 1
            assert store.load().fetches == []

    assert run(main) == []


def digest(data):
    from base64 import b64encode  # noqa: PLC0415 -- only here
    from hashlib import sha256  # noqa: PLC0415 -- only here

    return f"sha256-{b64encode(sha256(data).digest()).decode()}"


@pytest.mark.parametrize("sent", [10000, len(DATA)])
@pytest.mark.parametrize(("integrity", "reason"), [(digest(DATA), ""), (digest(b""), "fetch-error")])
def test_what_was_there_already_is_hashed_again(sent, integrity, reason, run, browser, server):
    store = MemoryStore()

    async def main():
        async with browser(store=store) as b:
            endless = asyncio.Event()

            async def body():
                yield DATA[:sent]
                await endless.wait()

            fields = (("etag", f'"{hash(DATA)}"'), ("content-length", str(len(DATA))))
            b.server.paths["/file"] = lambda _: Answer(headers=fields, body=body())
            fetch = await b.manager.fetch("id", Request("https://site.example/file", integrity=integrity))
            await until(lambda: fetch.downloaded == sent)
        server.file("/file", DATA)
        async with browser(server, store=store) as b:
            await b.done()
            result = "failure" if reason else "success"
            assert b.events == [(f"backgroundfetch{'fail' if reason else 'success'}", "id", result, reason)]
            assert len(b.server.requests) == (sent < len(DATA))

    assert run(main) == []


def test_a_fetch_whose_registration_is_gone_is_forgotten(run, browser):
    store = MemoryStore()

    async def main():
        async with browser(store=store) as b:
            half(b.server)
            await b.manager.fetch("id", "/file")
        (fetch,) = store.load().fetches
        await store.commit([PutFetch(fetch._replace(scope="https://gone.example/"))])
        async with browser(store=store) as b:
            await b.done()
            assert b.performer.fetches == []

    assert run(main) == []
    assert store.load().fetches == []


def test_an_abort_that_was_not_kept_is_one(run, browser, server):
    store = MemoryStore()

    async def main():
        async with browser(store=store) as b:
            half(b.server)
            await b.manager.fetch("id", "/file")
        # What there is when all ends between the answer of `abort()` and its row, and the id was used again.
        loaded = store.load()
        key = store.next_key()
        await store.commit([PutFetch(loaded.fetches[0]._replace(key=key, title="new"))])
        await store.commit([PutRecord(loaded.records[0]._replace(fetch=key, body=None, response=None))])
        server.file("/file", DATA)
        async with browser(server, store=store) as b:
            await b.done()
            assert sorted(b.events) == [
                ("backgroundfetchabort", "id", "failure", "aborted"),
                ("backgroundfetchsuccess", "id", "success", ""),
            ]

    assert run(main) == []
    assert store.load().fetches == []


def test_a_registration_goes_while_a_fetch_begins(run, browser):
    class Slow(MemoryStore):
        def commit(self, changes):
            future = super().commit(changes)
            if any(isinstance(each, PutFetch) for each in changes):
                future = asyncio.get_running_loop().create_future()
                self.waiting = future
            return future

    async def main():
        store = Slow()
        async with browser(store=store) as b:
            promise = b.manager.fetch("id", "/a")
            await until(lambda: hasattr(store, "waiting"))
            await b.registration.unregister()
            store.waiting.set_result(None)
            with pytest.raises(TypeError, match="removed"):
                await promise
            await b.done()
            assert (b.performer.fetches, b.server.requests) == ([], [])
            assert b.performer.quota("https://site.example").charged == 0
            await until(lambda: store.load().fetches == [])

    assert run(main) == []


def test_what_abort_has_answered_holds_after_a_crash(run, browser, server):
    kept = MemoryStore()

    async def main():
        store = MemoryStore()
        async with browser(store=store) as b:
            half(b.server)
            fetch = await b.manager.fetch("id", "/file")
            await until(lambda: fetch.downloaded == 10000)
            assert await fetch.abort()
            # What there is if all ends at this very moment.
            loaded = store.load()
            await kept.commit([PutRegistration(each) for each in loaded.registrations])
            await kept.commit([PutFetch(each) for each in loaded.fetches])
            await kept.commit([PutRecord(each) for each in loaded.records])
        server.file("/file", DATA)
        async with browser(server, store=kept) as b:
            assert await b.manager.getIds() == []
            await b.done()
            assert (b.events, b.server.requests) == ([("backgroundfetchabort", "id", "failure", "aborted")], [])

    assert run(main) == []
