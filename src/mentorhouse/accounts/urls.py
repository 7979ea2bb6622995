"""Addresses of sign-in and security, under /account/. Of allauth's only those that we need."""

from allauth.account import views as account
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from mentorhouse.accounts import views

own = (
    [
        path("security/", views.security, name="security"),
        path("welcome/<str:token>/", views.welcome, name="welcome"),
        path("new-link/", views.new_link, name="new_link"),
        path("new-link/sent/", views.link_sent, name="link_sent"),
    ],
    "accounts",
)

urlpatterns = [
    path("", include(own)),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
]
