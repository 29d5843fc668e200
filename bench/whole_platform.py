"""The whole platform: import the Web IDL of every specification, judge it, and say what stops a build.

    python bench/whole_platform.py [build/npm/node_modules/@webref/idl]

Writes below `build/platform`. Exits with 1 while there are errors.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "platform"
WEBREF = ROOT / "build" / "npm" / "node_modules" / "@webref" / "idl"
SETTINGS = '[tool.idlwright]\npackage = "platform_api"\nglobal = "Window"\n'


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    started = time.perf_counter()
    command = [sys.executable, "-m", "idlwright", *arguments]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    print(f"{' '.join(arguments[:2]):24} exit {done.returncode}  {time.perf_counter() - started:6.2f} s")
    return done


def main(source: Path) -> int:
    files = sorted(map(str, source.resolve().glob("*.idl")))
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    (FOLDER / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    print(f"{len(files)} specifications")
    imported = run("import", "webidl", "--externals", *files)
    print("\n".join(line for line in imported.stdout.splitlines() if line.startswith("defined elsewhere")))
    found = json.loads(run("check", "--format", "json").stdout)
    rules = Counter(f"{each['severity']}[{each['rule']}]" for each in found["findings"])
    print("\n".join(f"{number:6} {rule}" for rule, number in sorted(rules.items())))
    if any(rule.startswith("error") for rule in rules):
        return 1
    return run("build").returncode or run("verify").returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else WEBREF))
