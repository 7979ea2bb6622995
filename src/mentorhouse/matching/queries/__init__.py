"""Every read of matching.

Who is in a run (`pool`), runs and their pairs (`runs`), what stands between a draft and its
publication (`standing`), and one pair looked at closely (`judging`).
"""
