"""`python -m portal.embedded VERB`, started by bootstrap inside `.venv`."""

import sys

from portal.embedded.console import RefusalError


def main(arguments: list[str]) -> int:
    """Each verb loads only what it needs."""
    verb, rest = arguments[0], arguments[1:]
    if verb == "run":
        from portal.embedded.run import run

        return run()
    if verb == "test":
        from portal.embedded.testing import test

        return test(rest)
    if verb == "check":
        from portal.embedded.quality import check

        return check()
    if verb == "fix":
        from portal.embedded.quality import fix

        return fix()
    if verb == "lock":
        from portal.embedded.locking import lock

        return lock()
    if verb == "install":  # which bootstrap did before it came here
        return 0
    raise RefusalError(f"'{verb}' is none of: run, test, check, fix, lock.")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except RefusalError as refusal:
        sys.exit(f"\n{refusal}")
    except KeyboardInterrupt:
        sys.exit(130)
