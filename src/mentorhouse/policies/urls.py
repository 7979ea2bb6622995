"""Addresses of this room: a programme's policies, and everyone's own."""

from django.urls import path

from mentorhouse.policies.views import keeping, mine, people, writing

app_name = "policies"
HERE = "programmes/<uuid:programme_id>/policies/"
ONE = f"{HERE}<slug:key>/"
VERSION = f"{ONE}versions/<uuid:document_id>/"
urlpatterns = [
    path("policies/", mine.mine, name="mine"),
    path("policies/to-accept/", mine.asked, name="asked"),
    path("policies/not-now/", mine.not_now, name="not_now"),
    path("policies/<uuid:document_id>/", mine.read, name="read"),
    path("policies/<uuid:document_id>/accept/", mine.accept, name="accept"),
    path(HERE, keeping.policies, name="policies"),
    path(f"{HERE}policies.<slug:kind>", keeping.export, name="export"),
    path(f"{HERE}add/", keeping.add, name="add"),
    path(ONE, keeping.policy, name="policy"),
    path(f"{ONE}change/", keeping.change, name="change"),
    path(f"{ONE}withdraw/", keeping.withdraw, name="withdraw"),
    path(f"{ONE}restore/", keeping.restore, name="restore"),
    path(f"{ONE}remind/", people.remind, name="remind"),
    path(f"{ONE}for-organisation/", writing.for_organisation, name="for_organisation"),
    path(f"{ONE}write/<slug:whose>/", writing.write, name="write"),
    path(VERSION, writing.version, name="version"),
    path(f"{VERSION}put-in-force/", writing.put_in_force, name="put_in_force"),
    path(f"{VERSION}discard/", writing.discard, name="discard"),
    path(f"{VERSION}people/", people.people, name="people"),
    path(f"{VERSION}people/accepted.<slug:kind>", people.export, name="people_export"),
]
