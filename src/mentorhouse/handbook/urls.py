"""Addresses of this room."""

from django.urls import path

from mentorhouse.handbook.views import books, reading, record

app_name = "handbook"
ONE = "programmes/<uuid:programme_id>/"
RECORD = "records/<uuid:participation_id>/"
urlpatterns = [
    path(f"{ONE}documents/", books.documents, name="documents"),
    path(f"{ONE}documents/<slug:book>/", books.read, name="book"),
    path(f"{ONE}documents/<slug:book>/as/<slug:kind>/", books.download, name="download"),
    path(f"{ONE}documents/<slug:book>/<slug:section>/", books.section, name="section"),
    path(f"{ONE}guides/<slug:role>/", reading.guide, name="guide"),
    path(f"{ONE}guides/<slug:role>/as/<slug:kind>/", reading.download_guide, name="download_guide"),
    path(RECORD, record.record, name="record"),
    path(f"{RECORD}letter/as/<slug:kind>/", record.letter, name="letter"),
    path(f"{RECORD}passport.json", record.passport, name="passport"),
    path("passports/check/", record.check, name="check_passport"),
    path("p/<uuid:programme_id>/", reading.public, name="public"),
]
