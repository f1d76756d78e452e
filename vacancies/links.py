"""The link with which a visitor follows what she sent; its secret is kept as a hash alone."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from loketten.accounts.models import Token
from loketten.accounts.models.invitation import TokenKind, digest_of
from loketten.accounts.secrets import lasting_secret
from vacancies.models import DeskRequest, Interest

Question = DeskRequest | Interest
KIND_OF: dict[type[Question], TokenKind] = {
    DeskRequest: TokenKind.REQUEST,
    Interest: TokenKind.INTEREST,
}
_MODEL_OF = {kind: model for model, kind in KIND_OF.items()}


def secret_of(question: Question) -> str:
    """Made again each time: the page after sending and a mail sent twice carry the same link."""
    return lasting_secret("vacancies.question", question.public_id)


def issue_link(question: Question) -> None:
    Token.objects.issue(
        KIND_OF[type(question)],
        question.pk,
        desk_id=question.desk_id,
        valid=timedelta(days=settings.REQUEST_LINK_DAYS),
        secret=secret_of(question),
    )


def revoke_link(question: Question) -> None:
    """When nothing is left to show."""
    Token.objects.revoke(KIND_OF[type(question)], question.pk)


def token_behind(secret: str) -> Token | None:
    """Also one that is too old, which still tells at which desk to ask again."""
    tokens = Token.objects.filter(kind__in=_MODEL_OF, digest=digest_of(secret))
    return tokens.select_related("desk").defer("desk__logo").first()


def question_behind(token: Token) -> Any:
    """Inside `at_desk` of the token's desk; None when the row is gone."""
    model = _MODEL_OF[TokenKind(token.kind)]
    found = model.objects.filter(pk=token.object_id)
    return (found.select_related("vacancy") if model is Interest else found).first()
