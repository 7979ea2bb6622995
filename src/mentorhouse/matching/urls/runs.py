"""Addresses of a programme's runs, and of a person's own match."""

from django.urls import path

from mentorhouse.matching.views import by_hand, drafts, offers, pairs, publishing, trying

RUNS = "programmes/<uuid:programme_id>/matching/"
RUN = f"{RUNS}<uuid:run_id>/"
MATCH = "partnerships/<uuid:partnership_id>/match/"

runs = [
    path(RUNS, drafts.runs, name="runs"),
    path(f"{RUNS}wishes/", pairs.wishes, name="wishes"),
    path(f"{RUNS}try/", trying.trial, name="trial"),
    path(f"{RUNS}two/", by_hand.two, name="two"),
    path(f"{RUNS}two/<uuid:mentee_id>/<uuid:mentor_id>/", by_hand.pair_up, name="pair_up"),
    path(f"{RUNS}two/<uuid:mentee_id>/<uuid:mentor_id>/why/", by_hand.why, name="why_two"),
    path(RUN, drafts.run, name="run"),
    path(f"{RUN}take/", trying.take, name="take_trial"),
    path(f"{RUN}hangs/", trying.hangs, name="hangs"),
    path(f"{RUN}unmatched/<slug:role>/", drafts.unmatched, name="unmatched"),
    path(f"{RUN}changes/", drafts.changes, name="changes"),
    path(f"{RUN}pairs/<uuid:pair_id>/", pairs.pair, name="pair"),
    path(f"{RUN}pairs/<uuid:pair_id>/swap/", by_hand.swap, name="swap"),
    path(f"{RUN}why/<uuid:mentee_id>/", pairs.considered, name="considered"),
    path(f"{RUN}why/<uuid:mentee_id>/<uuid:mentor_id>/", pairs.why_not, name="why_not"),
    path(f"{RUN}<slug:deed>/<uuid:mentor_id>/<uuid:mentee_id>/", pairs.lay_down, name="lay_down"),
    path(f"{RUN}publish/", publishing.publish, name="publish"),
    path(f"{RUN}withdraw/", publishing.withdraw, name="withdraw"),
    path(f"{RUN}send/", publishing.send, name="send"),
    path(f"{RUN}pairs.<slug:kind>", publishing.export, name="export"),
    path(MATCH, offers.offer, name="offer"),
    path(f"{MATCH}accept/", offers.accept, name="accept"),
    path(f"{MATCH}decline/", offers.decline, name="decline"),
]
