"""The demonstration: everything in one directory, one machine, one command, no message leaves."""

from mentorhouse.config.settings.base import *  # noqa: F403  # settings modules extend one another
from mentorhouse.config.settings.base import DATA_DIR, INSTALLED_APPS, LOGGING, sqlite

DEMONSTRATION = True
DEBUG = False
SECRET_KEY = "the demonstration holds invented people only"  # noqa: S105  # no secret to keep
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "mentorhouse.demo"]
DATABASES = {
    "default": sqlite(DATA_DIR / "mentorhouse.sqlite3"),
    "keystore": sqlite(DATA_DIR / "keystore.sqlite3"),
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",  # sign-in limits count over all processes
    }
}
# What happens goes into a file, where `mentorhouse demo` has made room for it; the terminal then
# shows where to sign in, and what is wrong.
LOG_DIR = DATA_DIR / "logs"
if LOG_DIR.is_dir():
    LOGGING["handlers"] = {
        "file": {
            "class": "logging.FileHandler",
            "filename": LOG_DIR / "mentorhouse.jsonl",
            "formatter": "json",
            "delay": True,
        },
        "out": LOGGING["handlers"]["out"] | {"level": "ERROR"},
    }
    for logger in (LOGGING["root"], *LOGGING["loggers"].values()):
        logger["handlers"] = ["out", "file"]
MAIL_CHANNEL = "mentorhouse.notifications.channels.FileChannel"
MAIL_DIR = DATA_DIR / "mail"
STATIC_ROOT = None  # files are served from the rooms, nothing is collected
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost
