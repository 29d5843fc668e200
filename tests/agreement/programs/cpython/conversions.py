"""What constructors and operations refuse: arguments are converted before anything is done."""

from __future__ import annotations

from background_fetch import (
    Blob,
    BlobPropertyBag,
    CacheStorage,
    Cache,
    File,
    FilePropertyBag,
    FormData,
    Headers,
    MessageChannel,
    MessageEvent,
    MessagePort,
    NavigationPreloadManager,
    Performance,
    PermissionStatus,
    Permissions,
    ProgressEvent,
    ReadableStream,
    Request,
    RequestInit,
    QueuingStrategy,
    Response,
    ResponseInit,
    StorageManager,
    URLSearchParams,
    WritableStream,
    ServiceWorkerContainer,
    WorkerLocation,
    WorkerNavigator,
    ImageBitmap,
    ReadableStreamDefaultReader,
    ReadableStreamBYOBReader,
    WritableStreamDefaultWriter,
)


# --- headers-from-a-number: refuse
async def main() -> None:
    Headers(3)  # wrong


# --- headers-from-a-string: refuse
async def main() -> None:
    Headers("a: b")  # wrong


# --- headers-from-a-record-of-numbers: refuse
async def main() -> None:
    Headers({"a": 3})  # wrong


# --- a-name-beyond-bytes-which-types-can-t-know: refuse
async def main() -> None:
    Headers({"ő": "x", "a": 3})  # wrong


# --- a-request-from-nothing: refuse
async def main() -> None:
    Request()  # wrong


# --- a-request-from-a-number: refuse
async def main() -> None:
    Request(3)  # wrong


# --- a-method-that-is-bytes: refuse
async def main() -> None:
    Request("/a", method=b"GET")  # wrong


# --- a-misspelt-member: refuse
async def main() -> None:
    Request("/a", methode="GET")  # wrong


# --- a-mode-that-is-none: refuse
async def main() -> None:
    Request("/a", mode="no-core")  # wrong


# --- credentials-that-are-none: refuse
async def main() -> None:
    Request("/a", credentials="yes")  # wrong


# --- keepalive-is-a-boolean: refuse
async def main() -> None:
    Request("/a", keepalive=1)  # wrong


# --- a-body-that-is-a-number: refuse
async def main() -> None:
    Request("/a", method="POST", body=3)  # wrong


# --- a-signal-that-is-a-string: refuse
async def main() -> None:
    Request("/a", signal="stop")  # wrong


# --- a-status-in-words: refuse
async def main() -> None:
    Response(None, status="200")  # wrong


# --- a-body-of-a-list: refuse
async def main() -> None:
    Response([1, 2])  # wrong


# --- misspelt: refuse
async def main() -> None:
    Response("x", statustext="OK")  # wrong


# --- a-redirect-to-a-number: refuse
async def main() -> None:
    Response.redirect(3)  # wrong


# --- redirect-without-address: refuse
async def main() -> None:
    Response.redirect()  # wrong


# --- error-takes-nothing: refuse
async def main() -> None:
    Response.error(3)  # wrong


# --- parts-of-a-blob-are-a-sequence-not-a-string: refuse
async def main() -> None:
    Blob("abc")  # wrong


# --- parts-are-texts-or-bytes: refuse
async def main() -> None:
    Blob([3])  # wrong


# --- endings-that-are-none: refuse
async def main() -> None:
    Blob(["a"], endings="dos")  # wrong


# --- a-file-without-a-name: refuse
async def main() -> None:
    File(["a"])  # wrong


# --- a-file-s-name-is-a-string: refuse
async def main() -> None:
    File(["a"], 3)  # wrong


# --- a-time-that-is-a-fraction: refuse
async def main() -> None:
    File(["a"], "a.txt", lastModified=1.5)  # wrong


# --- parameters-from-a-number: refuse
async def main() -> None:
    URLSearchParams(3)  # wrong


# --- caches-are-not-made-by-users: refuse
async def main() -> None:
    Cache()  # wrong


# --- nor-their-storage: refuse
async def main() -> None:
    CacheStorage()  # wrong


# --- nor-ports: refuse
async def main() -> None:
    MessagePort()  # wrong


# --- nor-permissions: refuse
async def main() -> None:
    Permissions()  # wrong


# --- nor-their-status: refuse
async def main() -> None:
    PermissionStatus.new()  # wrong


# --- nor-storage-managers: refuse
async def main() -> None:
    StorageManager()  # wrong


# --- nor-preload-managers: refuse
async def main() -> None:
    NavigationPreloadManager()  # wrong


# --- nor-performance: refuse
async def main() -> None:
    Performance()  # wrong


# --- nor-locations: refuse
async def main() -> None:
    WorkerLocation()  # wrong


# --- nor-navigators: refuse
async def main() -> None:
    WorkerNavigator()  # wrong


# --- nor-bitmaps: refuse
async def main() -> None:
    ImageBitmap()  # wrong


# --- nor-the-container-of-service-workers: refuse
async def main() -> None:
    ServiceWorkerContainer()  # wrong


# --- a-message-event-without-a-type: refuse
async def main() -> None:
    MessageEvent()  # wrong


# --- ports-are-a-sequence-of-ports: refuse
async def main() -> None:
    MessageEvent("message", ports=[3])  # wrong


# --- an-origin-that-is-a-number: refuse
async def main() -> None:
    MessageEvent("message", origin=3)  # wrong


# --- a-channel-takes-nothing: refuse
async def main() -> None:
    MessageChannel(3)  # wrong


# --- loaded-is-a-number: refuse
async def main() -> None:
    ProgressEvent("progress", loaded="3")  # wrong


# --- a-misspelt-member-of-progress: refuse
async def main() -> None:
    ProgressEvent("progress", loadded=3)  # wrong


# --- a-reader-of-nothing: refuse
async def main() -> None:
    ReadableStreamDefaultReader()  # wrong


# --- a-reader-of-a-string: refuse
async def main() -> None:
    ReadableStreamBYOBReader("abc")  # wrong


# --- a-writer-of-a-number: refuse
async def main() -> None:
    WritableStreamDefaultWriter(3)  # wrong


# --- a-form-takes-no-dictionary: refuse
async def main() -> None:
    FormData({"a": "b"})  # wrong


# --- dictionaries-name-their-members: accept
async def main() -> None:
    bag: BlobPropertyBag = {"type": "text/plain", "endings": "native"}
    file: FilePropertyBag = {"lastModified": 3, "type": "text/plain"}
    request: RequestInit = {"method": "POST", "mode": "cors", "body": "x", "keepalive": True}
    response: ResponseInit = {"status": 204, "statusText": "", "headers": [("a", "b")]}
    strategy: QueuingStrategy = {"highWaterMark": 3}
    assert (bag["endings"], file["type"], request["mode"], response["status"], strategy["highWaterMark"]) == (
        "native",
        "text/plain",
        "cors",
        204,
        3,
    )
