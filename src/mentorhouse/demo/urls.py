"""Addresses of the demonstration."""

from django.urls import path

from mentorhouse.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.choose_persona, name="personas"),
    path("sign-in", views.sign_in, name="sign_in"),
    path("mail/", views.mailbox, name="mail"),
    path("mail/<slug:letter>/", views.read_letter, name="letter"),
]
