"""Who somebody is, at every request."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from loketten.accounts.models import User
from loketten.tenancy.composed import Asked, composed

SECOND_FACTORS = Authenticator.objects.filter(
    type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
)


_found: ContextVar[User | None] = ContextVar("loketten_found_user", default=None)


@contextmanager
def found_before(user: User | None) -> Iterator[None]:
    """Whom the session names was read already, with what is asked of that person besides: the
    session is proven as always, without asking for the person again."""
    token = _found.set(user)
    try:
        yield
    finally:
        _found.reset(token)


def with_second_factor(rows: Any, *, user: str = "pk") -> Any:
    """Whether each has one, as `is_proven`."""
    return rows.annotate(is_proven=Exists(SECOND_FACTORS.filter(user=OuterRef(user))))


@composed
def _known() -> Any:
    return with_second_factor(User.objects.filter(pk=Asked("user")))


class Backend(AuthenticationBackend):
    """Allauth's, which also tells in the same query whether there is a second factor: every door
    asks for it."""

    def get_user(self, user_id: Any) -> User | None:
        pk, user = User._meta.pk.to_python(user_id), _found.get()
        if user is None or user.pk != pk:
            user = _known.first(user=pk)
        return user if user and self.user_can_authenticate(user) else None
