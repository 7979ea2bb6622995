"""Tests: SQLite or a real PostgreSQL (TEST_DATABASE), nothing leaves the machine."""

import os
import tempfile
from pathlib import Path

import dj_database_url

from mentorhouse.config.settings.base import *  # noqa: F403  # settings modules extend one another
from mentorhouse.config.settings.base import INSTALLED_APPS, sqlite

TEST_DIR = Path(os.environ.setdefault("MENTORHOUSE_TEST_DIR", tempfile.mkdtemp(prefix="mh-test-")))
DATA_DIR = TEST_DIR / "data"
DATA_DIR.mkdir(exist_ok=True)
MASTER_KEY_FILE = TEST_DIR / "master.key"
STATIC_ROOT = None  # files are served from the rooms, nothing is collected

DEMONSTRATION = True
DEBUG = False
SECRET_KEY = "tests hold invented people only"  # noqa: S105  # no secret to keep
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "mentorhouse.demo"]
if os.environ.get("TEST_DATABASE", "sqlite") == "postgresql":
    # Set by tests/plugins/postgresql.py, which starts the server before settings are read.
    DATABASES = {
        "default": dj_database_url.parse(os.environ["TEST_DATABASE_URL"]),
        "keystore": dj_database_url.parse(os.environ["TEST_KEYSTORE_URL"]),
    }
else:
    DATABASES = {
        "default": sqlite(DATA_DIR / "main.sqlite3"),
        "keystore": sqlite(DATA_DIR / "keystore.sqlite3"),
    }
    for alias, database in DATABASES.items():
        database["TEST"] = {"NAME": str(DATA_DIR / f"test-{alias}.sqlite3")}
MAIL_CHANNEL = "mentorhouse.notifications.channels.FileChannel"
MAIL_DIR = DATA_DIR / "mail"
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # tests sign in hundreds of times
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost
