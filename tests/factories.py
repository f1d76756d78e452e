"""Rows for tests. Tenant rows are made inside `at_desk`, as the product makes them."""

import uuid
from datetime import date, timedelta
from typing import Any

import factory
from allauth.mfa.models import Authenticator
from django.utils import timezone

from advice.models import (
    AdviceSession,
    Contact,
    GroupTalk,
    NextStep,
    PlannedTalk,
    PrivateNote,
    SessionTheme,
    TalkTemplate,
)
from clients.models import Client, ClientFile
from loketten.accounts.models import Membership, Organisation, User
from loketten.accounts.rights import Role
from loketten.tenancy.context import current_desk_id
from loketten.tenancy.models import Desk, Region


class DeskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Desk
        django_get_or_create = ("slug",)

    region = factory.LazyAttribute(lambda row: Region.objects.get(code=row.region_code))
    slug = "utrecht"
    display_name = factory.LazyAttribute(lambda row: f"Leerwerkloket {row.slug.title()}")
    number_prefix = factory.LazyAttribute(lambda row: row.slug[:2].upper())
    email = factory.LazyAttribute(lambda row: f"{row.slug}@example.nl")
    phone = "030 000 00 12"
    opened_on = date(2005, 1, 1)

    class Params:
        region_code = "AM13"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        django_get_or_create = ("email",)
        skip_postgeneration_save = True

    name = "Anouk Vermeer"
    email = factory.LazyAttribute(lambda row: f"{row.name.split()[0].lower()}@example.nl")

    @factory.post_generation
    def second_factor(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if extracted is not False:
            Authenticator.objects.get_or_create(
                user=self, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
            )

    @factory.post_generation
    def password(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if extracted:
            self.set_password(extracted)  # type: ignore[attr-defined]
            self.save()  # type: ignore[attr-defined]


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ("name",)

    name = "Gemeente Voorbeeld"


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership
        django_get_or_create = ("desk", "user")

    desk = factory.SubFactory(DeskFactory)
    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    roles = factory.LazyFunction(lambda: [Role.COUNSELOR])
    starts_on = date(2020, 1, 1)


class ClientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Client

    class Params:
        with_email = factory.Trait(contact_by="email", email="vraag@example.nl")

    number = factory.Sequence(lambda n: f"{current_desk_id()}-{n:05}")
    first_name = factory.Sequence(lambda n: f"Voornaam{n}")
    last_name = factory.Sequence(lambda n: f"Achternaam{n}")
    key = factory.LazyFunction(uuid.uuid4)


class ClientFileFactory(factory.django.DjangoModelFactory):
    """Needs `owner`, a membership of the current desk."""

    class Meta:
        model = ClientFile

    client = factory.SubFactory(ClientFactory)


class AdviceSessionFactory(factory.django.DjangoModelFactory):
    """Needs `file` and `counselor` of the current desk."""

    class Meta:
        model = AdviceSession
        skip_postgeneration_save = True

    held_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    channel_id = "channel.phone"
    kind_id = "kind.advice"
    summary = "We hebben gesproken over een leerbaan."
    key = factory.LazyFunction(uuid.uuid4)


class SessionThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SessionTheme


class PrivateNoteFactory(factory.django.DjangoModelFactory):
    """Only inside `at_desk(..., member_id=author)`."""

    class Meta:
        model = PrivateNote

    text = "Alleen voor mij."


class NextStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NextStep

    what = "Terugbellen"
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))


class ContactFactory(factory.django.DjangoModelFactory):
    """Needs `counselor` of the current desk."""

    class Meta:
        model = Contact

    channel_id = "channel.phone"
    theme_id = "theme.funding"
    key = factory.LazyFunction(uuid.uuid4)


class PlannedTalkFactory(factory.django.DjangoModelFactory):
    """Needs `file` and `counselor` of the current desk; its hour has just begun."""

    class Meta:
        model = PlannedTalk

    at = factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))
    channel_id = "channel.phone"
    kind_id = "kind.follow-up"


class GroupTalkFactory(factory.django.DjangoModelFactory):
    """Needs `counselor` of the current desk."""

    class Meta:
        model = GroupTalk

    title = "Klas 4B over bbl"
    held_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    kind = "class"
    channel_id = "channel.workshop"
    theme_id = "theme.bbl"
    head_count = 24
    summary = "We vertelden wat bbl is."
    key = factory.LazyFunction(uuid.uuid4)


class TalkTemplateFactory(factory.django.DjangoModelFactory):
    """Of the desk, unless it gets an `owner`."""

    class Meta:
        model = TalkTemplate

    name = factory.Sequence(lambda n: f"Sjabloon {n}")
    kind_id = "kind.intake"
    themes = factory.LazyFunction(lambda: ["theme.bbl"])
    summary = "Vraag: … We bekeken: …"
