"""What holds for all headers, forms, parameters and streams."""

from __future__ import annotations

import asyncio

from background_fetch import File, FormData, Headers, URLSearchParams
from background_fetch._impl.blobs import blob_bytes, make_file
from background_fetch._impl.forms import form_entries, make_form
from background_fetch._impl.multipart import decode_multipart, encode_multipart, new_boundary
from background_fetch._impl.search_params import decode_urlencoded, encode_urlencoded
from background_fetch._impl.stream_sources import read_all_bytes, stream_of, stream_of_bytes, tee
from hypothesis import given, settings
from hypothesis import strategies as st

texts = st.text(st.characters(codec="utf-8"), max_size=12)
lines = texts.map(lambda text: text.replace("\r", "").replace("\n", "\r\n"))
"""Texts as they arrive: whatever ends a line, the wire has both characters."""
values = lines | st.builds(make_file, st.binary(max_size=40), lines, st.sampled_from(["", "a/b", "text/plain;x=y"]))
names = st.text("abcXYZ-", min_size=1, max_size=6)
pieces = st.lists(st.binary(max_size=20), max_size=8)


def shown(form: FormData) -> list[object]:
    found: list[object] = []
    for name, value in form_entries(form):
        if isinstance(value, File):
            found.append((name, value.name, value.type or "application/octet-stream", blob_bytes(value)))
        else:
            found.append((name, value.removeprefix("\ufeff")))
    return found


@given(st.lists(st.tuples(lines, values), max_size=5))
def test_forms_survive_their_bodies(entries):
    form = make_form(entries)
    boundary = new_boundary()
    again = make_form(decode_multipart(encode_multipart(form_entries(form), boundary), boundary))
    assert shown(again) == shown(form)


@given(st.lists(st.tuples(texts, texts)))
def test_parameters_survive_their_text(pairs):
    text = encode_urlencoded(pairs)
    assert text.isascii()
    assert decode_urlencoded(text.encode()) == pairs
    assert list(URLSearchParams(str(URLSearchParams([list(pair) for pair in pairs])))) == pairs


@given(st.text())
def test_any_text_is_a_query(text):
    params = URLSearchParams(text)
    assert list(URLSearchParams(str(params))) == list(params)


@given(st.lists(st.tuples(names, st.text("ab ,;\xe9", max_size=5))))
def test_headers_survive_their_iteration(pairs):
    headers = Headers([list(pair) for pair in pairs])
    # Joining empty values leaves a space at the end, which the next reader drops.
    assert list(Headers(headers)) == [(name, value.strip(" ")) for name, value in headers]
    assert [name for name, _ in headers] == sorted({name.lower() for name, _ in pairs})
    for name, value in pairs:
        assert value.strip(" ") in str(headers.get(name.upper()))


@settings(deadline=None)
@given(pieces, st.integers(1, 9))
def test_streams_are_equal_wherever_they_are_cut(parts, size):
    async def chunks():
        for part in parts:
            yield part

    async def main():
        whole = b"".join(parts)
        assert await read_all_bytes(stream_of_bytes(whole, chunk=size)) == whole
        assert await read_all_bytes(stream_of_bytes([memoryview(part) for part in parts], chunk=size)) == whole
        assert await read_all_bytes(stream_of(chunks())) == whole

    asyncio.run(main())


@settings(deadline=None)
@given(st.binary(max_size=60), st.integers(1, 9), st.lists(st.integers(1, 7), min_size=1, max_size=5))
def test_memory_of_any_size_gets_all_bytes(data, size, sizes):
    async def main():
        reader = stream_of_bytes(data, chunk=size).getReader(mode="byob")
        found = b""
        turn = 0
        while not (result := await reader.read(bytearray(sizes[turn % len(sizes)])))["done"]:
            found += bytes(result["value"])
            turn += 1
        assert found == data

    asyncio.run(main())


@settings(deadline=None)
@given(pieces, st.booleans())
def test_branches_of_a_stream_are_equal(parts, together):
    async def chunks():
        for part in parts:
            yield part

    async def main():
        for stream in (stream_of(chunks()), stream_of_bytes(b"".join(parts), chunk=3)):
            first, second = tee(stream)
            if together:
                found = await asyncio.gather(read_all_bytes(first), read_all_bytes(second))
            else:
                found = [await read_all_bytes(first), await read_all_bytes(second)]
            assert list(found) == [b"".join(parts)] * 2

    asyncio.run(main())
