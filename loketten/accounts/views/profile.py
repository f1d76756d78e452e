"""Her own account: name, language, colours, and the way to passwords and second steps."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from loketten.accounts.access import staff_view
from loketten.accounts.actions.profile import change_profile, sign_out_elsewhere
from loketten.accounts.forms.posted import posted
from loketten.accounts.forms.profile import ProfileForm
from loketten.accounts.models import User


@staff_view
def profile(request: HttpRequest) -> HttpResponse:
    """A changed language shows at once: the answer goes to the page in that language."""
    user = request.user
    assert isinstance(user, User)
    stored = {"name": user.name, "language": user.language, "theme": user.theme}
    form = ProfileForm(posted(request), initial=stored)
    if request.method == "POST" and form.is_valid():
        change_profile(user, **form.cleaned_data)
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Your profile has been saved."))
            return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


@staff_view
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Signs out every browser but this one."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    assert isinstance(request.user, User)
    sign_out_elsewhere(request, request.user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("accounts:profile")
