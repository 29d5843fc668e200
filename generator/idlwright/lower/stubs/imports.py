"""Import lines in the order of isort, and `__all__`."""

from __future__ import annotations

from collections.abc import Iterable

from idlwright.view.annotation import Import
from idlwright.view.code import WIDTH

_THIRD = frozenset({"typing_extensions"})


def import_lines(
    library: Iterable[Import], modules: Iterable[str], local: Iterable[Import], given: Iterable[Import] = ()
) -> tuple[str, ...]:
    """Return the import lines; `given` are names that other modules of the package give away under the same name."""
    library, given = tuple(library), tuple(given)
    sections = (
        [*(f"import {module}" for module in sorted(modules)), *_froms(each for each in library if not _third(each))],
        list(_third_party(library, given)),
        list(_froms(local)),
    )
    lines: list[str] = []
    for section in sections:
        if section:
            lines += ["", *section] if lines else section
    return tuple(lines)


def _third(each: Import) -> bool:
    return each.module in _THIRD


def _third_party(library: Iterable[Import], given: Iterable[Import]) -> Iterable[str]:
    """Yield the lines of what is imported by the full name of a package, in the order of modules."""
    third = [each for each in library if _third(each)]
    modules = sorted({each.module.casefold(): each.module for each in (*third, *given)}.items())
    for _, module in modules:
        yield from _froms(each for each in third if each.module == module)
        yield from (
            f"from {module} import {each.name} as {each.name}" for each in sorted(given) if each.module == module
        )


def _froms(imports: Iterable[Import]) -> Iterable[str]:
    found: dict[str, list[str]] = {}
    for each in imports:
        found.setdefault(each.module, []).append(each.name)
    for module in sorted(found):
        names = sorted(found[module], key=_order)
        line = f"from {module} import {', '.join(names)}"
        if len(line) <= WIDTH:
            yield line
        else:
            yield f"from {module} import ("
            yield from (f"    {name}," for name in names)
            yield ")"


def _order(name: str) -> tuple[int, str, str]:
    """Constants, then classes, then functions; in each, by letters."""
    is_constant = len(name) > 1 and name.isupper()
    kind = 0 if is_constant else 1 if name[:1].isupper() else 2
    return kind, name.casefold(), name


def all_lines(names: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of `__all__`."""
    quoted = [f'"{name}"' for name in sorted(names)]
    line = f"__all__ = [{', '.join(quoted)}]"
    return (line,) if len(line) <= WIDTH else ("__all__ = [", *(f"    {name}," for name in quoted), "]")
