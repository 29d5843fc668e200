"""A part of our own schema that stands alone: some sixty definitions, as a description of one API may have."""

from __future__ import annotations

import shutil
from pathlib import Path

from measuring import ROOT

FILES = (
    "background-fetch/*.yaml",
    "dom/*.yaml",
    "service-workers/[CEFINS]*.yaml",
    "*/specification.yaml",
    "image-resource/*.yaml",
    "hr-time/DOMHighResTimeStamp.yaml",
    "html/AbstractWorker.yaml",
    "html/EventHandler.yaml",
)
EDGE = """\
spec: html
interface: {}
summary: Left almost empty.
link: "#edge"
exposed: [Worker]
members: [{{operation: estimate}}]
"""
"""What is derived from, fired or referred to, but not taken."""
INTERFACES = ("MessageEvent", "Navigator", "StorageManager", "WorkerGlobalScope")
EXTERNAL = """\
external: {}
reason: It lies outside of this part.
spelling: {{cpython: object, pyodide: object}}
"""
EXTERNALS = (
    "DocumentVisibilityState", "MessagePort", "Request", "RequestDestination", "RequestInfo", "RequestMode", "Response",
    "StructuredSerializeOptions", "TrustedScriptURL", "URLPatternCompatible",
)  # fmt: skip


def write_part(folder: Path) -> None:
    """Write a project that has the part and nothing else."""
    schema = ROOT / "schema"
    for pattern in FILES:
        for source in schema.glob(pattern):
            target = folder / "schema" / source.relative_to(schema)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    shutil.copytree(ROOT / "site_docs" / "examples", folder / "site_docs" / "examples")
    edge = [*map(EDGE.format, INTERFACES), *map(EXTERNAL.format, EXTERNALS)]
    (folder / "schema" / "edge.yaml").write_text("---\n".join(edge), encoding="utf-8")
    (folder / "pyproject.toml").write_text('[tool.idlwright]\nglobal = "ServiceWorker"\n', encoding="utf-8")
