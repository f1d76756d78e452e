"""Addresses under /account. allauth looks up its own names, so those stand without a prefix."""

from django.urls import include, path, re_path

from loketten.accounts.views import doors, invitation, profile, start

_OURS = (
    [
        path("start", start.start, name="start"),
        path("hulp", start.trouble, name="trouble"),
        path("profiel", profile.profile, name="profile"),
        path("overal-uitloggen", profile.end_sessions, name="end_sessions"),
        path("uitnodiging/<str:secret>", invitation.invitation, name="invitation"),
    ],
    "accounts",
)

urlpatterns = [
    path("", include(_OURS)),
    path("login", doors.login, name="account_login"),
    path("logout", doors.logout, name="account_logout"),
    path("gesloten", doors.inactive, name="account_inactive"),
    path("wachtwoord-vergeten", doors.forgotten, name="account_reset_password"),
    path("wachtwoord-vergeten/verstuurd", doors.forgotten_sent, name="account_reset_password_done"),
    path(
        "wachtwoord-vergeten/klaar",
        doors.new_password_set,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^wachtwoord-vergeten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)\Z",
        doors.new_password,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord", doors.change_password, name="account_change_password"),
    path("wachtwoord/eerste", doors.set_password, name="account_set_password"),
    path("bevestigen", doors.confirm_password, name="account_reauthenticate"),
    path("tweede-stap", doors.second_step, name="mfa_authenticate"),
    path("passkey", doors.passkey_login, name="mfa_login_webauthn"),
    path("veilig", doors.second_factors, name="mfa_index"),
    path("veilig/bevestigen", doors.confirm_code, name="mfa_reauthenticate"),
    path("veilig/passkey/bevestigen", doors.confirm_passkey, name="mfa_reauthenticate_webauthn"),
    path("veilig/app", doors.activate_app, name="mfa_activate_totp"),
    path("veilig/app/weg", doors.deactivate_app, name="mfa_deactivate_totp"),
    path("veilig/passkey", doors.add_passkey, name="mfa_add_webauthn"),
    path("veilig/passkey/<int:pk>", doors.rename_passkey, name="mfa_edit_webauthn"),
    path("veilig/passkey/<int:pk>/weg", doors.remove_passkey, name="mfa_remove_webauthn"),
    path("veilig/herstelcodes", doors.recovery_codes_page, name="mfa_view_recovery_codes"),
    path("veilig/herstelcodes/nieuw", doors.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
