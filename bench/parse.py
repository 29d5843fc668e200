"""How long it takes to parse the Web IDL of the whole web platform, beside two parsers that do nothing else.

Whole processes, each of which prints how many definitions it has found: webidl2.js (JavaScript, the parser of the
specifications' own tools) and widlparser (Python). What is not installed is left out: `make bench` installs both.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys

from measuring import MODULES, Contender, measure, report, run_python

FOLDER = MODULES / "@webref" / "idl"
OURS = """
import gc, sys
from idlwright.diagnostics import Span
from idlwright.load.webidl import load_webidl
from idlwright.parse.webidl import parse_webidl
from idlwright.syntax.text import Text
gc.disable()
loaded = load_webidl(sys.argv[1:])
found = [parse_webidl(f.file, f.text, Text(f.spec, Span(f.file, 1, 1, 1, 1))) for f in loaded.files]
assert not any(problems for _, problems in found)
print(sum(len(definitions) for definitions, _ in found))
"""
WIDLPARSER = """
import sys
from pathlib import Path
from widlparser import Parser
print(sum(len(list(Parser(Path(name).read_text("utf-8")).constructs)) for name in sys.argv[1:]))
"""
WEBIDL2 = """
const fs = require("fs");
const { parse } = require("webidl2");
const count = (name) => parse(fs.readFileSync(name, "utf8")).length;
console.log(process.argv.slice(1).reduce((sum, name) => sum + count(name), 0));
"""


def contenders(files: list[str]) -> tuple[Contender, ...]:
    """Return the parsers that are there, ours first."""
    found = [Contender(name="idlwright", command=run_python("-c", OURS, *files))]
    node = shutil.which("node")
    if node is not None and (MODULES / "webidl2").is_dir():
        found.append(Contender(name="webidl2.js", command=(node, "-e", WEBIDL2, *files), folder=MODULES))
    if importlib.util.find_spec("widlparser") is not None:
        found.append(Contender(name="widlparser", command=run_python("-c", WIDLPARSER, *files)))
    return tuple(found)


def count(contender: Contender) -> str:
    """Return what a parser says it has found."""
    done = subprocess.run(contender.command, cwd=contender.folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def main() -> None:
    """Measure all parsers on the same files."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    files = sorted(map(str, FOLDER.glob("*.idl")))
    if not files:
        sys.exit(f"{FOLDER} is not there: make build/npm/.ready")
    chosen = contenders(files)
    counts = {contender.name: count(contender) for contender in chosen}
    if len(set(counts.values())) > 1:
        sys.exit(f"the parsers do not find the same: {counts}")
    print(f"{len(files)} files, {counts['idlwright']} definitions and statements")
    report("parse", measure(chosen, rounds))


if __name__ == "__main__":
    main()
