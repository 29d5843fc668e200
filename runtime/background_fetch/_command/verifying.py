"""`background-fetch verify`: faults of a profile, and mending them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .errors import EXIT_FAILED, EXIT_WELL, explained


def verify(profile: Path, *, repair: bool, as_json: bool) -> int:
    """Look for faults, mend them if asked to; returns the exit code."""
    from background_fetch._impl.storage.verify import verify as verifying  # noqa: PLC0415 -- not for help

    with explained() as outcome:
        report = verifying(profile, repair=repair)
        if as_json:
            json.dump([finding._asdict() for finding in report.findings], sys.stdout, indent=2)
            sys.stdout.write("\n")
        else:
            for finding in report.findings:
                mended = " (mended)" if finding.repaired else ""
                sys.stdout.write(f"{finding.where}: {finding.text}{mended}\n")
            sys.stdout.write("no faults\n" if not report.findings else "")
        outcome.code = EXIT_WELL if all(finding.repaired for finding in report.findings) else EXIT_FAILED
    return outcome.code
