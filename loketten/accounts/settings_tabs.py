"""The pages of a desk's settings, on whichever floor they stand."""

from django.urls import reverse
from django.utils.translation import gettext as _

from loketten.ui.parts import Tab


def settings_tabs(slug: str, current: str) -> list[Tab]:
    pages = [
        ("desk:settings", _("Name and contact")),
        ("desk:look", _("Colour and logo")),
        ("desk:locations", _("Places")),
        ("desk:hours", _("Opening hours")),
        ("desk:closures", _("Closed days")),
        ("exchange:home", _("Import and export")),
        ("desk:keys", _("Keys of systems")),
    ]
    return [
        Tab(reverse(name, kwargs={"desk": slug}), label, name == current) for name, label in pages
    ]
