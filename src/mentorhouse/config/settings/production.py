"""Production: PostgreSQL, SMTP, secrets from the environment; refuses to start without them."""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from mentorhouse.config.settings.base import *  # noqa: F403  # settings modules extend one another


def _needed(name: str, why: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {why}.")
    return value


SHORTEST_SECRET = 50
DEMONSTRATION = False
DEBUG = False
SECRET_KEY = (
    Path(
        _needed(
            "MENTORHOUSE_SECRET_KEY_FILE", "a file with 50 or more random characters, mode 0400"
        )
    )
    .read_text(encoding="utf-8")
    .strip()
)
if len(SECRET_KEY) < SHORTEST_SECRET:
    raise ImproperlyConfigured("The secret key is short: whoever guesses it can sign in as anyone.")
ALLOWED_HOSTS = [
    host.strip()
    for host in _needed("MENTORHOUSE_HOSTS", "the host names served, with commas").split(",")
]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("Name the hosts in MENTORHOUSE_HOSTS: with * any address is ours.")
# Letters lead here, with links that let people in.
BASE_URL = _needed("MENTORHOUSE_URL", "the address that people type, with https://").rstrip("/")
if not BASE_URL.startswith("https://"):
    raise ImproperlyConfigured(
        "MENTORHOUSE_URL begins with https://: links in letters let people in."
    )
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# How many proxies of ours a request comes through: they tell whose attempts to sign in to count.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("MENTORHOUSE_PROXIES", "1"))
DATABASES = {
    "default": dj_database_url.parse(
        _needed("DATABASE_URL", "the PostgreSQL database"), conn_max_age=60
    ),
    "keystore": dj_database_url.parse(
        _needed("KEYSTORE_URL", "the database of wrapped keys, apart from the first one"),
        conn_max_age=60,
    ),
}
MAIL_CHANNEL = "mentorhouse.notifications.channels.SMTPChannel"
EMAIL_HOST = os.environ.get("SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SMTP_TLS", "yes") == "yes"
EMAIL_TIMEOUT = 20

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",  # sign-in limits count over all processes
    }
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
