"""A worker that listens, so that its event is fired."""

from js import addEventListener
from pyodide.ffi import create_proxy

addEventListener("backgroundfetchsuccess", create_proxy(lambda _: None))
