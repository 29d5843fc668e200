"""What jobs do. Source: Service Workers, "Start Register", "Register", "Update", "Soft Update", "Unregister"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated.support.exceptions import DOMException
from background_fetch._impl import url_parsing, urls
from background_fetch._impl.network.schemes import trustworthy_origin

from .clearing import remove_registration, try_clear
from .installing import install
from .jobs import Job
from .registration import Registration
from .script import Script
from .worker import Worker

if TYPE_CHECKING:
    from background_fetch._generated.aliases import ServiceWorkerUpdateViaCache
    from background_fetch._impl.realms import Realm
    from background_fetch._impl.services import Services


def start_register(script: str, scope: str | None, client: Realm, update_via_cache: ServiceWorkerUpdateViaCache) -> Job:
    """Begin to register. Source: "Start Register"; the addresses are read relative to the client's.

    Raises:
        TypeError: An address can't be read, is none of the web, or hides a path separator.
    """
    # Steps 1 to 4.
    script_url = _checked("the script's URL", script, client.url)
    # Steps 5 to 9.
    scope_url = _checked("the scope", "./" if scope is None else scope, script_url if scope is None else client.url)
    # Steps 10 to 15.
    job = Job("register", scope_url, script_url, client, update_via_cache=update_via_cache)
    client.services.jobs.schedule(job)
    return job


def _checked(what: str, text: str, base: str) -> str:
    parsed = url_parsing.parse(text, base)
    if parsed is None:
        raise TypeError(f"ServiceWorkerContainer.register: {what} can't be read: {text!r}")
    if parsed.protocol not in {"http:", "https:"}:
        raise TypeError(f"ServiceWorkerContainer.register: {what} must be an http: or https: URL, not {text!r}")
    path = parsed.pathname.lower()
    if "%2f" in path or "%5c" in path:
        raise TypeError(
            f"ServiceWorkerContainer.register: {what} must not have an escaped slash or backslash: {text!r}"
        )
    return urls.without_fragment(parsed.href)


async def register(job: Job, services: Services) -> None:
    """Register. Source: "Register"."""
    origin = urls.origin(job.script_url)
    referrer = origin if job.client is None else job.client.origin
    # Step 1.
    if not trustworthy_origin(origin):
        job.reject(DOMException(f"{origin} is not secure: service workers need https:", "SecurityError"))
        return
    # Steps 2 and 3.
    for what, url in (("script", job.script_url), ("scope", job.scope)):
        if urls.origin(url) != referrer:
            job.reject(DOMException(f"The {what} {url} is not of the origin {referrer}.", "SecurityError"))
            return
    # Step 4.
    registration = services.registrations.get(job.scope)
    if registration is not None:
        # Step 5.
        newest = registration.newest_worker
        if (
            newest is not None
            and not job.forced
            and newest.script.url == job.script_url
            and registration.update_via_cache == job.update_via_cache
        ):
            job.resolve(registration)
            return
    else:
        # Step 6.
        services.registrations.set(Registration(job.scope, services, job.update_via_cache))
    # Step 7.
    await update(job, services)


async def update(job: Job, services: Services) -> None:
    """Compare a script with its file, and install what is new. Source: "Update"."""
    # Steps 1 and 2.
    registration = services.registrations.get(job.scope)
    if registration is None:
        job.reject(TypeError(f"there is no registration of {job.scope}"))
        return
    # Steps 3 and 4.
    newest = registration.newest_worker
    if job.type == "update" and newest is not None and newest.script.url != job.script_url:
        job.reject(TypeError(f"the registration of {job.scope} has got another script meanwhile"))
        return
    # Steps 5 to 8.
    try:
        script = _fetch_script(job, registration, services)
    except (OSError, DOMException, UnicodeError) as error:
        _fail(job, registration, newest, error)
        return
    # Step 9.
    if newest is not None and not job.forced and newest.script.url == script.url and newest.script.equals(script):
        registration.update_via_cache = job.update_via_cache
        job.resolve(registration)
        return
    # Steps 10 to 13.
    worker = job.worker = Worker(registration, script)
    # Steps 14 to 16.
    if worker.run() is None:
        _fail(job, registration, newest, worker.error)
        return
    # Step 17.
    await install(job, worker, registration)


def _fetch_script(job: Job, registration: Registration, services: Services) -> Script:
    """Read the file. Source: "Update", step 7; what HTTP has to do with it is left out."""
    newest = registration.newest_worker
    # Steps 7.11 to 7.16: the longest scope that a script may have is its folder, as there is no header to allow more.
    allowed = urls.parse("./", job.script_url) or ""
    if not job.scope.startswith(allowed):
        raise DOMException(f"The scope {job.scope} is not below {allowed}, the script's folder.", "SecurityError")
    file = job.file
    if not file and job.type == "update" and newest is not None:
        file = newest.script.file
    script = Script(job.script_url, file or services.files.find(job.script_url))
    script.load()
    # Step 7.19.
    registration.last_update_check = services.clock.time()
    return script


def _fail(job: Job, registration: Registration, newest: Worker | None, cause: BaseException | None) -> None:
    """Steps 8 and 16: reject, and forget a registration that never had a worker."""
    if isinstance(cause, DOMException):
        job.reject(cause)
    else:
        error = TypeError(f"the service worker {job.script_url} can't be started: {cause}")
        error.__cause__ = cause
        job.reject(error)
    if newest is None:
        remove_registration(registration)


def soft_update(registration: Registration) -> None:
    """Look for an update of its own accord. Source: "Soft Update"."""
    # Steps 1 and 2.
    newest = registration.newest_worker
    if newest is None:
        return
    # Steps 3 to 6.
    mode = registration.update_via_cache
    registration.services.jobs.schedule(Job("update", registration.scope, newest.script.url, update_via_cache=mode))


def unregister(job: Job, services: Services) -> None:
    """Unregister. Source: "Unregister"."""
    # Steps 1 and 2.
    registration = services.registrations.get(job.scope)
    if registration is None:
        job.resolve(None)
        return
    # Step 3.
    remove_registration(registration)
    # Step 4.
    job.resolve(registration)
    # Step 5.
    try_clear(registration)
