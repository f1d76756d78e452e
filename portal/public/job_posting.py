"""What search engines read of a place: JobPosting of schema.org, and nothing that ended."""

import json
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from loketten.ui.markup import format_html
from vacancies.models import Listing
from vacancies.templatetags.places import prose

_FULL_TIME = 35
# A text of an employer may hold "</script>"; inside JSON these signs have another spelling.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
_UNITS = {"hour": "HOUR", "month": "MONTH"}


def job_posting(listing: Listing, url: str) -> SafeString:
    """A block of data for the head of the page; the browser runs nothing of it."""
    text = json.dumps(posting_of(listing, url), ensure_ascii=False).translate(_ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308  (escaped just now)
    )


def posting_of(listing: Listing, url: str) -> dict[str, Any]:
    """Each fact once, and only facts that the page shows too."""
    posting: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": listing.title,
        "description": _description(listing),
        "identifier": {
            "@type": "PropertyValue",
            "name": listing.desk.display_name,
            "value": str(listing.public_id),
        },
        "url": url,
        "datePosted": timezone.localdate(listing.published_at).isoformat(),
        "validThrough": _end_of(last_day(listing)).isoformat(),
        "employmentType": "FULL_TIME" if listing.hours_to >= _FULL_TIME else "PART_TIME",
        "workHours": f"{listing.hours_from}-{listing.hours_to}",
        "totalJobOpenings": listing.places,
        "directApply": False,
        "hiringOrganization": {"@type": "Organization", "name": listing.employer_name},
        "jobLocation": {"@type": "Place", "address": _address(listing)},
    }
    if listing.starts_on:
        posting["jobStartDate"] = listing.starts_on.isoformat()
    if listing.needs_no_diploma:
        posting["educationRequirements"] = "no requirements"
    if listing.pay_from is not None:
        posting["baseSalary"] = _salary(listing)
    return posting


def _end_of(day: date) -> datetime:
    """Its last second in Dutch time: +02:00 in summer, +01:00 in winter."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def last_day(listing: Listing) -> Any:
    """Who may no longer apply need not find it either."""
    return min(listing.expires_on, listing.apply_by or listing.expires_on)


def _description(listing: Listing) -> str:
    texts = (listing.tasks, listing.learning, listing.asks, listing.offer)
    return "".join(prose(text) for text in texts if text)


def _address(listing: Listing) -> dict[str, str]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": listing.city,
        "postalCode": listing.postcode,
        "addressCountry": "NL",
    }
    if listing.street:
        address["streetAddress"] = listing.street
    return address


def _salary(listing: Listing) -> dict[str, Any]:
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": _UNITS[listing.pay_per]}
    if listing.pay_to is not None and listing.pay_to != listing.pay_from:
        value |= {"minValue": float(listing.pay_from or 0), "maxValue": float(listing.pay_to)}
    else:
        value["value"] = float(listing.pay_from or 0)
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}
