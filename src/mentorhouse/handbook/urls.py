"""Addresses of this room."""

from django.urls import path

from mentorhouse.handbook.views import books, reading

app_name = "handbook"
ONE = "programmes/<uuid:programme_id>/"
urlpatterns = [
    path(f"{ONE}documents/", books.documents, name="documents"),
    path(f"{ONE}documents/<slug:book>/", books.read, name="book"),
    path(f"{ONE}documents/<slug:book>/as/<slug:kind>/", books.download, name="download"),
    path(f"{ONE}documents/<slug:book>/<slug:section>/", books.section, name="section"),
    path(f"{ONE}guides/<slug:role>/", reading.guide, name="guide"),
    path(f"{ONE}guides/<slug:role>/as/<slug:kind>/", reading.download_guide, name="download_guide"),
    path("p/<uuid:programme_id>/", reading.public, name="public"),
]
