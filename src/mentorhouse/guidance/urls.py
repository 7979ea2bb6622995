"""Addresses of this room."""

from django.urls import path

from mentorhouse.guidance.views import comments, keeping, reading

app_name = "guidance"
ONE = "programmes/<uuid:programme_id>/guidance/"
urlpatterns = [
    path(ONE, reading.library, name="library"),
    path(f"{ONE}read/<slug:key>/", reading.guide, name="guide"),
    path(f"{ONE}keep/", keeping.keep, name="keep"),
    path(f"{ONE}add/", keeping.add, name="add"),
    path(f"{ONE}edit/<slug:key>/", keeping.edit, name="edit"),
    path(f"{ONE}edit/<slug:key>/reset/", keeping.reset, name="reset"),
    path(f"{ONE}versions/<slug:key>/", keeping.versions, name="versions"),
    path(f"{ONE}help/", keeping.help_elsewhere, name="help"),
    path(f"{ONE}help/add/", keeping.add_help, name="add_help"),
    path(f"{ONE}help/<int:place>/", keeping.change_help, name="change_help"),
    path(f"{ONE}comments/", comments.comments, name="comments"),
    path(f"{ONE}comments/<uuid:comment_id>/", comments.comment, name="comment"),
]
