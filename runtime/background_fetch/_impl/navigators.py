"""What scripts can know of the user agent. Source: HTML, "The Navigator object", and what others add to it."""

# ruff: noqa: N802, N815, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from background_fetch._generated import html

from .network.wire import USER_AGENT
from .permissions import PermissionsState
from .service_workers.container import ContainerState
from .storage_manager import StorageManagerState

if TYPE_CHECKING:
    from background_fetch._generated.html import Navigator, WorkerNavigator
    from background_fetch._generated.permissions import Permissions
    from background_fetch._generated.service_workers import ServiceWorkerContainer
    from background_fetch._generated.storage import StorageManager

    from .realms import Realm

_PLATFORMS = {"linux": "Linux x86_64", "darwin": "MacIntel"}


class NavigatorBase:
    """What windows' and workers' navigators have in common."""

    appCodeName = "Mozilla"
    appName = "Netscape"
    appVersion = "5.0"
    product = "Gecko"
    userAgent = USER_AGENT
    onLine = True
    """Nothing here knows that there is no network; background fetches find out and wait."""

    def __init__(self, realm: Realm, container: ContainerState) -> None:
        self._realm = realm
        self._container = container
        self._storage = StorageManagerState(realm)

    @property
    def platform(self) -> str:
        """The platform, in one of the forms that pages of old expect."""
        return _PLATFORMS.get(sys.platform, "")

    @property
    def language(self) -> str:
        """The language that the environment prefers."""
        return self.languages[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the environment prefers: those of its messages."""
        for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
            name = os.environ.get(variable, "").partition(".")[0].partition("@")[0]
            if name:
                return (name.replace("_", "-"),) if name not in {"C", "POSIX"} else ("en",)
        return ("en",)

    @property
    def hardwareConcurrency(self) -> int:
        """The number of processors."""
        return os.cpu_count() or 1

    @property
    def permissions(self) -> Permissions:
        """What the origin may."""
        return self._realm.object_of(PermissionsState, self._realm, lambda: PermissionsState(self._realm)).public

    @property
    def serviceWorker(self) -> ServiceWorkerContainer:
        """The service workers of the origin."""
        return self._container.container

    @property
    def storage(self) -> StorageManager:
        """How much the origin may keep."""
        return self._storage.public


class NavigatorState(NavigatorBase):
    """What stands behind a Navigator."""

    productSub = "20100101"
    vendor = ""
    vendorSub = ""

    def __init__(self, realm: Realm, container: ContainerState) -> None:
        super().__init__(realm, container)
        self.public: Navigator = html.Navigator._wrap(self)

    @property
    def oscpu(self) -> str:
        """The platform."""
        return self.platform

    def taintEnabled(self) -> bool:
        """Say no, as ever."""
        return False


class WorkerNavigatorState(NavigatorBase):
    """What stands behind a WorkerNavigator."""

    def __init__(self, realm: Realm, container: ContainerState) -> None:
        super().__init__(realm, container)
        self.public: WorkerNavigator = html.WorkerNavigator._wrap(self)


def window_navigator(realm: Realm, container: ContainerState) -> Navigator:
    """Make the navigator of a page."""
    return NavigatorState(realm, container).public


def worker_navigator(realm: Realm) -> WorkerNavigator:
    """Return the navigator of a worker."""
    return realm.object_of(
        WorkerNavigatorState, realm, lambda: WorkerNavigatorState(realm, ContainerState(realm, None))
    ).public
