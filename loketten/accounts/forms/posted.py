"""What a form is filled with."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """None on GET; an empty POST is a form that nobody filled in, and says so."""
    return request.POST if request.method == "POST" else None
