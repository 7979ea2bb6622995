"""Addresses of imports, below /programmes/."""

from django.urls import path

from mentorhouse.recruitment.views import columns, steps

ALL = "<uuid:programme_id>/imports/"
ONE = f"{ALL}<uuid:batch_id>/"

imports = [
    path(ALL, steps.imports, name="imports"),
    path(f"{ALL}new/", steps.new, name="new"),
    path(ONE, steps.batch, name="batch"),
    path(f"{ONE}columns/", columns.columns, name="columns"),
    path(f"{ONE}consent/", columns.consent, name="consent"),
    path(f"{ONE}problems.<slug:kind>", columns.problems, name="problems"),
    path(f"{ONE}save/", steps.save, name="save"),
    path(f"{ONE}give-up/", steps.give_up, name="give_up"),
]
