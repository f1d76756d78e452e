"""Settings of `make run`: the demo on this machine, over plain HTTP."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-development-on-this-machine")

from portal.settings.base import *  # noqa: E402, F403

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
