"""Questions of people without a file: written down in two choices, and today's list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from advice.actions.contact import log_contact, take_back_contact
from advice.codes import Codebook
from advice.forms.contact import CONTACT_LISTS, ContactForm, first_values
from advice.models import Contact
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError


@desk_view(Right.WRITE_TALKS)
def contacts(request: DeskRequest) -> HttpResponse:
    codes = Codebook(CONTACT_LISTS)
    if request.method == "POST":
        form = ContactForm(request.POST, codes=codes)
        if form.is_valid() and _is_saved(request, form):
            messages.success(request, _("The contact is saved."))
            return redirect("advice:contacts", desk=request.desk.slug)
    else:
        form = ContactForm(initial=_first_values(request), codes=codes)
    today = timezone.localdate()
    counted = Contact.objects.standing().on(today).select_related("counselor__user")
    context = {"form": form, "codes": codes, "contacts": list(counted), "today": today}
    return render(request, "advice/contacts.html", context)


@desk_view(Right.WRITE_TALKS)
@require_POST
def take_back(request: DeskRequest, contact: int) -> HttpResponse:
    row = get_object_or_404(Contact, pk=contact)
    try:
        take_back_contact(row, by=request.member)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The contact is taken back. It does not count any more."))
    return redirect("advice:contacts", desk=request.desk.slug)


def _first_values(request: DeskRequest) -> dict[str, object]:
    mine = Contact.objects.filter(counselor=request.member).order_by("-id")
    last = mine.values_list("channel", flat=True).first()
    return first_values(last_channel=last, today=timezone.localdate())


def _is_saved(request: DeskRequest, form: ContactForm) -> bool:
    try:
        log_contact(by=request.member, **form.cleaned_data, vouched=form.vouched)
    except DomainError as error:
        show_error(form, error)
        return False
    return True
