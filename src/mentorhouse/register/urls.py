"""Addresses of the register: the co-ordinator’s pages, and each mentor’s own."""

from django.urls import path

from mentorhouse.register.views import bulk, keeping, own, searching

app_name = "register"
HERE = "programmes/<uuid:programme_id>/register/"
ONE = f"{HERE}<uuid:participation_id>/"
MINE = "register/<uuid:participation_id>/"
urlpatterns = [
    path(f"{HERE}search/", searching.search, name="search"),
    path(HERE, keeping.register, name="register"),
    path(f"{HERE}register.<slug:kind>", keeping.export, name="export"),
    path(f"{HERE}not-ready/", bulk.not_ready, name="not_ready"),
    path(f"{HERE}admit/", bulk.admit_ready, name="admit_ready"),
    path(f"{HERE}renew/", bulk.renew_ready, name="renew_ready"),
    path(ONE, keeping.entry, name="entry"),
    path(f"{ONE}deed/", keeping.deed, name="deed"),
    path(f"{ONE}admit/", keeping.admit, name="admit"),
    path(f"{ONE}renew/", keeping.renew, name="renew"),
    path(f"{ONE}check/", keeping.check, name="check"),
    path(MINE, own.mine, name="mine"),
    path(f"{MINE}code/", own.code, name="code"),
    path(f"{MINE}readiness/", own.readiness, name="readiness"),
    path(f"{MINE}places/", own.places, name="places"),
    path(f"{MINE}renew/", own.renew, name="renew_own"),
    path(f"{MINE}leave/", own.leave, name="leave"),
    path(f"{MINE}development/", own.development, name="development"),
    path(
        f"{MINE}development/<uuid:development_id>/remove/",
        own.remove_development,
        name="remove_development",
    ),
]
