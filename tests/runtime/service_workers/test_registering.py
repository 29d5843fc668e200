"""Registering, by the names of web-platform-tests: `registration-*`, `multiple-register`, `register-*`."""

from __future__ import annotations

import pytest
from background_fetch import DOMException, ServiceWorkerRegistration

SCOPES = {
    "Scope including URL-encoded multibyte characters": (
        "resources/%ef%bd%93%ef%bd%83/x", "https://site.example/resources/%ef%bd%93%ef%bd%83/x",
    ),
    "Scope including non-escaped multibyte characters": (
        "resources/\uff53\uff43/x", "https://site.example/resources/%EF%BD%93%EF%BD%83/x",
    ),
    "Scope including self-reference": ("resources/././scope/x", "https://site.example/resources/scope/x"),
    "Scope including parent-reference": (
        "resources/../resources/scope/x", "https://site.example/resources/scope/x",
    ),
    "Scope including consecutive slashes": (
        "resources/scope////x", "https://site.example/resources/scope////x",
    ),
    "Registering normal scope": ("resources/scope/normal", "https://site.example/resources/scope/normal"),
    "Registering normal scope with fragment": (
        "resources/scope/normal#ref", "https://site.example/resources/scope/normal",
    ),
    "Registering same scope as the script directory": ("resources/", "https://site.example/resources/"),
}  # fmt: skip


@pytest.mark.parametrize("name", SCOPES)
def test_scopes_are_normalized(name, run, site):
    given, expected = SCOPES[name]

    async def main():
        async with site() as example:
            page = await example.open()
            script = example.write("resources/worker.py")
            registration = await page.navigator.serviceWorker.register(script, scope=given)
            assert registration.scope == expected
            assert await registration.unregister() is True

    assert run(main) == []


def test_registering_script_with_fragment(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/app/")
            example.write("app/worker.py")
            registration = await page.navigator.serviceWorker.register("worker.py#ref")
            assert registration.scope == "https://site.example/app/"
            assert registration.installing.scriptURL == "https://site.example/app/worker.py"

    assert run(main) == []


REFUSED = {
    "Scope including URL-encoded slash": ("resources/worker.py", "resources/scope%2fx", "TypeError"),
    "Scope including URL-encoded backslash": ("resources/worker.py", "resources/scope%5Cx", "TypeError"),
    "Script URL including URL-encoded slash": ("resources%2fworker.py", None, "TypeError"),
    "Script URL including URL-encoded backslash": ("resources%5cworker.py", None, "TypeError"),
    "Scope URL is same-origin filesystem: URL": (
        "resources/worker.py", "filesystem:https://site.example/resources/x", "TypeError",
    ),
    "Script URL is same-origin filesystem: URL": (
        "filesystem:https://site.example/resources/worker.py", "resources/x", "TypeError",
    ),
    "Script URL is a data: URL": ("data:text/javascript,", None, "TypeError"),
    "Script URL can't be read": ("https://[", None, "TypeError"),
    "Scope URL can't be read": ("resources/worker.py", "https://[", "TypeError"),
    "Registering nonexistent script": ("resources/missing.py", None, "TypeError"),
    "Registering a folder": ("resources", None, "TypeError"),
    "Registering same scope as the script directory without the last slash": (
        "resources/worker.py", "resources", "SecurityError",
    ),
    "Registration scope outside the script directory": (
        "resources/worker.py", "different-directory/", "SecurityError",
    ),
    "Registering scope outside domain": ("resources/worker.py", "https://other.example/", "SecurityError"),
    "Registering script outside domain": (
        "https://other.example/worker.py", "https://other.example/scope/", "SecurityError",
    ),
    "Scope including parent-reference and not under the script directory": (
        "resources/worker.py", "resources/../scope/x", "SecurityError",
    ),
    "Script URL including consecutive slashes": ("resources////worker.py", "resources/scope/x", "SecurityError"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name, run, site):
    script, scope, error = REFUSED[name]

    async def main():
        async with site() as example:
            page = await example.open()
            example.write("resources/worker.py")
            options = {} if scope is None else {"scope": scope}
            with pytest.raises((TypeError, DOMException)) as caught:
                await page.navigator.serviceWorker.register(script, **options)
            assert getattr(caught.value, "name", "TypeError") == error
            assert await page.navigator.serviceWorker.getRegistrations() == ()
            assert example.agent.registrations == ()

    assert run(main) == []


def test_pages_that_are_not_secure_register_nothing(run, site):
    async def main():
        async with site() as example:
            page = await example.agent.open("http://site.example/")
            example.agent.serve("http://site.example", example.folder)
            example.write("worker.py")
            with pytest.raises(DOMException) as caught:
                await page.navigator.serviceWorker.register("worker.py")
            assert caught.value.name == "SecurityError"
            assert page.window.isSecureContext is False

    assert run(main) == []


@pytest.mark.parametrize("origin", ["http://localhost:8000", "http://127.0.0.1", "http://[::1]:1"])
def test_this_machine_is_secure(origin, run, site):
    async def main():
        async with site() as example:
            page = await example.agent.open(f"{origin}/")
            example.agent.serve(origin, example.folder)
            example.write("worker.py")
            registration = await page.navigator.serviceWorker.register("worker.py")
            assert registration.scope == f"{origin}/"
            assert page.window.isSecureContext is True

    assert run(main) == []


ERRORS = {
    "script including parse error": ("def", SyntaxError),
    "script including undefined error": ("undefined", NameError),
    "script including uncaught exception": ("raise KeyError(1)", KeyError),
    "script that ends the program": ("raise SystemExit", SystemExit),
    "script importing malformed script": ("import malformed", SyntaxError),
    "script importing nonexistent script": ("import nonexistent_module", ModuleNotFoundError),
}


@pytest.mark.parametrize("name", ERRORS)
def test_registering_script(name, run, site):
    code, cause = ERRORS[name]

    async def main():
        async with site() as example:
            page = await example.open()
            (example.folder / "malformed.py").write_text("def")
            with pytest.raises(TypeError) as caught:
                await page.navigator.serviceWorker.register(example.write("worker.py", code))
            assert isinstance(caught.value.__cause__, cause)
            assert example.agent.registrations == ()

    assert run(main) == []


def test_files_have_to_be_in_the_folder(run, site, tmp_path):
    async def main():
        async with site() as example:
            page = await example.open()
            (tmp_path / "outside.py").write_text("")
            (example.folder / "link.py").symlink_to(tmp_path / "outside.py")
            for script in ("link.py", "%2e%2e/outside.py", "../outside.py", "%ff.py"):
                with pytest.raises(TypeError):
                    await page.navigator.serviceWorker.register(script)
            with pytest.raises(TypeError, match="no file can have"):
                await page.navigator.serviceWorker.register("nul%00.py")

    assert run(main) == []


def test_folders_for_parts_of_an_origin(run, site, tmp_path):
    async def main():
        async with site() as example:
            page = await example.open()
            part = tmp_path / "part"
            part.mkdir()
            (part / "worker.py").write_text("")
            example.agent.serve("https://site.example/part/", part)
            registration = await page.navigator.serviceWorker.register("/part/worker.py")
            assert registration.scope == "https://site.example/part/"
            with pytest.raises(NotADirectoryError):
                example.agent.serve("https://site.example", part / "worker.py")
            with pytest.raises(TypeError):
                example.agent.serve("data:,", part)

    assert run(main) == []


def test_subsequent_registrations_from_the_same_window_resolve_to_the_same_value(run, site):
    async def main():
        async with site() as example:
            page, other = await example.open(), await example.open("/other")
            script = example.write("worker.py")
            first = await page.navigator.serviceWorker.register(script)
            assert isinstance(first, ServiceWorkerRegistration)
            assert await page.navigator.serviceWorker.register(script) is first
            assert await other.navigator.serviceWorker.register(script) is not first

    assert run(main) == []


def test_concurrent_registrations_resolve_to_the_same_value(run, site):
    async def main():
        async with site() as example:
            page, other = await example.open(), await example.open("/other")
            script = example.write("worker.py", "note('evaluated')")
            container = page.navigator.serviceWorker
            promises = [container.register(script) for _ in range(10)]
            elsewhere = other.navigator.serviceWorker.register(script)
            found = [await each for each in promises]
            assert found == [found[0]] * 10
            assert (await elsewhere).scope == found[0].scope
            await example.agent.idle()
            assert example.noted == ["evaluated"]

    assert run(main) == []


def test_register_different_scripts_concurrently(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            container = page.navigator.serviceWorker
            names = [example.write(name, f"note({name!r})") for name in ("a.py", "b.py")]
            first, second = [container.register(name, scope="/") for name in names]
            assert await first is await second
            await example.agent.idle()
            registration = await first
            assert registration.active.scriptURL == "https://site.example/b.py"
            assert example.noted == ["a.py", "b.py"]

    assert run(main) == []


def test_register_same_scope_different_script_url(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/elsewhere/")
            registration = await example.register(page, "a.py", scope="/app/")
            controlled = await example.open("/app/page")
            again = await page.navigator.serviceWorker.register(example.write("b.py"), scope="/app/")
            assert again is registration
            assert registration.installing.scriptURL == "https://site.example/b.py"
            await example.agent.idle()
            assert registration.waiting.scriptURL == "https://site.example/b.py"
            assert registration.active.scriptURL == "https://site.example/a.py"
            assert controlled.navigator.serviceWorker.controller.scriptURL == "https://site.example/a.py"

    assert run(main) == []


def test_register_with_an_unparsable_script_keeps_the_old_one(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "a.py", scope="/")
            with pytest.raises(TypeError):
                await page.navigator.serviceWorker.register(example.write("b.py", "1 // 0"), scope="/")
            await example.agent.idle()
            assert registration.active.scriptURL == "https://site.example/a.py"
            assert (registration.installing, registration.waiting) == (None, None)
            assert await page.navigator.serviceWorker.getRegistration() is registration

    assert run(main) == []


@pytest.mark.parametrize("mode", ["imports", "all", "none"])
def test_registration_updateviacache(mode, run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            container = page.navigator.serviceWorker
            registration = await container.register(example.write("worker.py"), updateViaCache=mode)
            assert registration.updateViaCache == mode
            await container.register("worker.py", updateViaCache="none")
            assert registration.updateViaCache == "none"

    assert run(main) == []


def test_registration_service_worker_attributes(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            code = "on('install', lambda event: note(js.registration.installing.state, js.registration.active))\n"
            code += "on('activate', lambda event: note(js.registration.installing, js.registration.active.state))"
            registration = await page.navigator.serviceWorker.register(example.write("worker.py", code))
            worker = registration.installing
            assert (registration.waiting, registration.active, worker.state) == (None, None, "installing")
            await example.agent.idle()
            assert (registration.installing, registration.waiting) == (None, None)
            assert registration.active is worker
            assert example.noted == ["installing jsnull", "jsnull activating"]

    assert run(main) == []
