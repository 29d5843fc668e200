"""Responses that are cut at each byte, come byte by byte, or have wrong bytes: nothing hangs, nothing is made up."""

from __future__ import annotations

import asyncio
import random

import pytest
from background_fetch._impl.network.curl import CurlTransport
from background_fetch._impl.network.curl_options import CurlOptions
from background_fetch._impl.network.transport import WireRequest

from tests.runtime.network.fault_server import Delay, End, FaultServer, response
from tests.runtime.network.recorder import exchange

BODY = b"The body of a response, which is short.\r\n\r\n"
CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(
    b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (BODY[:1], BODY[1:20], BODY[20:])
)
RESPONSES = {
    "length": response(BODY, headers=[("A", "b"), ("C", "")]),
    "chunks": CHUNKS + b"0\r\n\r\n",
    "chunks and a trailer": CHUNKS + b"0\r\nA: b\r\n\r\n",
    "interim responses": b"HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n" * 2 + response(BODY),
}


@pytest.mark.parametrize("framing", RESPONSES)
@pytest.mark.parametrize("end", [End.CLOSE, End.RESET])
def test_cut_at_each_byte(run, framing, end):
    text = RESPONSES[framing]

    async def main():
        transport = CurlTransport()
        pause = [Delay(0.02)] if end is End.RESET else []  # or the reset would take away what was not read

        async with FaultServer(lambda asked: [text[: int(asked.target[1:])], *pause, end]) as server:
            for start in range(0, len(text), 20):
                cuts = range(start, min(start + 20, len(text)))
                got = await asyncio.gather(
                    *(exchange(transport, WireRequest("GET", server.url(f"/{cut}"))) for cut in cuts)
                )
                for cut, each in zip(cuts, got, strict=True):
                    assert each.error is not None, cut
                    assert each.error.kind in {"cut", "connect"}, (cut, each.error)
                    assert BODY.startswith(bytes(each.body))
                    assert each.calls[-1] == "finished"
            whole = await exchange(transport, WireRequest("GET", server.url(f"/{len(text)}")))
            assert (whole.error, bytes(whole.body)) == (None, BODY)
            await server.until(lambda now: now.open == 0)
        await transport.close()

    assert run(main) == []


@pytest.mark.parametrize("framing", RESPONSES)
def test_byte_by_byte(run, framing):
    steps = [step for byte in RESPONSES[framing] for step in (bytes([byte]), Delay(0))]

    async def main():
        transport = CurlTransport()
        async with FaultServer(steps) as server:
            for _ in range(2):
                got = await exchange(transport, WireRequest("GET", server.url()))
                assert (got.error, bytes(got.body)) == (None, BODY)
            assert server.connections == 1
        await transport.close()

    assert run(main) == []


def mutated(seed):
    chance = random.Random(seed)  # noqa: S311 -- the same each time
    text = bytearray(chance.choice(list(RESPONSES.values())))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text))
        match chance.randrange(4):
            case 0:
                text[at] = chance.randrange(256)
            case 1:
                del text[at : at + chance.randint(1, 9)]
            case 2:
                text[at:at] = chance.randbytes(chance.randint(1, 9))
            case _:
                text[at:at] = chance.choice(
                    [b"\r\n", b"\0", b"0", b"9" * 30, b"Content-Length: 7\r\n", b"HTTP/1.1 200 OK\r\n"]
                )
    return bytes(text)


@pytest.mark.parametrize("part", range(4))
def test_wrong_bytes(run, part):
    async def main():
        transport = CurlTransport(CurlOptions(response_timeout=5, stall_timeout=5))
        async with FaultServer(lambda asked: [mutated(int(asked.target[1:])), End.CLOSE]) as server:
            for start in range(part * 200, part * 200 + 200, 20):
                got = await asyncio.gather(
                    *(exchange(transport, WireRequest("GET", server.url(f"/{n}"))) for n in range(start, start + 20))
                )
                kinds = {each.error.kind for each in got if each.error is not None}
                assert kinds <= {"cut", "connect", "protocol", "head"}
                assert [each.calls.count("finished") for each in got] == [1] * 20
                assert all(each.response is not None for each in got if each.error is None)
            await server.until(lambda now: now.open == 0)
        await transport.close()

    assert run(main) == []
