"""What is true in every mode."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from mentorhouse.config.rooms import ROOMS
from mentorhouse.config.settings import logging
from mentorhouse.design.theme import Unfit, theme_of
from mentorhouse.languages.offered import LANGUAGES as OFFERED

PACKAGE = Path(__file__).resolve().parents[2]
DATA_DIR = Path(os.environ.get("MENTORHOUSE_DATA", "var")).resolve()
# The master key lies beside the data directory, never inside it (design 7).
MASTER_KEY_FILE = Path(os.environ.get("MENTORHOUSE_MASTER_KEY_FILE", f"{DATA_DIR}.key"))

INSTALLED_APPS = [
    *(f"mentorhouse.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "mentorhouse.config.requests.RequestLogMiddleware",
    "mentorhouse.design.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mentorhouse.design.session.SessionEndMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mentorhouse.accounts.zones.ZoneMiddleware",
    "mentorhouse.accounts.tongues.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "mentorhouse.access.doors.DoorMiddleware",
]

ROOT_URLCONF = "mentorhouse.config.urls"
WSGI_APPLICATION = "mentorhouse.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGGING = logging.LOGGING
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

# Views that libraries bring have no door of ours; each is exempt by name, with its reason.
DOORS_OF_LIBRARIES = (
    "allauth.",  # sign-in itself: open by nature, or guarded by allauth's own login requirement
    "django.views.static",  # the demonstration's static files
    "django.contrib.staticfiles",  # the demonstration's static files
)

# --- pages -------------------------------------------------------------------------------------
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in (*ROOMS, "demo")],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "mentorhouse.design.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "mentorhouse.design.forms.NHSRenderer"
STATIC_URL = "/static/"
STATIC_ROOT: Path | None = DATA_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site loads our files

# --- words and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [(language.code, language.name) for language in OFFERED]
LOCALE_PATHS = [PACKAGE / "languages" / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# --- who the installation is -------------------------------------------------------------------
ORGANISATION_NAME = os.environ.get("MENTORHOUSE_ORGANISATION", "Mentorhouse")
METRICS_TOKEN = os.environ.get("MENTORHOUSE_METRICS_TOKEN", "")
try:
    THEME = theme_of(
        os.environ.get("MENTORHOUSE_COLOUR", ""), os.environ.get("MENTORHOUSE_LOGO", "")
    )
except Unfit as unfit:
    raise ImproperlyConfigured(str(unfit)) from unfit
BASE_URL = os.environ.get("MENTORHOUSE_URL", "http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = os.environ.get("MENTORHOUSE_FROM", "mentoring@example.org")

# --- sign-in -----------------------------------------------------------------------------------
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "mentorhouse.accounts.forms.NotEasyToGuess"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "mentorhouse.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "mentorhouse.accounts.forms.LoginForm",
    "reauthenticate": "mentorhouse.accounts.forms.ReauthenticateForm",
    "reset_password": "mentorhouse.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "mentorhouse.accounts.forms.ResetPasswordKeyForm",
    "change_password": "mentorhouse.accounts.forms.ChangePasswordForm",
    "set_password": "mentorhouse.accounts.forms.SetPasswordForm",
}
MFA_FORMS = {
    "authenticate": "mentorhouse.accounts.forms.AuthenticateForm",
    "reauthenticate": "mentorhouse.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "mentorhouse.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "mentorhouse.accounts.forms.AddWebAuthnForm",
    "edit_webauthn": "mentorhouse.accounts.forms.EditWebAuthnForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the link in the welcome letter has verified it
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets a letter who has no account
PASSWORD_RESET_TIMEOUT = 60 * 60 * 4
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a letter when a password or second factor changed
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays, all others end
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser
ACCOUNT_CHANGE_EMAIL = False
MFA_ADAPTER = "mentorhouse.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = ORGANISATION_NAME
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is verified by the letter that brought its owner

# --- background work ---------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
DATABASE_ROUTERS = ["mentorhouse.vault.routers.KeystoreRouter"]

# --- headers -----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF, *THEME.style_sources],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "mentorhouse.design.errors.form_expired"

# An uploaded spreadsheet of people stays in memory until it is sealed: none ever lies on the disk
# in the clear. One larger than this is not taken, and its form says so.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 33 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000


def sqlite(path: Path) -> Any:
    """Describe an embedded database that survives a pulled plug: WAL, full sync, locks."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;"
            ),
        },
    }
