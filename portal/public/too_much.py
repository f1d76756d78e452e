"""How much may be sent in an hour, by form."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from loketten.accounts.throttle import seconds_to_wait, sender
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Desk
from loketten.ui.keyed import KeyedForm

# A library or a desk is one address on the internet for many people.
AN_HOUR_FROM_ONE_ADDRESS = 60
AN_HOUR_AT_ONE_DESK = 300
# Nobody's mailbox can be filled by way of our confirmations.
AN_HOUR_TO_ONE_READER = 5


class TooMuch(DomainError):
    """Names a number that can be called instead."""

    def __init__(self, phone: str) -> None:
        sentence = _(
            "Too much was sent from here in a short time. Try again in an hour, or call %s."
        )
        self.message = sentence % phone
        super().__init__(self.message)


def refuse_too_much(request: HttpRequest, form: KeyedForm, desk: Desk) -> None:
    """Counts one more, and raises `TooMuch` over a limit."""
    counted = [
        seconds_to_wait("visitor", sender(request), an_hour=AN_HOUR_FROM_ONE_ADDRESS),
        seconds_to_wait("desk", desk.slug, an_hour=AN_HOUR_AT_ONE_DESK),
    ]
    reach = form.cleaned_data.get("reach")
    if reach and reach.email:
        counted.append(seconds_to_wait("reader", reach.email, an_hour=AN_HOUR_TO_ONE_READER))
    if any(counted):
        raise TooMuch(desk.phone or str(settings.HELP_PHONE))
