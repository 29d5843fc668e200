"""What `fetch` accepts and refuses, and what manager and registration are."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from background_fetch import (
    URL,
    AbortController,
    BackgroundFetchManager,
    BackgroundFetchRecord,
    BackgroundFetchRegistration,
    Blob,
    ReadableStream,
    Request,
)

from tests.chromium.lab import Lab

SLOW = "/bytes/200000?delay=0.1&chunk=2000"
MEBI = 1048576


class Text:
    """What JavaScript would turn into text."""

    def __init__(self, text: str | Exception) -> None:
        self.text = text

    def __str__(self) -> str:
        if isinstance(self.text, Exception):
            raise self.text
        return self.text


class Reading(Mapping[str, Any]):
    """A dictionary that notes what is asked for."""

    def __init__(self, **members: Any) -> None:
        self.members = members
        self.seen: list[str] = []

    def __getitem__(self, key: str) -> Any:
        self.seen.append(key)
        return self.members[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)


async def environment(lab: Lab) -> None:
    """010-environment."""
    await lab.setup()
    bg, reg = lab.bg, lab.registration
    lab.note("secure", lab.page.window.isSecureContext)

    async def queried() -> object:
        found = await lab.page.navigator.permissions.query({"name": "background-fetch"})
        return {"name": found.name, "state": found.state}

    await lab.step("permissions.query background-fetch", queried)
    await lab.step("reg.backgroundFetch identity", lambda: reg.backgroundFetch is reg.backgroundFetch)
    await lab.step("tag manager", lambda: str(bg))
    await lab.step("getIds initially", bg.getIds)
    await lab.step("get unknown", lambda: bg.get("nope"))
    await lab.step("get empty string id", lambda: bg.get(""))
    await lab.step("get no argument", lambda: bg.get())
    await lab.step("get(undefined)", lambda: bg.get(None))
    await lab.step("get(null)", lambda: bg.get(None))
    await lab.step("getIds on wrong receiver", lambda: BackgroundFetchManager.getIds(object()))
    await lab.step("get on wrong receiver", lambda: BackgroundFetchManager.get(object(), "x"))
    await lab.step("fetch on wrong receiver", lambda: BackgroundFetchManager.fetch(object(), "x", "y"))
    for cls in (BackgroundFetchManager, BackgroundFetchRegistration, BackgroundFetchRecord):
        await lab.step(f"new {cls.__name__}", lambda cls=cls: cls.new())
        await lab.step(f"call {cls.__name__}", lambda cls=cls: cls())
    for name in ("BackgroundFetchEvent", "BackgroundFetchUpdateUIEvent", "ExtendableEvent"):
        await lab.step(
            f"typeof {name} in window", lambda name=name: "function" if hasattr(lab.page.window, name) else "undefined"
        )
    await lab.step("assign reg.backgroundFetch (strict)", lambda: setattr(reg, "backgroundFetch", 1))
    await lab.step("JSON.stringify manager", lambda: json.dumps(bg))
    await lab.step("structuredClone manager", lambda: lab.page.window.structuredClone(bg))


async def argument_validation(lab: Lab) -> None:
    """020-argument-validation."""
    await lab.setup()
    await _ids(lab)
    await _requests(lab)
    await _addresses(lab)
    await _request_objects(lab)
    await _options(lab)
    await _icons(lab)
    await _sizes(lab)


async def _ids(lab: Lab) -> None:
    bg = lab.bg
    await lab.fetch_step("fetch()", lambda: bg.fetch())
    await lab.fetch_step("fetch(id)", lambda: bg.fetch("v0"))
    for name, id_ in [
        ("empty id", ""),
        ("id undefined coerced", None),
        ("id null coerced", None),
        ("id number coerced", 42),
        ("id object with toString", Text("tos")),
        ("id symbol", object()),
        ("id toString throws", Text(ValueError("boom"))),
        ("id lone surrogate", "a\ud800b"),
        ("id non-BMP", "\U0001f600\xe9"),
        ("id with NUL and spaces", " a\0b "),
    ]:
        await lab.fetch_step(name, lambda id_=id_: bg.fetch(id_, SLOW))


def _throwing() -> Iterator[str]:
    yield "/bytes/14"
    raise ValueError("gen")


async def _requests(lab: Lab) -> None:
    bg, at = lab.bg, lab.server.origin
    same = Request(at + "/bytes/21")
    rows: list[tuple[str, str, Any]] = [
        ("requests []", "v1", []),
        ("requests undefined", "v2", None),
        ("requests null", "v3", None),
        ("requests number", "v4", 7),
        ("requests ''", "v5", ""),
        ("requests {}", "v6", object()),
        ("requests [null]", "v7", [None]),
        ("requests [undefined]", "v8", [None]),
        ("requests nested", "v9", [["/bytes/11"]]),
        ("requests Set (iterable)", "v10", dict.fromkeys(["/bytes/12", "/bytes/13"]).keys()),
        ("requests generator", "v11", (item for item in ["/bytes/14", Request(at + "/bytes/15")])),
        ("requests generator throwing", "v12", _throwing()),
        ("requests URL object", "v13", URL("/bytes/16", at)),
        ("requests String object", "v14", Text("/bytes/17")),
        ("requests Request", "v15", Request(at + "/bytes/18")),
        ("duplicate url in list", "v16", ["/bytes/19", "/bytes/19"]),
        (
            "duplicate url different method",
            "v17",
            ["/echo?dm", Request(at + "/echo?dm", method="POST", body="x")],
        ),
        ("duplicate url different fragment", "v18", ["/bytes/20#a", "/bytes/20#b"]),
        ("same Request object twice", "v19", [same, same]),
    ]
    for name, id_, requests in rows:
        await lab.fetch_step(name, lambda id_=id_, requests=requests: bg.fetch(id_, requests))


async def _addresses(lab: Lab) -> None:
    host = lab.server.host
    port = host.partition(":")[2]
    rows = [
        ("invalid url", "v20", "http://:99999/"),
        ("url with credentials", "v21", f"http://u:p@{host}/bytes/1"),
        ("data url", "v22", "data:text/plain,hi"),
        ("blob url", "v23", f"blob:{lab.server.origin}/3ea09fe7-1e57-46b6-bdee-8e354fa0be68"),
        ("about:blank", "v24", "about:blank"),
        ("javascript url", "v25", "javascript:1"),
        ("ftp url", "v26", "ftp://localhost/x"),
        ("file url", "v26b", "file:///etc/hostname"),
        ("chrome-extension url", "v26c", "chrome-extension://abc/x"),
        ("bad port", "v27", "http://localhost:1/x"),
        ("mixed content http non-loopback", "v28", f"http://insecure.test:{port}/bytes/1"),
        ("http 127.0.0.1 (potentially trustworthy)", "v29", f"http://127.0.0.1:{port}/bytes/1?cors=1"),
        ("https", "v30", f"https://localhost:{port}/bytes/1"),
        ("dangling markup", "v31", "/bytes/1?<\n"),
    ]
    for name, id_, url in rows:
        await lab.fetch_step(name, lambda id_=id_, url=url: lab.bg.fetch(id_, url))


async def _request_objects(lab: Lab) -> None:
    bg, at = lab.bg, lab.server.origin
    no_cors = Request(at + "/bytes/1", mode="no-cors")
    await lab.fetch_step("no-cors Request", lambda: bg.fetch("v32", no_cors))
    await lab.fetch_step("one no-cors in a list", lambda: bg.fetch("v33", ["/bytes/2", no_cors]))
    await lab.fetch_step(
        "same-origin mode Request", lambda: bg.fetch("v34", Request(at + "/bytes/22", mode="same-origin"))
    )

    async def used() -> object:
        request = Request(at + "/echo?used", method="POST", body="x")
        await request.text()
        return await bg.fetch("v35", request)

    async def locked() -> object:
        request = Request(at + "/echo?locked", method="POST", body="x")
        request.body.getReader()
        return await bg.fetch("v36", request)

    async def stream() -> object:
        # As in the recording, the chunk is of the stream's own making.
        body: ReadableStream = Blob(["hi"]).stream()
        return await bg.fetch("v37", Request(at + "/echo?stream", method="POST", duplex="half", body=body))

    async def aborted() -> object:
        controller = AbortController()
        controller.abort()
        return await bg.fetch("v38", Request(at + "/bytes/23", signal=controller.signal))

    await lab.fetch_step("used body Request", used)
    await lab.fetch_step("locked body Request", locked)
    await lab.fetch_step("stream body Request", stream)
    await lab.fetch_step("aborted signal Request", aborted)


async def _options(lab: Lab) -> None:
    bg = lab.bg
    rows: list[tuple[str, str, str, Any]] = [
        ("options null", "v40", "/bytes/24", None),
        ("options undefined", "v41", "/bytes/25", None),
        ("options number", "v42", "/bytes/26", 5),
        ("options string", "v43", "/bytes/26", "x"),
        ("options {}", "v44", "/bytes/27", {}),
    ]
    totals: list[tuple[str, Any]] = [
        ("-1", -1),
        ("NaN", math.nan),
        ("Infinity", math.inf),
        ('"12"', "12"),
        ('"abc"', "abc"),
        ("1.9", 1.9),
        ("null", None),
        ("2**53", 2**53),
        ("2**64", 2**64),
        ("true", True),
        ("1n", 1),
        ("{}", {}),
        ("[3]", [3]),
    ]
    rows += [(f"downloadTotal {name}", f"dt{name}", "/bytes/0?dt", {"downloadTotal": total}) for name, total in totals]
    rows += [
        ("title number", "v50", "/bytes/28", {"title": 5}),
        ("title symbol", "v51", "/bytes/28", {"title": object()}),
        ("title throws", "v52", "/bytes/28", {"title": Text(ValueError("t"))}),
    ]
    for name, id_, url, options in rows:
        await lab.fetch_step(name, lambda id_=id_, url=url, options=options: bg.fetch(id_, url, options))


async def _icons(lab: Lab) -> None:
    bg = lab.bg
    whole = {"src": "/icon.png", "sizes": "32x32", "type": "image/png", "label": "l", "purpose": "any"}
    rows: list[tuple[str, str, str, Any]] = [
        ("icons not iterable", "v53", "/bytes/29", 5),
        ("icons null", "v54", "/bytes/29", None),
        ("icons []", "v55", "/bytes/30", []),
        ("icons [{}]", "v56", "/bytes/31", [{}]),
        ("icons [{src}] 404", "v57", "/bytes/32", [{"src": "/status/404"}]),
        ("icons [{src, sizes, type, label}]", "v58", "/bytes/33", [whole]),
        ("icons src bad url", "v59", "/bytes/34", [{"src": "http://:99999/"}]),
    ]
    for name, id_, url, icons in rows:
        await lab.fetch_step(name, lambda id_=id_, url=url, icons=icons: bg.fetch(id_, url, {"icons": icons}))
    options = Reading(downloadTotal=0, title="t", icons=[])
    icon = Reading(src="/icon.png", sizes="", type="", label="")

    async def option_order() -> object:
        await bg.fetch("v60", "/bytes/35", options)
        return options.seen

    async def icon_order() -> object:
        await bg.fetch("v61", "/bytes/36", {"icons": [icon]})
        return icon.seen

    await lab.fetch_step("option read order", option_order)
    await lab.fetch_step("icon read order", icon_order)


async def _sizes(lab: Lab) -> None:
    bg = lab.bg
    await lab.fetch_step("huge downloadTotal over quota", lambda: bg.fetch("v62", "/bytes/37", downloadTotal=10**15))
    await lab.fetch_step("very long id 1 MiB", lambda: bg.fetch("x" * MEBI, "/bytes/38"))
    await lab.fetch_step("id 1 MiB + 1", lambda: bg.fetch("x" * (MEBI + 1), "/bytes/39"))
    await lab.fetch_step("id 2 MiB", lambda: bg.fetch("x" * (2 * MEBI), "/bytes/39"))
    await lab.fetch_step("title 1 MiB + 1", lambda: bg.fetch("v63", "/bytes/40", title="x" * (MEBI + 1)))
    await lab.fetch_step("title empty", lambda: bg.fetch("v64", "/bytes/41", title=""))
