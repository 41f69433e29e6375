"""`python -m tests.benchmarks`: every measure, one after the other, each with its table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Run each `bench_*.py`, in a process of its own so that none warms another."""
    for file in sorted(HERE.glob("bench_*.py")):
        print(f"\n== {file.stem} " + "=" * (60 - len(file.stem)), flush=True)
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{file.stem}"], check=True)


if __name__ == "__main__":
    main()
