"""`python -m portal.bench SIZE [--json PATH] [--fill]`: what `make bench` runs."""

import argparse
import sys
from pathlib import Path

from portal.bench.run import fill, run
from portal.bench.sizes import SIZES
from portal.embedded.console import RefusalError
from portal.embedded.supervisor import AskedToStop

_INTERRUPTED = 130


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("size", choices=SIZES, help="how much data")
    parser.add_argument("--json", type=Path, help="where else to write the figures")
    parser.add_argument("--fill", action="store_true", help="fill the database, measure nothing")
    asked = parser.parse_args()
    size = SIZES[asked.size]
    try:
        return fill(size) if asked.fill else run(size, asked.json)
    except AskedToStop:
        return _INTERRUPTED
    except RefusalError as refusal:
        sys.stderr.write(f"\n{refusal}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
