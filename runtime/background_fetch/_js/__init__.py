"""What worker code sees of Pyodide: the modules `js` and `pyodide.ffi`, as a façade over the runtime.

- Values: `null` is `jsnull`, dictionaries have attributes, sequences are arrays, errors are `JsException`.
- Objects: each look gives another proxy; proxies of one object are equal. Classes construct by `.new` alone.
- Functions and awaitables that are given to the platform live until the call ends; `create_proxy` makes them last.

Source: `pyodide.ffi` of Pyodide 314, and what was measured there.
"""

from .load import run_worker as run_worker
