"""Addresses that carry a name which a desk had before."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from loketten.tenancy.models import FormerSlug


def renamed(request: HttpRequest, part: str) -> HttpResponse | None:
    """The same page under the new name of the desk in this part of the address; None when that
    was never a desk's name. A form that was sent goes along."""
    match = request.resolver_match
    if match is None or part not in match.kwargs:
        return None
    former = FormerSlug.objects.filter(slug=match.kwargs[part]).values_list("desk__slug", flat=True)
    slug = former.first()
    if slug is None:
        return None
    address = reverse(match.view_name, kwargs={**match.kwargs, part: slug})
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    is_read = request.method in {"GET", "HEAD"}
    response = HttpResponseRedirect(address + query)
    # With 308 a browser sends the form again, with 301 it would forget it.
    response.status_code = (
        HTTPStatus.MOVED_PERMANENTLY if is_read else HTTPStatus.PERMANENT_REDIRECT
    )
    return response
