"""What the three harnesses have in common: atheris around an entry, seeds and words taken from the tree.

What libFuzzer finds and keeps lies in `build/fuzz/<name>/`, so that a run goes on where the one before it ended.
Options on the command line are libFuzzer's: `-max_total_time=60`, or the path of a file to try that alone.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

import atheris
import idlwright

sys.dont_write_bytecode = False  # compiled templates are kept: three quarters of the time otherwise
with atheris.instrument_imports(include=["idlwright"]):
    for module in pkgutil.walk_packages(idlwright.__path__, "idlwright."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from tests.fuzz.entries import MAX_BYTES

ROOT = Path(__file__).parents[2]
WEBREF = ROOT / "build/npm/node_modules/@webref/idl"
LIMITS = ("-timeout=20", "-rss_limit_mb=200")
"""Instrumented code on a busy machine takes ten times as long: nothing takes more than about two seconds."""
MAX_SEED = 8 * 1024
"""Larger seeds cost more than they teach."""
_TOKEN = re.compile(rb"[0-9A-Za-z_]+|\s+|.", re.DOTALL)
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")


def fuzz(name: str, entry: Callable[[bytes, Path], None], seeds: Iterable[bytes], words: Iterable[str]) -> None:
    """Run until time is up or something is found."""
    warnings.simplefilter("error")
    kept = ROOT / "build/fuzz" / name
    corpus = kept / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    small = [seed for seed in seeds if len(seed) <= MAX_SEED]
    for number, seed in enumerate(small):
        (corpus / f"seed-{number}").write_bytes(seed)
    tokens = kept / "words.dict"
    tokens.write_text("".join(f'"{_escaped(word)}"\n' for word in sorted(set(words))), encoding="ascii")
    options = (*LIMITS, f"-max_len={MAX_BYTES}", f"-dict={tokens}", f"-artifact_prefix={kept}/", *sys.argv[1:])
    files = [given for given in sys.argv[1:] if not given.startswith("-")]
    with tempfile.TemporaryDirectory() as scratch:
        atheris.Setup(
            [sys.argv[0], *options, *([] if files else [str(corpus)])],
            lambda data: entry(data, Path(scratch)),
            custom_mutator=_mutator(small),
        )
        atheris.Fuzz()


def _mutator(seeds: list[bytes]) -> Callable[[bytes, int, int], bytes]:
    """Mutate every second input by bytes, as libFuzzer does, and the others by the words or lines of seeds."""

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)  # noqa: S311 - libFuzzer's own seed: a run can be repeated
        if chance.random() < 1 / 2 or not data:
            return bytes(atheris.Mutate(data, most))
        split = chance.choice((_TOKEN, _LINE)).findall
        pieces, donors = split(data), split(chance.choice(seeds))
        for _ in range(chance.randint(1, 4)):
            _change(pieces, donors, chance)
        return b"".join(pieces)[:most]

    return mutate


def _change(pieces: list[bytes], donors: list[bytes], chance: random.Random) -> None:
    """Replace, insert, repeat, move or delete one piece, or a few."""
    at, to = chance.randrange(len(pieces) + 1), chance.randrange(len(pieces) + 1)
    count = chance.choice((1, 1, 1, 2, 5))
    start = chance.randrange(len(donors) or 1)
    match chance.randrange(5):
        case 0:
            pieces[at : at + 1] = donors[start : start + 1]
        case 1:
            pieces[at:at] = donors[start : start + count]
        case 2:
            pieces[at:at] = pieces[to : to + count]
        case 3:
            pieces[at:at], pieces[to : to + count] = pieces[to : to + count], ()
        case _:
            del pieces[at : at + count]


def _escaped(word: str) -> str:
    return "".join(chr(byte) if chr(byte).isalnum() else f"\\x{byte:02x}" for byte in word.encode())
