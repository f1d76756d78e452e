"""Addresses under /landelijk."""

from django.urls import path, re_path

from portal.national import people, views

app_name = "national"
urlpatterns = [
    path("/loketten", views.desks, name="desks"),
    path("/beheer", people.manage, name="manage"),
    path("/beheer/uitnodigen", people.invite, name="invite"),
    path("/beheer/loket/<slug:slug>/uitnodigen", people.invite_manager, name="invite_manager"),
    re_path(
        r"^/beheer/mensen/(?P<pk>[0-9]{1,9})/(?P<role>analyst|administrator)/beeindigen\Z",
        people.end_role,
        name="end_role",
    ),
    path("/beheer/uitnodiging/<int:pk>/opnieuw", people.send_again, name="send_again"),
    path("/beheer/uitnodiging/<int:pk>/intrekken", people.withdraw, name="withdraw"),
    path("/beheer/tweede-stap", people.recover, name="recover"),
]
