"""Requests, responses, headers, blobs, forms: what has a Body, and what a body is made of (BodyInit)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from js import Blob, File, FormData, Headers, Request, Response, URLSearchParams
from pyodide.ffi import to_js


# --- response-of-text: accept
async def main() -> None:
    response = Response.new("hi", status=201, statusText="Made")
    assert (response.status, response.statusText, response.ok) == (201, "Made", True)
    assert await response.text() == "hi"
    assert response.bodyUsed


# --- response-of-bytes: refuse
async def main() -> None:
    assert await Response.new(b"hi").text() == "hi"  # wrong


# --- response-of-a-buffer: accept
async def main() -> None:
    assert await Response.new(to_js(b"hi")).text() == "hi"


# --- response-of-none: accept
assert Response.new(None).status == 200


# --- response-of-a-number: refuse
async def main() -> None:
    assert await Response.new(5).json() == "5"  # wrong


# --- response-of-a-dict: refuse
async def main() -> None:
    assert await Response.new({"a": 1}).json()  # wrong


# --- response-of-wrong-status: refuse
Response.new("hi", status="fine")  # wrong

# --- response-init-as-dict: accept
if TYPE_CHECKING:
    from js.typing import ResponseInit

init: ResponseInit = {"status": 404, "headers": [["a", "b"]]}
response = Response.new("", init)
assert not response.ok
assert response.headers.get("a") == "b"


# --- response-json: accept
async def main() -> None:
    assert await Response.json(5).json() == 5


# --- response-json-of-a-dict: accept
async def main() -> None:
    assert await Response.json({"a": 1}).text() == '{"a":1}'


# --- response-error: accept
assert Response.error().type == "error"

# --- response-type: accept
if TYPE_CHECKING:
    from js.typing import ResponseType

type_: ResponseType = Response.new("").type
assert type_ == "default"

# --- response-redirect: accept
assert Response.redirect("https://site.example/", 301).status == 301

# --- response-redirect-of-text: refuse
Response.redirect("https://site.example/", "moved")  # wrong

# --- response-body-null: accept
assert not Response.new(None).body

# --- response-body-is-none: refuse
nothing = Response.new(None).body is None  # wrong
assert nothing


# --- response-body-unchecked: refuse
async def main() -> None:
    await Response.new(None).body.cancel()  # wrong


# --- response-clone: accept
async def main() -> None:
    response = Response.new("hi")
    assert await response.clone().text() == await response.text()


# --- response-array-buffer: accept
async def main() -> None:
    buffer = await Response.new("hi").arrayBuffer()
    assert buffer.to_bytes() == b"hi"


# --- array-buffer-is-bytes: refuse
async def main() -> None:
    buffer: bytes = await Response.new("hi").arrayBuffer()  # wrong
    assert buffer == b"hi"


# --- text-not-awaited: refuse
async def main() -> None:
    assert Response.new("hi").text().upper() == "HI"  # wrong


# --- response-blob: accept
async def main() -> None:
    assert (await Response.new("hi").blob()).size == 2


# --- response-form-data: accept
async def main() -> None:
    form = await Response.new(URLSearchParams.new("a=1")).formData()
    assert form.get("a") == "1"


# --- set-the-status: refuse
response = Response.new("hi")
response.status = 500  # wrong
assert response.status == 500

# --- request: accept
request = Request.new("https://site.example/", method="POST", body="b", headers=[["a", "1"]])
assert request.method == "POST"
assert request.url == "https://site.example/"
assert request.headers.get("a") == "1"

# --- request-init-as-dict: accept
if TYPE_CHECKING:
    from js.typing import RequestCache, RequestCredentials, RequestInit, RequestMode, RequestRedirect

mode: RequestMode = "cors"
credentials: RequestCredentials = "omit"
cache: RequestCache = "no-store"
redirect: RequestRedirect = "manual"
init: RequestInit = {"mode": mode, "credentials": credentials, "cache": cache, "redirect": redirect}
request = Request.new("https://site.example/", init)
assert (request.mode, request.credentials, request.cache, request.redirect) == (mode, credentials, cache, redirect)

# --- request-without-url: refuse
Request.new()  # wrong

# --- request-of-none: refuse
Request.new(None)  # wrong

# --- request-of-a-request: accept
assert Request.new(Request.new("https://site.example/a")).url == "https://site.example/a"

# --- request-of-a-response: refuse
assert Request.new(Response.new("")).url  # wrong

# --- request-of-unknown-mode: refuse
Request.new("https://site.example/", mode="all")  # wrong

# --- request-of-unknown-cache: refuse
Request.new("https://site.example/", cache="always")  # wrong

# --- request-of-unknown-credentials: refuse
Request.new("https://site.example/", credentials="none")  # wrong

# --- request-of-unknown-referrer-policy: refuse
Request.new("https://site.example/", referrerPolicy="never")  # wrong

# --- request-referrer-policy: accept
if TYPE_CHECKING:
    from js.typing import ReferrerPolicy

policy: ReferrerPolicy = "no-referrer"
assert Request.new("https://site.example/", referrerPolicy=policy).referrerPolicy == "no-referrer"

# --- request-duplex: accept
if TYPE_CHECKING:
    from js.typing import RequestDestination, RequestDuplex, RequestPriority

duplex: RequestDuplex = "half"
priority: RequestPriority = "high"
request = Request.new("https://site.example/", duplex=duplex, priority=priority)
destination: RequestDestination = request.destination
assert destination == ""
assert request.duplex == "half"

# --- request-of-misspelt-option: refuse
request = Request.new("https://site.example/", methode="POST")  # wrong
assert request.method == "POST"


# --- request-of-bytes: refuse
async def main() -> None:
    request = Request.new("https://site.example/", method="POST", body=b"b")  # wrong
    assert await request.text() == "b"


# --- request-with-header-dict: refuse
request = Request.new("https://site.example/", headers={"a": "1"})  # wrong
assert request.headers.get("a") == "1"

# --- request-with-signal: accept
from js import AbortController

controller = AbortController.new()
request = Request.new("https://site.example/", signal=controller.signal)
controller.abort()
assert request.signal.aborted

# --- request-with-null-signal: accept
assert not Request.new("https://site.example/", signal=None).signal.aborted

# --- request-with-controller: refuse
from js import AbortController

Request.new("https://site.example/", signal=AbortController.new())  # wrong

# --- request-info: accept
if TYPE_CHECKING:
    from js.typing import RequestInfo

infos: list[RequestInfo] = ["https://site.example/a", Request.new("https://site.example/a")]
assert [Request.new(info).url for info in infos] == ["https://site.example/a"] * 2

# --- headers-of-pairs: accept
headers = Headers.new([["a", "1"], ["b", "2"]])
assert headers.get("b") == "2"
assert headers.has("a")

# --- headers-of-tuples: accept
assert Headers.new([("a", "1")]).get("a") == "1"

# --- headers-of-a-dict: refuse
assert Headers.new({"a": "1"}).get("a") == "1"  # wrong

# --- headers-of-a-proxied-dict: refuse
from pyodide.ffi import create_proxy

assert Headers.new(create_proxy({"a": "1"})).get("a") == "1"  # wrong

# --- headers-of-items: accept
assert Headers.new({"a": "1"}.items()).get("a") == "1"

# --- headers-of-text: refuse
Headers.new("a: 1")  # wrong

# --- headers-init: accept
if TYPE_CHECKING:
    from js.typing import HeadersInit

init: HeadersInit = [["a", "1"]]
assert Headers.new(init).get("a") == "1"

# --- headers-miss: accept
assert not Headers.new().get("a")

# --- headers-miss-is-none: refuse
nothing = Headers.new().get("a") is None  # wrong
assert nothing

# --- headers-miss-unchecked: refuse
assert Headers.new().get("a").upper() == "A"  # wrong

# --- headers-change: accept
headers = Headers.new()
headers.append("a", "1")
headers.append("a", "2")
headers.set("b", "3")
headers.delete("b")
assert headers.get("a") == "1, 2"
assert len(headers.getSetCookie()) == 0

# --- headers-append-one: refuse
Headers.new().append("a")  # wrong

# --- headers-append-number: refuse
headers = Headers.new()
headers.append("a", 1)  # wrong
assert headers.get("a") == 1

# --- headers-iterate: accept
pairs = [(pair[0], pair[1]) for pair in Headers.new([["a", "1"]])]
assert pairs == [("a", "1")]

# --- headers-subscript: accept
# What has a method get can be subscribed.
assert Headers.new([["a", "1"]])["a"] == "1"

# --- headers-to-a-dict: accept
assert dict(Headers.new([["a", "1"], ["b", "2"]])) == {"a": "1", "b": "2"}

# --- headers-in: accept
headers = Headers.new([["a", "1"]])
assert "A" in headers
assert "b" not in headers

# --- parameters-to-a-dict: accept
assert dict(URLSearchParams.new("a=1&b=2&a=3")) == {"a": "1", "b": "2"}

# --- headers-set-item: accept
# What has a method set lets items be assigned.
headers = Headers.new()
headers["a"] = "1"
assert headers.get("a") == "1"

# --- headers-delete-item: refuse
# The method delete does not tell that it has deleted anything, which looks like a missing key.
headers = Headers.new([["a", "1"]])
del headers["a"]  # wrong

# --- response-of-keywords-alone: refuse
# Keywords become an object in the next free place, and that is the body's.
assert Response.new(status=404).status == 404  # wrong

# --- response-of-nothing-and-keywords: accept
assert Response.new(None, status=404).status == 404

# --- blob-of-keywords-alone: refuse
assert Blob.new(type="text/plain").type == "text/plain"  # wrong

# --- headers-length: refuse
assert len(Headers.new([["a", "1"]])) == 1  # wrong

# --- blob: accept
if TYPE_CHECKING:
    from js.typing import BlobPart, EndingType

part: BlobPart = "hi"
endings: EndingType = "transparent"
blob = Blob.new([part], type="text/plain", endings=endings)
assert (blob.size, blob.type) == (2, "text/plain")

# --- blob-options-in-a-dict: refuse
if TYPE_CHECKING:
    from js.typing import BlobPropertyBag

# A proxy of a dict has an attribute of its own with this name.
bag: BlobPropertyBag = {"type": "text/plain"}
assert Blob.new(["hi"], bag).type == "text/plain"  # wrong


# --- blob-of-parts: accept
async def main() -> None:
    blob = Blob.new(["a", to_js(b"b"), Blob.new(["c"])])
    assert await blob.text() == "abc"
    assert await blob.slice(0, 2).text() == "ab"


# --- blob-of-text: refuse
assert Blob.new("hi").size == 2  # wrong


# --- blob-of-bytes: refuse
async def main() -> None:
    assert await Blob.new([b"hi"]).text() == "hi"  # wrong


# --- blob-of-numbers: refuse
async def main() -> None:
    assert (await Blob.new([1]).arrayBuffer()).to_bytes() == bytes([1])  # wrong


# --- blob-of-unknown-endings: refuse
Blob.new(["a"], endings="unix")  # wrong

# --- blob-slice-of-a-number-as-type: refuse
assert Blob.new(["abc"]).slice(0, 1, 5).type == 5  # wrong


# --- blob-bytes: accept
async def main() -> None:
    assert (await Blob.new(["hi"]).arrayBuffer()).to_bytes() == b"hi"


# --- file: accept
file = File.new(["hi"], "a.txt", type="text/plain", lastModified=5)
assert (file.name, file.type, file.lastModified, file.size) == ("a.txt", "text/plain", 5, 2)

# --- file-options-in-a-dict: refuse
if TYPE_CHECKING:
    from js.typing import FilePropertyBag

bag: FilePropertyBag = {"lastModified": 5}
file = File.new(["hi"], "a.txt", bag)  # wrong
assert (file.type, file.lastModified) == ("", 5)

# --- file-without-name: refuse
File.new(["hi"])  # wrong


# --- file-is-a-blob: accept
async def main() -> None:
    blob: Blob = File.new(["hi"], "a.txt")
    assert await blob.text() == "hi"


# --- blob-is-no-file: refuse
file: File = Blob.new(["hi"])  # wrong
assert file.name

# --- form: accept
form = FormData.new()
form.append("a", "1")
form.append("f", Blob.new(["hi"]), "a.txt")
assert form.has("a")
assert form.get("a") == "1"
assert len(form.getAll("a")) == 1

# --- form-entry: accept
if TYPE_CHECKING:
    from js.typing import FormDataEntryValue

form = FormData.new()
form.append("a", "1")
values: list[FormDataEntryValue] = list(form.getAll("a"))
assert values == ["1"]

# --- form-file-name-for-text: refuse
FormData.new().append("a", "1", "a.txt")  # wrong

# --- form-entry-unchecked: refuse
form = FormData.new()
form.append("f", Blob.new(["hi"]))
assert form.get("f").upper()  # wrong

# --- form-of-a-dict: refuse
FormData.new({"a": "1"})  # wrong

# --- parameters: accept
parameters = URLSearchParams.new("a=1&b=2")
assert parameters.get("a") == "1"
assert parameters.size == len(parameters) == 2
assert str(parameters) == "a=1&b=2"
assert "a" in parameters

# --- parameters-of-pairs: accept
assert str(URLSearchParams.new([["a", "1"]])) == "a=1"

# --- parameters-of-a-dict: refuse
assert str(URLSearchParams.new({"a": "1"})) == "a=1"  # wrong

# --- parameters-change: accept
parameters = URLSearchParams.new()
parameters.append("b", "1")
parameters.append("a", "2")
parameters.sort()
assert str(parameters) == "a=2&b=1"
parameters.delete("a")
assert list(parameters.getAll("a")) == []

# --- parameters-of-a-number: refuse
parameters = URLSearchParams.new()
parameters.append("a", 1)  # wrong
assert parameters.get("a") == 1

# --- body-init: accept
if TYPE_CHECKING:
    from js.typing import BodyInit, XMLHttpRequestBodyInit

bodies: list[XMLHttpRequestBodyInit] = ["hi", Blob.new(["hi"])]


async def main() -> None:
    for body in bodies:
        init: BodyInit = body
        assert await Response.new(init).text() == "hi"


# --- isinstance-of-response: refuse
assert isinstance(Response.new(""), Response)  # wrong

# --- call-response: refuse
Response("")  # wrong


# --- snake-case: refuse
async def main() -> None:
    await Response.new("").array_buffer()  # wrong


# --- address: accept
from js import URL

url = URL.new("/a?b=1#c", "https://site.example/")
assert (url.href, url.pathname, url.searchParams.get("b")) == ("https://site.example/a?b=1#c", "/a", "1")
url.hash = ""
assert str(url) == "https://site.example/a?b=1"

# --- address-called: refuse
from js import URL

URL("https://site.example/")  # wrong

# --- address-that-can-be-parsed: accept
from js import URL

assert URL.canParse("https://site.example/")
assert not URL.canParse("nothing")

# --- address-without-anything: refuse
from js import URL

URL.new()  # wrong

# --- address-origin-set: refuse
from js import URL

url = URL.new("https://site.example/")
url.origin = "https://elsewhere.example"  # wrong
assert url.origin == "https://elsewhere.example"
