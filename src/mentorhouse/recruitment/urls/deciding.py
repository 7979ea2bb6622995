"""Addresses of applications for those who decide, of what applicants are told, and of figures."""

from django.urls import path

from mentorhouse.recruitment.views import deciding, equality, figures, news, sending

ALL = "<uuid:programme_id>/applications/"
ONE = f"{ALL}<uuid:application_id>/"
MINE = "applications/<uuid:application_id>/news/"
FIGURES = "<uuid:programme_id>/recruitment/"

decisions = [
    path(ALL, deciding.applications, name="applications"),
    path(f"{ALL}list.<slug:kind>", deciding.export, name="export_applications"),
    path(f"{ALL}many/", sending.decide_many, name="decide_many"),
    path(f"{ALL}unsent/", sending.unsent, name="unsent"),
    path(f"{ALL}waiting/", deciding.waiting_list, name="waiting_list"),
    path(ONE, deciding.application, name="application"),
    path(f"{ONE}judge/", deciding.judge, name="judge"),
    path(f"{ONE}decide/", sending.decide, name="decide"),
    path(f"{ONE}take-back/", sending.take_back, name="take_back"),
    # the applicant's
    path(MINE, news.news, name="news"),
    path(f"{MINE}counted/", equality.counted, name="counted"),
    path(f"{MINE}counted/withdraw/", equality.withdraw, name="withdraw_counted"),
    # figures
    path(f"{FIGURES}funnel/", figures.funnel, name="funnel"),
    path(f"{FIGURES}access/", figures.access, name="equal_access"),
    path(f"{FIGURES}access.<slug:kind>", figures.export, name="export_access"),
    path(f"{FIGURES}workforce/", figures.workforce, name="workforce"),
]
