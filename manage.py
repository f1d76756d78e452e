#!/usr/bin/env python
"""Django's command line, with Celery's app loaded so that commands can hand over work."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    from django.core.management import execute_from_command_line

    import portal.celery  # noqa: F401  (registers the app; __init__ files import nothing)

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
