"""Keys for what a browser must keep for somebody while the server cannot be reached.

The key is worked out from SECRET_KEY and the account, so it is the same after every sign-in. It is
given in pages for that person alone and never stored on the device: without it, what lies there is
noise without a name.
"""

import base64
import json

from django.conf import settings
from django.utils.crypto import salted_hmac

from loketten.accounts.models import User

PURPOSE = "loketten.accounts.device_keys"


def device_keys(user: User) -> str:
    """JSON: [[owner, key], ...]. The first pair writes, the others read what was written before
    SECRET_KEY was replaced."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return json.dumps([[_owner(user, secret), _digest("key", user, secret)] for secret in secrets])


def device_owner(user: User) -> str:
    """The name under which this person's things lie on a device; it tells nothing."""
    return _owner(user, settings.SECRET_KEY)


def _owner(user: User, secret: str) -> str:
    return _digest("owner", user, secret)[:22]


def _digest(what: str, user: User, secret: str) -> str:
    """256 bits; without the secret one says nothing about another."""
    mac = salted_hmac(f"{PURPOSE}.{what}", str(user.pk), secret=secret, algorithm="sha256")
    return base64.urlsafe_b64encode(mac.digest()).decode().rstrip("=")
