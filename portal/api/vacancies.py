"""GET /vacancies: the learn-work places, with the filters and the counts of the site."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.base import PublicApiView
from portal.api.codes import PageOfAnything, refuse_beyond
from portal.api.describing import described
from portal.api.desks import DeskName
from portal.api.problems import Gone, NotThere, Wrong
from portal.api.reading import MOST_ITEMS, USUAL_ITEMS, NoQuery, query_of
from portal.public.job_posting import last_day, posting_of
from vacancies.choices import PayPer
from vacancies.models import Listing
from vacancies.search.choices import current_choices
from vacancies.search.filters import DISTANCES, LONGEST, SORTS, Unknown, read_filters
from vacancies.search.groups import Group, groups
from vacancies.search.results import Results, search, sort_of

ROW_EXAMPLE = {
    "desk": "twente",
    "slug": "leerling-timmerman-1a2b3c4d",
    "title": "Leerling timmerman",
    "employer": "Bouwbedrijf Voorbeeld",
    "city": "Hengelo",
    "route": "route.bbl",
    "mboLevel": 2,
    "needsNoDiploma": False,
    "hoursFrom": 32,
    "hoursTo": 40,
    "inEvening": False,
    "startsOn": None,
    "publishedAt": "2026-11-02T09:15:00+01:00",
    "km": 4.2,
    "url": "https://example.nl/vacatures/twente/leerling-timmerman-1a2b3c4d",
}
EXAMPLE = {
    **{name: value for name, value in ROW_EXAMPLE.items() if name not in ("desk", "km")},
    "desk": {"regionCode": "AM05", "slug": "twente", "name": "Leerwerkloket Twente"},
    "region": "AM05",
    "sector": "sector.construction",
    "occupation": "timmerman",
    "qualification": "25953",
    "tasks": "Je leert zagen en meten.",
    "learning": "Een dag per week naar school.",
    "asks": "",
    "offer": "",
    "payFrom": "2180.00",
    "payTo": None,
    "payPer": "month",
    "places": 2,
    "applyBy": None,
    "onlineUntil": "2027-01-01",
    "street": "",
    "postcode": "7551 AA",
    "contactName": "Leerwerkloket Twente",
    "contactEmail": "twente@example.nl",
    "contactPhone": "",
    "directions": "",
    "jobPosting": {"@context": "https://schema.org/", "@type": "JobPosting"},
}


def _values(help_text: str) -> serializers.ListField:
    """Those of one group. The form of the page sends an empty one where nothing was chosen."""
    child = serializers.CharField(max_length=60, allow_blank=True)
    return serializers.ListField(child=child, required=False, help_text=help_text)


class VacancyQuery(serializers.Serializer[Any]):
    """The filters of the search page, spelled as there, so that its address works here too."""

    q = serializers.CharField(
        max_length=LONGEST, required=False, allow_blank=True, help_text="Words, or a town."
    )
    bij = serializers.CharField(
        max_length=LONGEST, required=False, allow_blank=True, help_text="Near a postcode or town."
    )
    km = serializers.ChoiceField(
        [*(str(one) for one in DISTANCES), "alle"],
        required=False,
        allow_blank=True,
        help_text="How far from `bij`; `alle` is the whole country.",
    )
    route = _values("Learning routes.")
    niveau = _values("Levels.")
    sector = _values("Kinds of work.")
    uren = _values("Hours a week.")
    tijd = _values("Evening work.")
    loon = _values("Pay; one value.")
    begin = _values("When it starts.")
    regio = _values("A region code.")
    sort = serializers.ChoiceField(
        SORTS,
        required=False,
        allow_blank=True,
        help_text="Best match, newest, nearest or earliest start first.",
    )
    page = serializers.IntegerField(
        min_value=1, max_value=999_999, default=1, help_text="Which page, from 1."
    )
    pageSize = serializers.IntegerField(
        min_value=1, max_value=MOST_ITEMS, default=USUAL_ITEMS, help_text="Items a page."
    )
    facets = serializers.BooleanField(
        default=False, help_text="Whether the answer counts what each choice would give."
    )


class VacancyRow(serializers.Serializer[Any]):
    """A place as it stands in a list."""

    desk = serializers.CharField(source="desk.slug", help_text="The desk that looks after it.")
    slug = serializers.CharField(help_text="Its name in addresses.")
    title = serializers.CharField(help_text="As people say it.")
    employer = serializers.CharField(source="employer_name", help_text="The company.")
    city = serializers.CharField(help_text="Where the work is.")
    route = serializers.CharField(source="route_id", help_text="The learning route, a code.")
    mboLevel = serializers.IntegerField(
        source="mbo_level", allow_null=True, help_text="1 to 4; null when it has none."
    )
    needsNoDiploma = serializers.BooleanField(
        source="needs_no_diploma", help_text="Whether somebody may come without a diploma."
    )
    hoursFrom = serializers.IntegerField(source="hours_from", help_text="Hours a week, at least.")
    hoursTo = serializers.IntegerField(source="hours_to", help_text="Hours a week, at most.")
    inEvening = serializers.BooleanField(
        source="in_evening", help_text="Also in the evening or at the weekend."
    )
    startsOn = serializers.DateField(
        source="starts_on", allow_null=True, help_text="Null is as soon as possible."
    )
    publishedAt = serializers.DateTimeField(source="published_at", help_text="When it came online.")
    km = serializers.FloatField(
        allow_null=True, help_text="From the place that was asked for; null without one."
    )
    url = serializers.CharField(help_text="The page for people.")


class FacetOption(serializers.Serializer[Any]):
    """What a choice would give."""

    value = serializers.CharField(help_text="As it stands in the query.")
    label = serializers.CharField(  # type: ignore[assignment]  # DRF takes fields out of the class
        help_text="The words of the site, in the language of the answer."
    )
    count = serializers.IntegerField(help_text="How many places it would give.")
    isChosen = serializers.BooleanField(help_text="Whether this question asked for it.")


class Facet(serializers.Serializer[Any]):
    """One group of filters, counted with the choices of all other groups."""

    name = serializers.CharField(help_text="As it stands in the query.")
    options = FacetOption(many=True, help_text="In the order of the site.")


class Namesake(serializers.Serializer[Any]):
    """A place that may have been meant."""

    label = serializers.CharField(  # type: ignore[assignment]  # DRF takes fields out of the class
        help_text="Its name, and where it lies."
    )
    bij = serializers.CharField(source="near", help_text="Sent as `bij`, this asks for it.")


class VacancyPage(PageOfAnything):
    """A page of places, and how the question was understood."""

    sort = serializers.CharField(help_text="The order that was used.")
    near = serializers.CharField(
        allow_null=True, help_text="From where distances are measured; null without a place."
    )
    namesakes = Namesake(many=True, help_text="Other places with the name of `near`.")
    corrected = serializers.ListField(
        child=serializers.CharField(), help_text="Words that were read as other words."
    )
    isWidened = serializers.BooleanField(
        help_text="Nothing was found like this, so a wider question was answered."
    )
    items = VacancyRow(many=True, help_text="The places.")
    facets = Facet(many=True, required=False, help_text="Only when they were asked for.")


class VacancyFacts(VacancyRow):
    """Everything that the page of a place says."""

    km = None  # type: ignore[assignment]  # a place by itself is not near anything
    desk = DeskName(  # type: ignore[assignment]  # here with its name
        help_text="The desk that looks after it."
    )
    region = serializers.CharField(source="region_id", help_text="The region, a code.")
    sector = serializers.CharField(source="sector_id", help_text="The kind of work, a code.")
    occupation = serializers.CharField(source="occupation.name", help_text="Its everyday name.")
    qualification = serializers.CharField(
        source="qualification.crebo",
        allow_null=True,
        help_text="The crebo; null for a place without a qualification.",
    )
    tasks = serializers.CharField(help_text="What one does.")
    learning = serializers.CharField(help_text="What one learns.")
    asks = serializers.CharField(help_text="What is asked; may be empty.")
    offer = serializers.CharField(help_text="What one gets; may be empty.")
    payFrom = serializers.DecimalField(
        7, 2, source="pay_from", allow_null=True, help_text="Gross, in euros; null is not told."
    )
    payTo = serializers.DecimalField(
        7, 2, source="pay_to", allow_null=True, help_text="Null when there is one amount."
    )
    payPer = serializers.ChoiceField(
        ["", *PayPer.values], source="pay_per", help_text="Hour or month; empty is not told."
    )
    places = serializers.IntegerField(help_text="How many people are looked for.")
    applyBy = serializers.DateField(
        source="apply_by", allow_null=True, help_text="The last day to answer."
    )
    onlineUntil = serializers.DateField(source="last_day", help_text="The last day online.")
    street = serializers.CharField(help_text="May be empty.")
    postcode = serializers.CharField(help_text="Of the place of work.")
    contactName = serializers.CharField(source="contact_name", help_text="May be empty.")
    contactEmail = serializers.CharField(source="contact_email", help_text="May be empty.")
    contactPhone = serializers.CharField(source="contact_phone", help_text="May be empty.")
    directions = serializers.CharField(help_text="How to get there; may be empty.")
    jobPosting = serializers.DictField(help_text="The same place as JobPosting of schema.org.")


class Vacancies(PublicApiView):
    """At most the queries of the search page."""

    @described(
        name="listVacancies",
        tag="vacancies",
        summary=_("Search the learn-work places"),
        description=(
            "The filters, the spelling and the counts of the site; what stands behind the question "
            "mark of a search page works here too. The first 2,000 places can be read."
        ),
        answer=VacancyPage,
        example={
            "page": 1,
            "pages": 1,
            "total": 1,
            "sort": "dichtbij",
            "near": "Hengelo",
            "namesakes": [{"label": "Bronckhorst (Gelderland)", "bij": "GM1876"}],
            "corrected": [],
            "isWidened": False,
            "items": [ROW_EXAMPLE],
        },
        errors=(400, 404),
        query=VacancyQuery,
    )
    def get(self, request: Request) -> Response:
        asked_of = query_of(request, VacancyQuery)
        today, choices = timezone.localdate(), current_choices()
        offered = groups(choices, today)
        asked = read_filters(request.query_params, offered)
        if asked.unknown:
            raise NotThere([_unknown(one) for one in asked.unknown])
        results = search(asked.filters, choices, offered, today, size=asked_of["pageSize"])
        _refuse_unknown_place(results, "bij" if asked.filters.near else "q")
        refuse_beyond(asked_of["page"], results.page.paginator.num_pages)
        body = _page(results)
        if asked_of["facets"]:
            body["facets"] = [_facet(group, results) for group in offered]
        return Response(body)


class OneVacancy(PublicApiView):
    @described(
        name="getVacancy",
        tag="vacancies",
        summary=_("One learn-work place"),
        description="With every fact of its page, also as JobPosting of schema.org.",
        answer=VacancyFacts,
        example=EXAMPLE,
        errors=(400, 404, 410),
        path={
            "loket": "The name of the desk in addresses.",
            "listing": "The name of the place in addresses.",
        },
    )
    def get(self, request: Request, loket: str, listing: str) -> Response:
        query_of(request, NoQuery)
        related = ("desk", "occupation", "qualification")
        known = Listing.objects.filter(desk__slug=loket, slug=listing).select_related(*related)
        found: Any = known.defer("words", "headline", "desk__logo").first()
        if found is None:
            raise Http404
        if not found.is_live(timezone.localdate()):
            raise Gone
        found.url = url_of(found)
        found.jobPosting = posting_of(found, found.url)
        found.last_day = last_day(found)
        return Response(VacancyFacts(found).data)


def url_of(listing: Listing) -> str:
    where = {"slug": listing.desk.slug, "listing": listing.slug}
    return f"{settings.SITE_URL}{reverse('public:place', kwargs=where)}"


def _page(results: Results) -> dict[str, Any]:
    rows: list[Any] = list(results.page.object_list)
    for row in rows:
        row.url = url_of(row)
    origin = results.where.origin
    question = results.question
    return {
        "page": results.page.number,
        "pages": results.page.paginator.num_pages,
        "total": results.total,
        "sort": sort_of(results.filters, has_origin=origin is not None),
        "near": origin.name if origin else None,
        "namesakes": Namesake(results.where.others, many=True).data,
        "corrected": [word.typed for word in results.corrected],
        "isWidened": question.is_widened or question.is_loose,
        "items": VacancyRow(rows, many=True).data,
    }


def _facet(group: Group, results: Results) -> dict[str, Any]:
    chosen = results.filters.chosen.get(group.name, ())
    return {
        "name": group.name,
        "options": [
            {
                "value": option.value,
                "label": str(option.label),
                "count": results.facets.of(group, option),
                "isChosen": option.value in chosen,
            }
            for option in group.options
        ],
    }


def _unknown(one: Unknown) -> Wrong:
    sentence = gettext("We do not know “%s”.") % one.value
    return Wrong("query", one.name, "unknown-value", sentence)


def _refuse_unknown_place(results: Results, name: str) -> None:
    """A page can say that it shows the whole country instead; a program would not see that."""
    near = results.filters.near
    if not near or results.where.origin:
        return
    sentence = gettext("We do not know the place “%(place)s”.") % {"place": near}
    if others := ", ".join(one.label for one in results.where.others):
        asked_back = gettext("Do you mean one of these?")
        sentence = f"{sentence} {asked_back} {others}"
    raise NotThere([Wrong("query", name, "unknown-place", sentence)])
