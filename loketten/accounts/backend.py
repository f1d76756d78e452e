"""Who somebody is, at every request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from loketten.accounts.models import User
from loketten.tenancy.composed import Asked, composed

SECOND_FACTORS = Authenticator.objects.filter(
    type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
)


def with_second_factor(users: Any) -> Any:
    """Whether each has one, as `is_proven`."""
    return users.annotate(is_proven=Exists(SECOND_FACTORS.filter(user=OuterRef("pk"))))


@composed
def _known() -> Any:
    return with_second_factor(User.objects.filter(pk=Asked("user")))


class Backend(AuthenticationBackend):
    """Allauth's, which also tells in the same query whether there is a second factor: every door
    asks for it."""

    def get_user(self, user_id: Any) -> User | None:
        user: User | None = _known.first(user=User._meta.pk.to_python(user_id))
        return user if user and self.user_can_authenticate(user) else None
