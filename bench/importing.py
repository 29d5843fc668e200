"""How long it takes to import the runtime, beyond the standard library modules and libraries that it needs."""

from __future__ import annotations

import subprocess
import sys
import tomllib

from measuring import ROOT, Contender, measure, report, run_python


def needed(package: str) -> tuple[list[str], list[str]]:
    """Return the modules that an import of the package loads: of the standard library, and of other libraries."""
    program = f"import sys; old = set(sys.modules); import {package}; print(*sorted(set(sys.modules) - old))"
    found = subprocess.run(run_python("-c", program), cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode:
        sys.exit(f"{package} cannot be imported\n{found.stderr}")
    others = [name for name in found.stdout.split() if name.partition(".")[0] != package]
    standard = [name for name in others if name.partition(".")[0] in sys.stdlib_module_names]
    return standard, [name for name in others if name not in standard and not name.startswith("__")]


def program(modules: list[str]) -> tuple[str, ...]:
    """Return a command that imports modules; one that only exists inside another's import is left to that one."""
    lines = [f"import contextlib\nwith contextlib.suppress(ImportError):\n import {name}" for name in modules]
    return run_python("-c", "\n".join(lines) or "pass")


def main() -> None:
    """Measure the import against the imports without which there is none."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    package = settings["tool"]["idlwright"]["package"]
    standard, libraries = needed(package)
    contenders = (
        Contender(name="the interpreter alone", command=run_python("-c", "pass")),
        Contender(name=f"{len(standard)} modules of the standard library", command=program(standard)),
        Contender(name=f"and {len(libraries)} of other libraries", command=program([*standard, *libraries])),
        Contender(name=f"import {package}", command=run_python("-c", f"import {package}")),
    )
    results = measure(contenders, rounds)
    own = {f"{package} itself": results[3].wall - results[2].wall}
    report("importing", results, further=own)


if __name__ == "__main__":
    main()
