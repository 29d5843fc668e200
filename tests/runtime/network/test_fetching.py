"""From a request to a response: what is sent, what is delivered, how it ends."""

# ruff: noqa: ARG002 -- receivers look at what a test is about

from __future__ import annotations

import asyncio
import gzip
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha384, sha512

import pytest
from background_fetch._impl.header_list import HeaderList
from background_fetch._impl.network.clients import Client, from_json
from background_fetch._impl.network.fetching import Controller, fetch
from background_fetch._impl.network.integrity import check_of
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.network.transport import ResponseHead, TransportError
from background_fetch._impl.network.wire import USER_AGENT
from background_fetch._impl.realms import PolicyContainer
from background_fetch._impl.requests import RequestRecord
from background_fetch._impl.storage.memory import MemoryBody
from idlwright import __version__

from tests.runtime.network.fetched import Noting, client_of, fetch_one

SITE = "https://site.example"


def headers(*pairs):
    return HeaderList(pairs)


def test_a_response_comes_with_its_body():
    done = fetch_one(Answer(headers=(("X", "y"), ("Set-Cookie", "a=b")), body=[b"Hel", b"lo"]), "/a#part")
    assert (done.outcome.error, done.outcome.retry_after) == (None, None)
    assert done.noting.chunks == [b"Hel", b"lo"]
    assert done.outcome.response is done.response
    assert (done.response.type, done.response.status, done.response.status_message) == ("basic", 200, "OK")
    assert done.response.url_list == (f"{SITE}/a#part",)
    assert done.response.header_list.pairs == [("X", "y")]
    assert done.urls == [f"{SITE}/a"]


def test_the_platform_adds_headers():
    [wire] = fetch_one(Answer()).requests
    assert wire.method == "GET"
    assert wire.headers == (
        ("Accept", "*/*"),
        ("Referer", f"{SITE}/dir/page?q"),
        ("Sec-Fetch-Dest", "empty"),
        ("Sec-Fetch-Mode", "cors"),
        ("Sec-Fetch-Site", "same-origin"),
        ("User-Agent", USER_AGENT),
        ("Accept-Encoding", "identity"),
    )
    assert f"idlwright-background-fetch/{__version__}" == USER_AGENT


def test_headers_of_the_request_come_first_and_are_kept():
    given = headers(("Accept", "audio/*"), ("User-Agent", "me"), ("X", "y"))
    [wire] = fetch_one(Answer(), header_list=given).requests
    assert wire.headers[:3] == (("Accept", "audio/*"), ("User-Agent", "me"), ("X", "y"))
    names = [name for name, _ in wire.headers]
    assert (names.count("Accept"), names.count("User-Agent"), given.pairs[3:]) == (1, 1, [])


def test_a_body_is_sent():
    body = MemoryBody(bytearray(b"x" * 100_000))
    done = fetch_one(Answer(), method="POST", body=body, header_list=headers(("Content-Type", "text/plain")))
    [wire] = done.requests
    assert (done.reason, wire.body, sum(done.noting.sent)) == ("", body, 100_000)
    assert done.header("Origin") == [SITE]


@pytest.mark.parametrize(
    ("mode", "given", "sent"),
    [
        ("default", (), {}),
        ("no-cache", (), {"Cache-Control": "max-age=0"}),
        ("no-cache", (("Cache-Control", "x"),), {"Cache-Control": "x"}),
        ("no-store", (), {"Pragma": "no-cache", "Cache-Control": "no-cache"}),
        ("reload", (), {"Pragma": "no-cache", "Cache-Control": "no-cache"}),
        ("reload", (("Cache-Control", "x"), ("Pragma", "y")), {"Pragma": "y", "Cache-Control": "x"}),
        ("force-cache", (), {}),
        ("default", (("If-None-Match", '"x"'),), {"Pragma": "no-cache", "Cache-Control": "no-cache"}),
        ("force-cache", (("If-None-Match", '"x"'),), {}),
    ],
)
def test_request_cache(mode, given, sent):
    [wire] = fetch_one(Answer(), cache=mode, header_list=headers(*given)).requests
    found = dict(wire.headers)
    assert {name: found[name] for name in ("Pragma", "Cache-Control") if name in found} == sent


def test_request_cache_only_if_cached_finds_nothing():
    done = fetch_one(Answer(), cache="only-if-cached", mode="same-origin")
    assert ("HTTP cache" in done.reason, done.requests) == (True, [])


# What there is already


def test_the_rest_is_asked_for():
    how = {"range_start": 10, "if_range": '"x"', "accept_encoding": "gzip, deflate"}
    done = fetch_one(Answer(status=206, body=b"rest"), how=how)
    assert [done.header(name) for name in ("Range", "If-Range", "Accept-Encoding")] == [
        ["bytes=10-"],
        ['"x"'],
        ["identity"],
    ]
    assert (done.response.status, done.body) == (206, b"rest")


def test_a_range_of_a_script_is_not_encoded():
    how = {"accept_encoding": "gzip, deflate"}
    done = fetch_one(Answer(status=206), header_list=headers(("Range", "bytes=1-2")), how=how)
    assert done.header("Accept-Encoding") == ["identity"]


def test_a_part_of_an_encoded_body_is_refused():
    coded = Answer(status=206, headers=(("Content-Encoding", "gzip"),), body=b"rest")
    done = fetch_one(coded, how={"range_start": 10})
    assert ("encoded" in done.reason, done.response) == (True, None)


def test_a_body_is_decoded_though_nobody_asked_for_a_coding():
    data = b"0123456789" * 100_000
    done = fetch_one(Answer(headers=(("Content-Encoding", "gzip"),), body=gzip.compress(data)))
    assert (done.reason, done.body, max(map(len, done.noting.chunks))) == ("", data, 65536)


# How it ends


@pytest.mark.parametrize(
    ("kind", "temporary"),
    [
        *[(kind, True) for kind in ("connect", "cut", "dns", "stall", "timeout")],
        *[(kind, False) for kind in ("address", "head", "protocol", "tls")],
    ],
)
def test_a_failure_of_the_transport_is_a_network_error(kind, temporary):
    def fail(_):
        raise TransportError(kind, "it failed")

    done = fetch_one(fail)
    assert (done.outcome.response, done.response) == (None, None)
    error = done.outcome.error
    assert (error.reason, error.temporary, error.aborted) == ("it failed", temporary, False)


def test_a_proxy_that_wants_to_know_who_asks():
    done = fetch_one(Answer(status=407, headers=(("Proxy-Authenticate", "Basic"),)))
    assert ("proxy" in done.reason, done.response) == (True, None)


def test_a_body_that_is_cut():
    done = fetch_one(Answer(body=b"half", error=TransportError("cut", "cut")))
    assert done.outcome.response is done.response
    assert (done.body, done.outcome.error.temporary) == (b"half", True)


@pytest.mark.parametrize(("wanted", "body"), [(-1, b""), (3, b"12345678")])
def test_no_more_is_wanted(wanted, body):
    done = fetch_one(Answer(body=[b"12345678"] * 3), wanted=wanted)
    error = done.outcome.error
    assert (done.body, error.aborted, error.temporary, "not wanted" in error.reason) == (body, False, False, True)
    assert done.outcome.response is done.response


@pytest.mark.parametrize(("end", "aborted"), [("abort", True), ("terminate", False)])
def test_ended_before_it_begins(end, aborted):
    controller = Controller()
    getattr(controller, end)()
    done = fetch_one(Answer(), controller=controller)
    assert (done.requests, done.outcome.error.aborted) == ([], aborted)


@pytest.mark.parametrize(("end", "aborted"), [("abort", True), ("terminate", False)])
def test_ended_within_the_body(end, aborted):
    controller = Controller()

    def pieces():
        yield b"first"
        getattr(controller, end)()
        yield b"second"
        yield b"third"

    done = fetch_one(Answer(body=pieces()), controller=controller)
    error = done.outcome.error
    assert (error.aborted, error.temporary, b"third" in done.body) == (aborted, False, False)


def test_paused_and_resumed():
    controller = Controller()
    order = []

    def later(turns):
        if turns:
            asyncio.get_running_loop().call_soon(later, turns - 1)
        else:
            order.append("resumed")
            controller.resume()

    def pieces():
        yield b"first"
        controller.pause()
        # So late that what is not paused would be over.
        later(50)
        yield b"second"
        order.append("second")

    done = fetch_one(Answer(body=pieces()), controller=controller)
    assert (done.reason, done.body, order) == ("", b"firstsecond", ["resumed", "second"])


def test_what_the_receiver_raises_is_raised():
    class Full:
        def process_request_body(self, count):
            """Take no note."""

        def process_response(self, response):
            return True

        def process_chunk(self, data):
            raise OSError(28, "no space")

    async def main():
        transport = MemoryTransport(lambda _: Answer(body=b"x"))
        client = Client(SITE, SITE, PolicyContainer(), True)
        await fetch(RequestRecord(url=f"{SITE}/a"), None, client, transport, Full(), Controller())

    with pytest.raises(OSError, match="no space"):
        asyncio.run(main())


class Reluctant:
    """A transport that goes on for a while after it was told to stop."""

    def __init__(self):
        self.begun = asyncio.Event()
        self.ended = False

    def start(self, request, receiver):
        self.receiver = receiver
        self.begun.set()
        receiver.head(ResponseHead(200, "OK", ()))
        return self

    def abort(self, turns=20):
        if turns:
            self.receiver.data(b"x")
            asyncio.get_running_loop().call_soon(self.abort, turns - 1)
        else:
            self.ended = True
            self.receiver.finished(TransportError("aborted", "aborted"))


def test_who_stops_waiting_gets_no_further_calls():
    async def main():
        noting, transport = Noting(1 << 40), Reluctant()
        work = fetch(RequestRecord(url=f"{SITE}/a"), None, client_of(), transport, noting, Controller())
        task = asyncio.create_task(work)
        await transport.begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (transport.ended, len(noting.chunks)) == (True, 20)

    asyncio.run(main())


def test_paused_before_it_begins():
    class Noted(Reluctant):
        paused = 0

        def start(self, request, receiver):
            asyncio.get_running_loop().call_soon(controller.terminate)
            return super().start(request, receiver)

        def pause(self):
            self.paused += 1

    async def main():
        noting, transport = Noting(1 << 40), Noted()
        await fetch(RequestRecord(url=f"{SITE}/a"), None, client_of(), transport, noting, controller)
        assert transport.paused == 1

    controller = Controller()
    controller.pause()
    asyncio.run(main())


def test_ended_while_the_transport_starts():
    class Ending(Reluctant):
        def start(self, request, receiver):
            controller.terminate()
            return super().start(request, receiver)

    async def main():
        noting, transport = Noting(1 << 40), Ending()
        request = RequestRecord(url=f"{SITE}/a")
        outcome = await fetch(request, None, client_of(), transport, noting, controller)
        assert (outcome.error.aborted, transport.ended) == (False, True)

    controller = Controller()
    asyncio.run(main())


# Retry-After


def http_date(seconds):
    return format_datetime(datetime(2030, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("9" * 5000, 999_999_999),
        (http_date(90), 90),
        (http_date(-90), 0),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("Mon, 99 Foo 2030 99:99:99 GMT", None),
        ("\xb2", None),
    ],
)
def test_retry_after(value, seconds):
    done = fetch_one(Answer(status=503, headers=(("Retry-After", value), ("Date", http_date(0)))))
    assert done.outcome.retry_after == seconds


# integrity


def metadata(data, algorithm=sha384):
    return f"{algorithm().name}-{b64encode(algorithm(data).digest()).decode()}"


@pytest.mark.parametrize(
    ("integrity", "url", "method", "right"),
    [
        (metadata(b"content"), "/a", "GET", True),
        (metadata(b"other"), "/a", "GET", False),
        (f"{metadata(b'other')} {metadata(b'content')}", "/a", "GET", True),
        ("md5-xxxx", "/a", "GET", True),
        (f"{metadata(b'content')} {metadata(b'other', sha512)}", "/a", "GET", False),
        (f"{metadata(b'other')} {metadata(b'content', sha512)}?option", "/a", "GET", True),
        (metadata(b""), "/empty", "GET", True),
        (metadata(b""), "/null", "GET", False),
        (metadata(b"content"), "/a", "HEAD", False),
    ],
)
def test_integrity(integrity, url, method, right):
    answers = {"/a": Answer(body=[b"con", b"tent"]), "/empty": Answer(), "/null": Answer(status=204)}
    done = fetch_one(answers, url, method=method, integrity=integrity)
    assert ("integrity" not in done.reason) is right
    assert (done.outcome.error is None) is right


@pytest.mark.parametrize(
    ("status", "body", "right"), [(206, b"tent", True), (200, b"content", True), (206, b"x", False)]
)
def test_integrity_of_what_is_continued(status, body, right):
    check = check_of(metadata(b"content"))
    check.update(b"con")
    done = fetch_one(Answer(status=status, body=body), how={"range_start": 3, "check": check})
    assert (done.reason, check.matches()) == ("", right)


# Clients


def test_a_client_can_be_kept():
    client = Client(SITE, f"{SITE}/a", PolicyContainer(("default-src 'self'", "x"), "origin"), True)
    assert from_json(client.to_json()) == client
