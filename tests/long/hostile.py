"""What a hostile server does with one file: a case, made of a number, and what a client may make of it."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final

from tests.runtime.network.fault_server import Delay, End, Received, Step, response

Steps = Sequence[Step] | Iterator[Step]
Fault = Callable[["Case", Received], Steps]

BOMB: Final = gzip.compress(bytes(50 << 20))
TOTAL: Final = 4 << 20
"""The announced size of files that may turn out to be bombs."""
LATER: Final = ("408 Request Timeout", "425 Too Early", "429 Too Many Requests", "500 Internal Server Error",
                "502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout")  # fmt: skip
FINAL: Final = ("304 Not Modified", "400 Bad Request", "403 Forbidden", "404 Not Found", "410 Gone",
                "416 Range Not Satisfiable", "501 Not Implemented")  # fmt: skip
NOWHERE: Final = ("file:///etc/passwd", "data:text/plain,x", "javascript:1", "ftp://localhost/x", "http://localhost:25/",
                  "http://user:word@localhost/", "http://", "//", "about:blank", "blob:http://localhost/x")  # fmt: skip


class Case:
    """A file, and what happens to the requests for it, one after the other."""

    def __init__(self, number: int, seed: str) -> None:
        self.number = number
        self.chance = chance = Random(f"{seed} {number}")  # noqa: S311 -- the same each time
        self.size = chance.choice([0, 1, 17, 1000, 1000, 5000, 5000, 65_537, 300_000])
        self.tagging = chance.choice(["strong", "strong", "strong", "weak", "date", ""])
        self.sent = b"" if chance.random() < 0.9 else chance.randbytes(chance.choice([1, 70_000]))
        self.versions: list[bytes] = []
        self.change()
        self.action = chance.choice(["", "", "", "", "", "", "", "", "abort", "pause"])
        self.faults: list[Fault] = [chance.choice(_DRAWN) for _ in range(chance.choice([0, 1, 1, 1, 2, 2, 3]))]
        self.endless = chance.random() < 0.05
        self.names: list[str] = []
        """What was done, in order."""
        self.hard = ""
        """What has been sent that no client can make a success of: the failure reason."""
        self.refused: set[tuple[int, bytes]] = set()
        """Statuses and bodies of errors that were sent."""

    @property
    def path(self) -> str:
        return f"/{self.number}"

    def __repr__(self) -> str:
        return f"<{self.number}: {self.size} bytes, {self.tagging or 'no'} tag, {self.action}; {' '.join(self.names)}>"

    def change(self) -> None:
        """Let there be another file at this address."""
        name = f"{self.number} {len(self.versions)}".encode()
        size = self.size + self.chance.choice([0, 0, 7]) if self.versions else self.size
        self.versions.append(hashlib.shake_128(name).digest(size))

    @property
    def data(self) -> bytes:
        """The file."""
        return self.versions[-1]

    def answer(self, request: Received) -> Steps:
        """Return what is done for a request."""
        if "hop" in request.target:
            return _ok(self, request)
        fault = _ok
        if self.faults:
            fault = self.faults[0] if self.endless and len(self.faults) == 1 else self.faults.pop(0)
        self.names.append(fault.__name__.strip("_"))
        return fault(self, request)

    def place(self, data: Sequence[object]) -> int:
        """Return a place in something, its ends included."""
        return self.chance.choice([0, self.chance.randint(0, len(data)), self.chance.randint(0, len(data)), len(data)])

    def fields(self) -> list[tuple[str, str]]:
        """Return the fields that tell versions apart."""
        tag = f'"{hashlib.sha256(self.data).hexdigest()[:16]}"'
        day = len(self.versions)
        return {
            "strong": [("ETag", tag)],
            "weak": [("ETag", f"W/{tag}")],
            "date": [
                ("Last-Modified", f"Thu, 0{day} Jan 2026 00:00:00 GMT"),
                ("Date", "Sun, 01 Feb 2026 00:00:00 GMT"),
            ],
            "": [],
        }[self.tagging]

    def fail(self) -> None:
        """Take note that what is sent now can't be a success."""
        self.hard = self.hard or "fetch-error"


def _start(case: Case, request: Received) -> int | None:
    """Return where the part begins that is asked for, None if all is."""
    wanted, validator = request.header("range"), request.header("if-range")
    if wanted is None or validator not in {value for _, value in case.fields()}:
        return None
    return int(wanted.removeprefix("bytes=").removesuffix("-"))


def _whole(case: Case, request: Received) -> bytes:
    """Return what an honest server says."""
    start = _start(case, request)
    if start is None:
        return response(case.data, headers=case.fields())
    size = len(case.data)
    if start >= size:
        return response(status="416 Range Not Satisfiable", headers=[("Content-Range", f"bytes */{size}")])
    span = f"bytes {start}-{size - 1}/{size}"
    return response(case.data[start:], status="206 Partial Content", headers=[*case.fields(), ("Content-Range", span)])


def _chunks(case: Case, data: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    fields = "".join(f"{name}: {value}\r\n" for name, value in case.fields())
    size = case.chance.choice([1000, 4000, 40_000])
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    head = f"HTTP/1.1 200 OK\r\n{fields}Transfer-Encoding: chunked\r\n\r\n".encode()
    return head + b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + end


def _slowly(data: bytes, seconds: float) -> Iterator[Step]:
    for byte in data:
        yield bytes([byte])
        yield Delay(seconds)


# --- what an honest server may do


def _ok(case: Case, request: Received) -> Steps:
    return [_whole(case, request)]


def _all_again(case: Case, _: Received) -> Steps:
    return [response(case.data, headers=case.fields())]


def _chunked(case: Case, _: Received) -> Steps:
    return [_chunks(case, case.data, case.chance.choice([b"0\r\n\r\n", b"0\r\nEtag: x\r\nB: c\r\n\r\n"]))]


def _until_closed(case: Case, _: Received) -> Steps:
    fields = "".join(f"{name}: {value}\r\n" for name, value in case.fields())
    return [f"HTTP/1.1 200 OK\r\n{fields}\r\n".encode() + case.data, End.CLOSE]


def _zipped(case: Case, _: Received) -> Steps:
    coding = case.chance.choice(["gzip", "deflate"])
    data = (gzip.compress if coding == "gzip" else zlib.compress)(case.data)
    return [response(data, headers=[*case.fields(), ("Content-Encoding", coding)])]


def _bytewise(case: Case, request: Received) -> Steps:
    text = _whole(case, request)
    return [*_slowly(text[:600], 0), text[600:]]


def _interim(case: Case, request: Received) -> Steps:
    return [b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * case.chance.randint(1, 9), _whole(case, request)]


def _twice_the_fields(case: Case, request: Received) -> Steps:
    head, _, body = _whole(case, request).partition(b"\r\n\r\n")
    length = next(line for line in head.split(b"\r\n") if line.startswith(b"Content-Length"))
    return [head + b"\r\n" + length + b"\r\nX-Same: 1\r\nX-Same: 1\r\n\r\n" + body]


def _more_than_all(case: Case, request: Received) -> Steps:
    return [_whole(case, request) + response(b"a response that nobody asked for"), End.CLOSE]


def _elsewhere(case: Case, request: Received) -> Steps:
    if request.method != "GET":
        return _ok(case, request)
    status = case.chance.choice(["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
    return [response(b"there", status=status, headers=[("Location", f"{case.path}?hop")])]


def _changed(case: Case, request: Received) -> Steps:
    case.change()
    return _ok(case, request)


# --- what is over in a while


def _cut(case: Case, request: Received) -> Steps:
    text = _whole(case, request)
    return [text[: case.place(text)], case.chance.choice([End.CLOSE, End.DROP, End.RESET])]


def _cut_chunks(case: Case, _: Received) -> Steps:
    text = _chunks(case, case.data)
    return [text[: case.chance.randrange(len(text))], End.CLOSE]


def _stalls(case: Case, request: Received) -> Steps:
    text = _whole(case, request)
    return [text[: case.place(text[:-1])], End.STALL] if case.data else [End.STALL]


def _slow_head(_case: Case, _request: Received) -> Steps:
    return _slowly(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000, 0.02)


def _slow_body(case: Case, request: Received) -> Steps:
    head, _, body = _whole(case, request).partition(b"\r\n\r\n")
    return iter([head + b"\r\n\r\n" + body[:-500], *_slowly(body[-500:-1], 0.02), body[-1:]])


def _busy(case: Case, _: Received) -> Steps:
    status, body = case.chance.choice(LATER), b"later" * case.chance.randrange(3)
    case.refused.add((int(status[:3]), body))
    after = case.chance.choice([[], [("Retry-After", "0")], [("Retry-After", "soon")], [("Retry-After", "-1")]])
    return [response(body, status=status, headers=after)]


def _at_once_closed(_case: Case, _request: Received) -> Steps:
    return [End.RESET]


# --- what can't be a success


def _refused(case: Case, _: Received) -> Steps:
    status, body = case.chance.choice(FINAL), b"no" * case.chance.randrange(3)
    body = b"" if status.startswith("304") else body
    case.refused.add((int(status[:3]), body))
    return [response(body, status=status)]


def _hard(steps: Callable[[Case], Steps]) -> Fault:
    def fault(case: Case, _: Received) -> Steps:
        case.fail()
        return steps(case)

    fault.__name__ = steps.__name__
    return fault


@_hard
def _bad_chunk(case: Case) -> Steps:
    return [
        _chunks(case, case.data, case.chance.choice([b"zz\r\nx\r\n", b"-1\r\n\r\n", b"\0\r\n", b"f" * 40])),
        End.CLOSE,
    ]


@_hard
def _endless_fields(_: Case) -> Steps:
    def steps() -> Iterator[Step]:
        yield b"HTTP/1.1 200 OK\r\n"
        while True:
            yield b"X: %s\r\n" % (b"x" * 1000) * 50

    return steps()


@_hard
def _endless_interim(_: Case) -> Steps:
    return [b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 60, End.STALL]


@_hard
def _endless_field(_: Case) -> Steps:
    return [b"HTTP/1.1 200 OK\r\nX: " + b"x" * (1 << 20), End.STALL]


@_hard
def _no_http(case: Case) -> Steps:
    kinds = [b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 2x0 OK\r\n\r\n", b"HTTP/1.1 000 OK\r\n\r\n",
             b"HTTP/1.1 200 OK\r\nA: \0\r\nContent-Length: 0\r\n\r\n",
             b"HTTP/1.1 101 Switching Protocols\r\n\r\nx", b"\x16\x03\x01\x02\x00" * 20]  # fmt: skip
    return [case.chance.choice(kinds), End.CLOSE]


@_hard
def _round_and_round(case: Case) -> Steps:
    case.faults.insert(0, _round_and_round)
    return [response(status="302 Found", headers=[("Location", case.path)])]


@_hard
def _nowhere(case: Case) -> Steps:
    return [response(status="302 Found", headers=[("Location", case.chance.choice(NOWHERE))])]


@_hard
def _broken_zip(case: Case) -> Steps:
    data = gzip.compress(case.data + b"more")
    broken = case.chance.choice([data[: case.chance.randrange(1, len(data))], b"?" + data, data[:9] + b"\xff" * 30])
    return [response(broken, headers=[*case.fields(), ("Content-Encoding", "gzip")])]


def _bomb(case: Case, _: Received) -> Steps:
    case.hard = case.hard or "download-total-exceeded"
    return [response(BOMB, headers=[*case.fields(), ("Content-Encoding", "gzip")])]


def _wrong_part(case: Case, request: Received) -> Steps:
    start, size = _start(case, request), len(case.data)
    if start is None or start >= size:
        start = 0
    kinds = [
        f"bytes {start + 1}-{size}/{size + 1}",
        f"bytes {start}-{size - 1}/{size - 1}",
        f"bytes */{size}",
        f"bytes {start}-{start - 1}/{size}",
        f"bytes={start}-{size}",
        f"items {start}-{size - 1}/{size}",
        "x",
    ]
    case.fail()
    fields = [*case.fields(), ("Content-Range", case.chance.choice(kinds))]
    return [response(case.data[start:], status="206 Partial Content", headers=fields)]


def _part_of_another(case: Case, request: Received) -> Steps:
    """Send a part of another file, and say so."""
    start = _start(case, request)
    case.change()
    size = len(case.data)
    if start is None or start >= size:
        return _ok(case, request)
    case.fail()
    fields = [*case.fields(), ("Content-Range", f"bytes {start}-{size - 1}/{size}")]
    return [response(case.data[start:], status="206 Partial Content", headers=fields)]


def _part_too_short(case: Case, request: Received) -> Steps:
    """Send less than was asked for, as servers may."""
    start, size = _start(case, request), len(case.data)
    if start is None or start >= size:
        return _cut(case, request)
    last = case.chance.randrange(start, size)
    fields = [*case.fields(), ("Content-Range", f"bytes {start}-{last}/{size}")]
    return [response(case.data[start : last + 1], status="206 Partial Content", headers=fields)]


def _no_parts(case: Case, request: Received) -> Steps:
    """Cut whatever is sent, and refuse to go on."""
    case.faults.insert(0, _no_parts)
    if request.header("range") is None:
        return _cut(case, request)
    case.refused.add((416, b"no"))
    return [response(b"no", status="416 Range Not Satisfiable")]


HONEST: Final = (_ok, _all_again, _chunked, _until_closed, _zipped, _bytewise, _interim, _twice_the_fields,
                 _more_than_all, _elsewhere, _changed)  # fmt: skip
PASSING: Final = (_cut, _cut, _cut, _cut_chunks, _stalls, _slow_head, _slow_body, _busy, _at_once_closed,
                  _part_too_short)  # fmt: skip
HARD: Final = (_bad_chunk, _endless_fields, _endless_interim, _endless_field, _no_http, _round_and_round, _nowhere,
               _broken_zip, _bomb, _wrong_part, _part_of_another)  # fmt: skip
_DRAWN: Final = (*HONEST, *PASSING, *PASSING, *HARD, _refused, _no_parts)
