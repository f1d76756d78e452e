"""Addresses under /landelijk."""

from django.urls import path, re_path

from portal.national.views import codes, desk, desks, news, people, thresholds

app_name = "national"
urlpatterns = [
    path("/loketten", desks.desks, name="desks"),
    path("/beheer", desks.manage, name="manage"),
    path("/beheer/loket-openen", desks.desk_new, name="desk_new"),
    path("/beheer/loket/<slug:slug>", desk.desk, name="desk"),
    path("/beheer/loket/<slug:slug>/naam", desk.desk_rename, name="desk_rename"),
    path("/beheer/loket/<slug:slug>/begin", desk.desk_opening, name="desk_opening"),
    path("/beheer/loket/<slug:slug>/pauzeren", desk.desk_pause, name="desk_pause"),
    path("/beheer/loket/<slug:slug>/hervatten", desk.desk_resume, name="desk_resume"),
    path("/beheer/loket/<slug:slug>/sluiten", desk.desk_close, name="desk_close"),
    path("/beheer/loket/<slug:slug>/heropenen", desk.desk_reopen, name="desk_reopen"),
    path("/beheer/loket/<slug:slug>/uitnodigen", people.invite_manager, name="invite_manager"),
    path("/beheer/mensen", people.people, name="people"),
    path("/beheer/mensen/uitnodigen", people.invite, name="invite"),
    path("/beheer/mensen/<int:pk>", people.person, name="person"),
    re_path(
        r"^/beheer/mensen/(?P<pk>[0-9]{1,9})/(?P<role>analyst|administrator)/beeindigen\Z",
        people.end_role,
        name="end_role",
    ),
    path("/beheer/werk/<int:pk>/beeindigen", people.end_membership, name="end_membership"),
    path("/beheer/uitnodiging/<int:pk>/opnieuw", people.send_again, name="send_again"),
    path("/beheer/uitnodiging/<int:pk>/intrekken", people.withdraw, name="withdraw"),
    path("/beheer/tweede-stap", people.recover, name="recover"),
    path("/beheer/codelijsten", codes.code_lists, name="code_lists"),
    path("/beheer/codelijsten/<slug:codes>", codes.code_list, name="code_list"),
    path("/beheer/codelijsten/<slug:codes>/nieuw", codes.code_new, name="code_new"),
    path("/beheer/codelijsten/<slug:codes>/waarde/<slug:code>", codes.code, name="code"),
    path("/beheer/drempels", thresholds.thresholds, name="thresholds"),
    path("/beheer/nieuws", news.news, name="news"),
    path("/beheer/nieuws/nieuw", news.news_new, name="news_new"),
    path("/beheer/nieuws/<int:pk>", news.news_edit, name="news_edit"),
    path("/beheer/nieuws/<int:pk>/weghalen", news.news_take_back, name="news_take_back"),
]
