"""Hands a browser what it needs to ask for a passkey, without a script in the page."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def passkey_options(options: Any) -> str:
    """JSON for a data attribute; the template escapes it."""
    return json.dumps(options, cls=DjangoJSONEncoder)
