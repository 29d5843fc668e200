"""`background-fetch` as people run it: files, progress, orders, interruptions, mistakes."""

from __future__ import annotations

import json
import signal
import socket
import time

import pytest

from tests.command.server import FIRST, SIZE, Server, content, integrity


def listed(command) -> list[dict]:
    """Return what `list` says."""
    done = command.run("list", "--json")
    return json.loads(done.stdout) if done.returncode == 0 else []


def received(command) -> int:
    """Return how many bytes the only background fetch has."""
    return sum(each["downloaded"] for each in listed(command))


def test_files_are_saved(command, server):
    done = command.run(*command.fetch(f"{server.origin}/a.mp3", f"{server.origin}/b/c.png?size=1"))
    assert (done.returncode, done.stderr) == (0, f"a.mp3: 2 requests\na.mp3: success, {2 * SIZE / 1024:.1f} KiB\n")
    assert {path.name: path.read_bytes() for path in command.saved.iterdir()} == {
        "a.mp3": content("/a.mp3"),
        "c.png": content("/b/c.png?size=1"),
    }
    assert listed(command) == []


def test_the_same_name_again(command, server):
    for _ in range(2):
        assert command.run(*command.fetch(f"{server.origin}/a.mp3")).returncode == 0
    assert sorted(path.name for path in command.saved.iterdir()) == ["a-2.mp3", "a.mp3"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "index.html"),
        ("/..%2f..%2fevil", "_.._evil"),
        ("/.hidden", "hidden"),
        ("/a%00b", "a_b"),
        ("/%2Fetc%2Fpasswd", "_etc_passwd"),
        ("/" + "x" * 300, "x" * 200),
        ("/%ff%fe", "��"),
    ],
)
def test_names_of_files_lead_nowhere_else(command, server, path, name):
    assert command.run(*command.fetch(server.origin + path)).returncode == 0
    assert [each.name for each in command.saved.iterdir()] == [name]


def test_integrity(command, server):
    url = f"{server.origin}/a"
    assert command.run(*command.fetch(url, "--integrity", integrity("/a"))).returncode == 0
    wrong = command.run(*command.fetch(url, "--integrity", integrity("/b"), "--id", "wrong"))
    assert wrong.returncode == 1
    assert "wrong: fetch-error" in wrong.stderr
    assert "does not match the request's integrity metadata" in wrong.stderr
    assert [each.name for each in command.saved.iterdir()] == ["a"]


def test_a_failure_keeps_what_has_come(command, server):
    done = command.run(*command.fetch(f"{server.origin}/a", f"{server.origin}/missing"))
    assert done.returncode == 1
    assert f"a: bad-status, {SIZE / 1024:.1f} KiB: {server.origin}/missing: the server answered with the" in done.stderr
    assert [each.name for each in command.saved.iterdir()] == ["a"]


def test_more_than_announced(command, server):
    done = command.run(*command.fetch(f"{server.origin}/a", "--total", "1000"))
    assert done.returncode == 1
    assert "a: download-total-exceeded" in done.stderr


def test_interrupted_and_on(command, server, until):
    process = command.start(*command.fetch(f"{server.origin}/slow"))
    until(lambda: server.ranges)
    until(lambda: command.run("show", "slow", "--json").returncode == 0)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert f"Go on with: background-fetch run {command.profile}" in errors
    assert "Traceback" not in errors
    assert received(command) == FIRST

    server.released.set()
    assert command.run("run", str(command.profile)).returncode == 0
    assert (command.saved / "slow").read_bytes() == content("/slow")
    assert server.ranges == ["", f"bytes={FIRST}-"]


def test_killed_and_on(command, server, until):
    process = command.start(*command.fetch(f"{server.origin}/slow"))
    until(lambda: received(command) == FIRST)
    process.kill()
    process.communicate(timeout=30)
    server.released.set()
    assert command.run("run").returncode == 0
    assert (command.saved / "slow").read_bytes() == content("/slow")
    assert server.ranges == ["", f"bytes={FIRST}-"]


def test_without_a_server_it_says_why_it_waits_and_goes_on(command, until):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    process = command.start(*command.fetch(f"http://localhost:{port}/a"))
    why = f"Failed to connect to localhost:{port}: "
    until(lambda: why in command.run("show", "a").stdout)
    (shown,) = json.loads(command.run("show", "a", "--json").stdout)
    (record,) = shown["records"]
    assert record["reason"].startswith(why)
    assert record["next_try"] is None or record["next_try"] < time.time() + 60
    with Server(port) as server:
        _, errors = process.communicate(timeout=30)
        assert (process.returncode, server.ranges) == (0, [""])
    # It is said once, however often it was tried.
    begun, waiting, ended = errors.splitlines()
    assert begun == "a: 1 requests"
    assert waiting.startswith(f"a: waiting: {why}")
    assert ended.startswith("a: success")


def test_orders_reach_the_process_that_has_the_profile(command, server, until):
    process = command.start(*command.fetch(f"{server.origin}/slow", "--id", "the id"))
    until(lambda: listed(command))
    second = command.run(*command.fetch(f"{server.origin}/b"))
    assert second.returncode == 3
    assert str(process.pid) in second.stderr

    assert command.run("pause", "the id").returncode == 0
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "the id is paused" in errors
    assert [each["state"] for each in listed(command)] == ["paused"]

    server.released.set()
    assert command.run("resume", "the id").returncode == 0
    assert command.run("run").returncode == 0
    assert (command.saved / "slow").read_bytes() == content("/slow")


def test_abort(command, server, until):
    process = command.start(*command.fetch(f"{server.origin}/slow"))
    until(lambda: listed(command))
    assert command.run("abort", "slow").returncode == 0
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "slow: aborted" in errors
    assert listed(command) == []


def test_an_own_worker(command, server, tmp_path):
    worker = tmp_path / "mine.py"
    worker.write_text(
        "from js import addEventListener\n"
        "from pyodide.ffi import create_proxy\n"
        "addEventListener('backgroundfetchsuccess', create_proxy(lambda event: print(event.registration.id)))\n"
    )
    done = command.run("fetch", f"{server.origin}/a", "--worker", str(worker), "--id", "mine")
    assert (done.returncode, done.stdout) == (0, "mine\n")


def test_json(command, server):
    done = command.run(*command.fetch(f"{server.origin}/a", "--json", "--title", "A title"))
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [lines[0]["event"], lines[-1]["event"]] == ["shown", "ended"]
    assert lines[-1]["state"] == "success"
    assert lines[-1]["title"] == "A title"
    assert [each["result"] for each in lines[-1]["records"]] == ["success"]


def test_show(command, server, until):
    process = command.start(*command.fetch(f"{server.origin}/slow", f"{server.origin}/b", "--title", "[red]A title"))
    until(lambda: received(command) == FIRST + SIZE)
    shown = command.run("show", "slow").stdout
    assert shown.startswith("[red]A title unfinished\n")
    assert f"{FIRST / 1024:.1f} KiB of {SIZE / 1024:.1f} KiB" in shown
    process.kill()
    process.communicate()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("fetch",), 2, "Missing argument"),
        (("fetch", "ftp://example.com/x"), 1, "'ftp://example.com/x' is not an http: or https: URL"),
        (("fetch", "not a url"), 1, "'not a url' is not an http: or https: URL"),
        (("fetch", "http://example.com/x"), 1, "secure"),
        (("fetch", "http://localhost:9/x", "--integrity", "a", "--integrity", "b"), 1, "more hashes than URLs"),
        (("show", "nothing"), 3, "no profile"),
        (("abort", "nothing"), 1, "there is no profile"),
        (("run", "nowhere"), 1, "there is no profile nowhere"),
        (("verify", "nowhere"), 3, "no profile"),
    ],
)
def test_mistakes(command, arguments, code, said):
    done = command.run(*arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert said in done.stderr


def test_only_public_addresses(command, server):
    done = command.run(*command.fetch(f"{server.origin}/a", "--public-only"))
    assert done.returncode == 1
    assert "a: fetch-error, 0 B: " in done.stderr
    assert server.ranges == []


def test_verify(command, server):
    assert command.run(*command.fetch(f"{server.origin}/a")).returncode == 0
    assert command.run("verify").stdout == "no faults\n"
    stray = command.profile / "bodies" / ("0" * 32)
    stray.write_bytes(b"left")
    stray.chmod(0o600)
    found = command.run("verify", "--json")
    assert found.returncode == 1
    assert [each["repaired"] for each in json.loads(found.stdout)] == [False]
    assert command.run("verify", "--repair").returncode == 0
    assert command.run("verify").stdout == "no faults\n"


@pytest.mark.parametrize("how", ["--json", "--quiet", None])
def test_downloads_go_on_when_who_reads_has_gone(command, server, how):
    process = command.start("fetch", f"{server.origin}/slow", "--to", str(command.saved), *([how] if how else []))
    stream = process.stderr if how is None else process.stdout
    if how != "--quiet":
        assert stream.readline()
    stream.close()
    server.released.set()
    assert process.wait(30) == 0
    rest = process.stderr if stream is process.stdout else process.stdout
    assert "Traceback" not in rest.read()
    assert (command.saved / "slow").read_bytes() == content("/slow")
