"""Employers and vacancies of a desk, for a system that posts places."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from loketten.accounts.models.desk_key import Scope
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Desk
from portal.api.codes import PageOfAnything, page_of_rows
from portal.api.describing import described
from portal.api.own.base import DeskApiView
from portal.api.own.fields import AmountField, ColleagueField, colleague, refused
from portal.api.own.once import once
from portal.api.problems import DoesNotFit, Wrong
from portal.api.reading import NoQuery, Paged, body_of, query_of
from vacancies.actions.drafts import save_draft
from vacancies.actions.publish import close_vacancy, publish_vacancy, refresh_vacancy
from vacancies.choices import ClosedHow, PayPer, VacancyState
from vacancies.finding import find_vacancy
from vacancies.forms.vacancy import NewVacancyForm
from vacancies.models import Employer, Listing, Vacancy

# From the name in the body to the name in the form and in the rules.
FIELD_OF = {
    "title": "title",
    "occupation": "occupation",
    "sector": "sector",
    "tasks": "tasks",
    "asks": "asks",
    "needsNoDiploma": "needs_no_diploma",
    "route": "route",
    "qualification": "qualification",
    "mboLevel": "mbo_level",
    "learning": "learning",
    "hoursFrom": "hours_from",
    "hoursTo": "hours_to",
    "inEvening": "in_evening",
    "payFrom": "pay_from",
    "payTo": "pay_to",
    "payPer": "pay_per",
    "offer": "offer",
    "startsOn": "starts_on",
    "applyBy": "apply_by",
    "places": "places",
    "street": "street",
    "postcode": "postcode",
    "city": "city",
    "directions": "directions",
    "contactName": "contact_name",
    "contactEmail": "contact_email",
    "contactPhone": "contact_phone",
    "owner": "owner",
}
NAMES = {form: body for body, form in FIELD_OF.items()}
EMPLOYER_EXAMPLE = {
    "id": "0c1d6f5e-0a55-4a0e-8c5c-0d8a2f7a5b10",
    "name": "Bouwbedrijf Voorbeeld",
    "kvk": "00000000",
    "city": "Hengelo",
}
EXAMPLE = {
    "id": "a54c62e2-7f0c-4a5e-9d55-2f7a3f1a7c22",
    "title": "Leerling timmerman",
    "employer": EMPLOYER_EXAMPLE["id"],
    "state": "published",
    "onlineUntil": "2027-01-20",
    "closedHow": "",
    "url": "https://example.nl/vacatures/twente/leerling-timmerman-a54c62e2",
}
MADE_EXAMPLE = {"id": EXAMPLE["id"], "state": "published"}
BODY_EXAMPLE = {
    "employer": EMPLOYER_EXAMPLE["id"],
    "owner": "samira@example.nl",
    "title": "Leerling timmerman",
    "occupation": 812,
    "route": "route.bbl",
    "qualification": 44,
    "tasks": "Je leert zagen en meten.",
    "learning": "Een dag per week naar school.",
    "hoursFrom": 32,
    "hoursTo": 40,
    "postcode": "7551 AA",
    "city": "Hengelo",
    "payFrom": "2180.00",
    "payPer": "month",
}


class EmployerFacts(serializers.Serializer[Employer]):
    """A company as the desk knows it."""

    id = serializers.UUIDField(source="public_id", help_text="What a vacancy names.")
    name = serializers.CharField(help_text="Of the company.")
    kvk = serializers.CharField(help_text="The number at the Chamber of Commerce; may be empty.")
    city = serializers.CharField(help_text="May be empty.")


class EmployerPage(PageOfAnything):
    """Employers that may have new vacancies."""

    items = EmployerFacts(many=True, help_text="In order of name.")


class OwnVacancyFacts(serializers.Serializer[Vacancy]):
    """How a vacancy of the desk stands."""

    id = serializers.UUIDField(source="public_id", help_text="Its name in addresses.")
    title = serializers.CharField(help_text="May be empty in a draft.")
    employer = serializers.UUIDField(source="employer.public_id", help_text="The company.")
    state = serializers.ChoiceField(VacancyState.values, help_text="Draft, online or closed.")
    onlineUntil = serializers.DateField(
        source="expires_on", allow_null=True, help_text="The last day online; null for a draft."
    )
    closedHow = serializers.ChoiceField(
        ["", *ClosedHow.values], source="closed_how", help_text="Why it closed; empty before."
    )
    url = serializers.CharField(
        allow_null=True, help_text="The page for people; null when it never was online."
    )


class OwnVacancyPage(PageOfAnything):
    """Vacancies of the desk."""

    items = OwnVacancyFacts(many=True, help_text="The newest first.")


class VacancyBody(serializers.Serializer[Any]):
    """A new place. What is left out of the contact is the desk."""

    employer = serializers.UUIDField(help_text="The id of an employer of the desk.")
    owner = ColleagueField(help_text="Who looks after it: a counselor, by e-mail address.")
    isDraft = serializers.BooleanField(
        default=False, help_text="Not online yet: somebody of the desk looks first."
    )
    title = serializers.CharField(max_length=120, help_text="As people say it.")
    occupation = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, help_text="The id of an occupation."
    )
    sector = serializers.CharField(
        max_length=60, required=False, help_text="A code; the one of the occupation without it."
    )
    tasks = serializers.CharField(max_length=4_000, help_text="What one does.")
    asks = serializers.CharField(
        max_length=4_000, required=False, allow_blank=True, help_text="What is asked."
    )
    needsNoDiploma = serializers.BooleanField(default=False, help_text="No diploma needed.")
    route = serializers.CharField(max_length=60, help_text="The learning route, a code.")
    qualification = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, required=False, help_text="The id of a qualification."
    )
    mboLevel = serializers.IntegerField(
        min_value=1, max_value=4, required=False, help_text="The one of the qualification."
    )
    learning = serializers.CharField(max_length=4_000, help_text="What one learns.")
    hoursFrom = serializers.IntegerField(min_value=1, max_value=48, help_text="Hours a week.")
    hoursTo = serializers.IntegerField(min_value=1, max_value=48, help_text="Hours a week.")
    inEvening = serializers.BooleanField(default=False, help_text="Also evenings or weekends.")
    payFrom = AmountField(required=False, help_text="Gross, in euros.")
    payTo = AmountField(required=False, help_text="Gross, in euros.")
    payPer = serializers.ChoiceField(PayPer.values, required=False, help_text="Hour or month.")
    offer = serializers.CharField(
        max_length=4_000, required=False, allow_blank=True, help_text="What one gets."
    )
    startsOn = serializers.DateField(required=False, help_text="Without it: as soon as possible.")
    applyBy = serializers.DateField(required=False, help_text="The last day to answer.")
    places = serializers.IntegerField(
        min_value=1, max_value=99, default=1, help_text="How many people are looked for."
    )
    street = serializers.CharField(
        max_length=120, required=False, allow_blank=True, help_text="Street and number."
    )
    postcode = serializers.CharField(max_length=12, help_text="Of the place of work.")
    city = serializers.CharField(max_length=80, help_text="The town.")
    directions = serializers.CharField(
        max_length=300, required=False, allow_blank=True, help_text="How to get there."
    )
    contactName = serializers.CharField(max_length=120, required=False, help_text="Whom to ask.")
    contactEmail = serializers.EmailField(max_length=254, required=False, help_text="To read.")
    contactPhone = serializers.CharField(max_length=20, required=False, help_text="To read.")


class VacancyMade(serializers.Serializer[Any]):
    """A vacancy that is there now. Sent again under the same name, the answer is the same."""

    id = serializers.UUIDField(help_text="Its name in addresses.")
    state = serializers.ChoiceField(
        [VacancyState.DRAFT.value, VacancyState.PUBLISHED.value], help_text="As it was made."
    )


class ClosureBody(serializers.Serializer[Any]):
    """Why nobody looks for anybody any more."""

    how = serializers.ChoiceField(
        [ClosedHow.THROUGH_US.value, ClosedHow.ELSEWHERE.value, ClosedHow.STOPPED.value],
        help_text="Filled through the desk, filled in another way, or the employer stopped.",
    )


class Nothing(serializers.Serializer[Any]):
    """An empty object, or no body at all."""


class OwnEmployers(DeskApiView):
    scope = Scope.VACANCIES_WRITE

    @described(
        name="listOwnEmployers",
        tag="desk",
        summary=_("The employers of your desk"),
        description="Those that may have new vacancies.",
        answer=EmployerPage,
        example={"page": 1, "pages": 1, "total": 1, "items": [EMPLOYER_EXAMPLE]},
        errors=(400, 404),
        query=Paged,
        scope=Scope.VACANCIES_WRITE,
    )
    def get(self, request: Request) -> Response:
        return self.here(request, self.read)

    def read(self, request: Request) -> Response:
        found = Employer.objects.active().order_by("search_key", "pk")
        return Response(EmployerPage(page_of_rows(found, query_of(request, Paged))).data)


class OwnVacancies(DeskApiView):
    scope = Scope.VACANCIES_WRITE
    http_method_names = ["get", "head", "post"]

    @described(
        name="listOwnVacancies",
        tag="desk",
        summary=_("The vacancies of your desk"),
        description="Drafts and closed ones too, the newest first.",
        answer=OwnVacancyPage,
        example={"page": 1, "pages": 1, "total": 1, "items": [EXAMPLE]},
        errors=(400, 404),
        query=Paged,
        scope=Scope.VACANCIES_WRITE,
    )
    def get(self, request: Request) -> Response:
        return self.here(request, self.read)

    @described(
        name="postVacancy",
        tag="desk",
        summary=_("Post a vacancy"),
        description=(
            "Online at once, or as a draft, under the rules of the form: a route of mbo needs an "
            "employer that is recognised for the qualification."
        ),
        answer=VacancyMade,
        example=MADE_EXAMPLE,
        status=201,
        body=VacancyBody,
        body_example=BODY_EXAMPLE,
        scope=Scope.VACANCIES_WRITE,
        once=True,
    )
    def post(self, request: Request) -> Response:
        return self.here(request, self.write)

    def read(self, request: Request) -> Response:
        found = Vacancy.objects.newest_first().select_related("employer")
        page = page_of_rows(found, query_of(request, Paged))
        _with_addresses(page["items"], self.key.desk)
        return Response(OwnVacancyPage(page).data)

    def write(self, request: Request) -> Response:
        query_of(request, NoQuery)
        said = body_of(request, VacancyBody)
        made = once(request, self.key, lambda key: _post(said, key, self.key.desk))
        state = VacancyState.DRAFT if said["isDraft"] else VacancyState.PUBLISHED
        response = Response({"id": str(made), "state": state.value}, status=201)
        response["Location"] = reverse("api:own_vacancy", kwargs={"vacancy": made})
        return response


class OwnVacancy(DeskApiView):
    scope = Scope.VACANCIES_WRITE

    @described(
        name="getOwnVacancy",
        tag="desk",
        summary=_("One vacancy of your desk"),
        description="How it stands.",
        answer=OwnVacancyFacts,
        example=EXAMPLE,
        errors=(400, 404),
        path={"vacancy": "The id of the vacancy."},
        scope=Scope.VACANCIES_WRITE,
    )
    def get(self, request: Request, vacancy: UUID) -> Response:
        return self.here(request, self.read, vacancy=vacancy)

    def read(self, request: Request, vacancy: UUID) -> Response:
        query_of(request, NoQuery)
        return Response(_facts(find_vacancy(vacancy), self.key.desk))


class Refreshment(DeskApiView):
    scope = Scope.VACANCIES_WRITE
    http_method_names = ["put"]

    @described(
        name="refreshVacancy",
        tag="desk",
        summary=_("Say that a place is still free"),
        description="The last day online moves on. Twice is fine.",
        answer=OwnVacancyFacts,
        example=EXAMPLE,
        errors=(404,),
        path={"vacancy": "The id of the vacancy."},
        body=Nothing,
        body_example={},
        scope=Scope.VACANCIES_WRITE,
    )
    def put(self, request: Request, vacancy: UUID) -> Response:
        return self.here(request, self.write, vacancy=vacancy)

    def write(self, request: Request, vacancy: UUID) -> Response:
        query_of(request, NoQuery)
        body_of(request, Nothing)
        row = find_vacancy(vacancy)
        try:
            refresh_vacancy(row, by=row.owner)
        except DomainError as error:
            raise refused(error, NAMES) from None
        return Response(_facts(find_vacancy(vacancy), self.key.desk))


class ClosingOfVacancy(DeskApiView):
    scope = Scope.VACANCIES_WRITE
    http_method_names = ["put"]

    @described(
        name="closeVacancy",
        tag="desk",
        summary=_("Close a vacancy"),
        description="It goes offline at once. Twice is fine; the first reason stays.",
        answer=OwnVacancyFacts,
        example={**EXAMPLE, "state": "closed", "closedHow": "through-us"},
        errors=(404,),
        path={"vacancy": "The id of the vacancy."},
        body=ClosureBody,
        body_example={"how": "through-us"},
        scope=Scope.VACANCIES_WRITE,
    )
    def put(self, request: Request, vacancy: UUID) -> Response:
        return self.here(request, self.write, vacancy=vacancy)

    def write(self, request: Request, vacancy: UUID) -> Response:
        query_of(request, NoQuery)
        said = body_of(request, ClosureBody)
        row = find_vacancy(vacancy)
        close_vacancy(row, by=row.owner, how=ClosedHow(said["how"]))
        return Response(_facts(find_vacancy(vacancy), self.key.desk))


def _post(said: dict[str, Any], key: UUID, desk: Desk) -> UUID:
    owner = colleague(said["owner"], right=Right.MANAGE_PLACES, name="owner")
    employer = Employer.objects.active().filter(public_id=said["employer"]).first()
    if employer is None:
        sentence = gettext("Your desk has no such employer, or it is in the archive.")
        raise DoesNotFit([Wrong("body", "employer", "unknown-employer", sentence)])
    form = NewVacancyForm(_as_form({**said, "owner": owner.pk}, desk, key))
    if not form.is_valid():
        raise DoesNotFit(list(_wrong_in(form)))
    try:
        vacancy = save_draft(employer, form.columns, by=owner, key=key)
        if not said["isDraft"]:
            publish_vacancy(vacancy, by=owner, version=vacancy.version)
    except DomainError as error:
        raise refused(error, NAMES) from None
    return vacancy.public_id


def _as_form(said: dict[str, Any], desk: Desk, key: UUID) -> dict[str, str]:
    """As a browser sends it: the same fields read it, so the same rules hold."""
    contact = {
        "contactName": desk.display_name,
        "contactEmail": desk.email,
        "contactPhone": desk.phone,
    }
    whole = {**contact, **said}
    sent = {FIELD_OF[name]: whole[name] for name in whole if name in FIELD_OF}
    texts = {name: str(value) for name, value in sent.items() if value not in (None, False)}
    return {**texts, "key": str(key)}


def _wrong_in(form: NewVacancyForm) -> Any:
    for name, errors in form.errors.as_data().items():
        for error in errors:
            for sentence in error.messages:
                code = str(error.code or "invalid").replace("_", "-")
                yield Wrong("body", NAMES.get(name, ""), code, sentence)


def _facts(vacancy: Vacancy, desk: Desk) -> dict[str, Any]:
    _with_addresses([vacancy], desk)
    return dict(OwnVacancyFacts(vacancy).data)


def _with_addresses(vacancies: list[Any], desk: Desk) -> None:
    """Of those that ever were online, in one query."""
    ids = [row.public_id for row in vacancies]
    here = Listing.objects.filter(desk=desk, public_id__in=ids)
    slugs = dict(here.values_list("public_id", "slug"))
    for row in vacancies:
        slug = slugs.get(row.public_id)
        where = {"slug": desk.slug, "listing": slug}
        row.url = f"{settings.SITE_URL}{reverse('public:place', kwargs=where)}" if slug else None
