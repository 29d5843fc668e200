"""A disk is full while a user agent downloads: the download fails for that reason, and the profile stays usable."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import asyncio, json, sys
from pathlib import Path
from background_fetch import DOMException
from background_fetch._impl.storage.verify import verify
from background_fetch.agent import Settings, UserAgent
from tests.runtime.network.fault_server import FaultServer, response

folder, quota, occupied = Path(sys.argv[1]), json.loads(sys.argv[2]), int(sys.argv[3])
events, found = [], {}

async def main():
    (folder / "worker.py").touch()

    def answer(request):
        size = int(request.target.rpartition("-")[2])
        return [response(request.target[1:2].encode() * size, headers=[("ETag", '"1"')])]

    async with FaultServer(answer, name="localhost") as server:
        for life in range(3):
            # Another program takes room once the profile is there, and gives it back before the last life.
            filler = folder / "filler"
            if life == 1:
                filler.write_bytes(bytes(occupied))
            if life == 2:
                filler.unlink()
            found[life] = await live(server, life)
            found[life]["findings"] = len(verify(folder / "profile").findings)

async def live(server, life):
    events.clear()
    async with UserAgent(folder / "profile", settings=Settings(quota=quota, checkpoint_bytes=65536)) as agent:
        origin = server.url("/")
        agent.serve(origin, folder)
        worker = next(iter(agent.workers), None) or await agent.register(folder / "worker.py", scope=origin)
        for type_ in ("success", "fail", "abort"):
            worker.global_scope.addEventListener(f"backgroundfetch{type_}", lambda e: e.waitUntil(note(e)))
        page = await agent.open(origin)
        manager = (await page.navigator.serviceWorker.ready).backgroundFetch
        for id_, size in (("large", 30_000_000), ("small", 20_000)):
            await manager.fetch(id_, [f"/{id_[0]}-{size}", f"/{id_[0]}-5"])
            await agent.idle()
        try:
            await manager.fetch("announced", "/a-5", downloadTotal=1 << 41)
        except DOMException as error:
            events.append(["announced", error.name])
    return {"events": [*events], "bodies": len([*(folder / "profile" / "bodies").iterdir()])}

async def note(event):
    fetch = event.registration
    sizes = []
    for record in await fetch.matchAll():
        try:
            sizes.append(len(await (await record.responseReady).bytes()))
        except TypeError:
            sizes.append(None)
    events.append([fetch.id, fetch.failureReason, sizes])

asyncio.run(main())
print(json.dumps(found))
"""
ENDS = [["large", "quota-exceeded", [None, 5]], ["small", "", [20_000, 5]], ["announced", "QuotaExceededError"]]


@pytest.mark.parametrize(("quota", "occupied"), [(None, 0), (1 << 40, 0), (None, 4_000_000), (1 << 40, 4_000_000)])
def test_full_disk(tmp_path, quota, occupied):
    script = f'mount -t tmpfs -o size=8m,mode=700 none {tmp_path} && exec {sys.executable} -c "$CODE" "$@"'
    command = ["unshare", *([] if os.getuid() == 0 else ["-r"]), "-m", "sh", "-c", script, "sh"]
    path = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    result = subprocess.run(
        [*command, str(tmp_path), json.dumps(quota), str(occupied)],
        env={**os.environ, "CODE": PROGRAM, "PYTHONPATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.stderr == ""
    assert json.loads(result.stdout) == {str(life): {"events": ENDS, "bodies": 0, "findings": 0} for life in range(3)}
