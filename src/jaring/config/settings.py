"""Settings. Every environment variable read here is described in docs/operators/settings.md; a test compares them."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from jaring.platform.postgres.urls import database_urls
from jaring.platform.secrets import read_secret

HOME = Path(os.environ.get("JARING_HOME", ".jaring")).absolute()
SECRETS = HOME / "secrets"
DEBUG = False
HTTPS = os.environ.get("JARING_HTTPS", "0") == "1"

SECRET_KEY = read_secret(SECRETS, "django-key")
# Rotation: put the new key first, keep the old ones readable (docs/operators/security.md).
SECRET_KEY_FALLBACKS = [path.read_text().strip() for path in sorted(SECRETS.glob("django-key.old*"))]
JARING_FIELD_KEYS = [
    read_secret(SECRETS, "field-key.fernet"),
    *(path.read_text().strip() for path in sorted(SECRETS.glob("field-key.fernet.old*"))),
]

ALLOWED_HOSTS = os.environ.get("JARING_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [
    f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host not in {"localhost", "127.0.0.1", "[::1]"}
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "jaring.platform",
    "jaring.ui",
    "jaring.foundation.audit",
    "jaring.foundation.accounts",
    "jaring.foundation.sharing",
    "jaring.apps.intelligence",
    "jaring.apps.networks",
    "jaring.apps.portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_cotton",
    "django_htmx",
    "ninja",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "jaring.config.headers.QuietCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jaring.foundation.accounts.middleware.ViewerMiddleware",
    "jaring.config.api_session.ApiSessionMiddleware",
    "jaring.config.answers.ErrorAnswerMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "jaring.config.urls"
WSGI_APPLICATION = "jaring.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent.parent / "ui" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jaring.ui.context.surroundings",
                "jaring.config.rail.page",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "jaring.ui.templatetags.jaring"],
        },
    }
]

# --- the database: three roles on one database (docs/adr/0003) ---
_urls = database_urls(HOME)
_options = {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": True,
}
DATABASES = {
    "default": {**_options, **_urls.app},
    "gate": {**_options, **_urls.gate},
    "owner": {**_options, **_urls.owner, "CONN_MAX_AGE": 0},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_cache"}}
DATABASE_ROUTERS = ["jaring.platform.routing.RoleRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- signing in ---
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "jaring.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "jaring.foundation.accounts.sign_in_forms.SignInForm",
    "reauthenticate": "jaring.foundation.accounts.sign_in_forms.ConfirmForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_ADAPTER = "jaring.foundation.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Jaring"
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds either way, for clocks and slow lines (RFC 6238, section 5.2)
MFA_PASSKEY_LOGIN_ENABLED = False
# Browsers allow passkeys on http://localhost only; everywhere else HTTPS is required by them.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "jaring.foundation.accounts.lockout.username_of"
AXES_SENSITIVE_PARAMETERS = ["login", "email", "username", "ip_address"]
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False

JARING_IDLE_SECONDS = 60 * int(os.environ.get("JARING_IDLE_MINUTES", "15"))
JARING_SESSION_SECONDS = 3600 * int(os.environ.get("JARING_SESSION_HOURS", "12"))
SESSION_COOKIE_AGE = JARING_SESSION_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-jaring" if HTTPS else "jaring"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-jaring-csrf" if HTTPS else "jaring-csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False

# --- headers ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "report-uri": "/csp-report",
    }
}
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = False  # the proxy in front does that
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- files, jobs, languages ---
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
JARING_FILES = HOME / "files"
JARING_UPLOAD_LIMIT = 1024 * 1024 * int(os.environ.get("JARING_UPLOAD_MEGABYTES", "500"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
PROCRASTINATE_IMPORT_PATHS = ["jaring.foundation.sharing.tasks"]
PROCRASTINATE_ON_APP_READY = None
PROCRASTINATE_DATABASE_ALIAS = "gate"  # the application role sees no job

LANGUAGE_CODE = "en"
# Only languages whose catalogue is there are offered: a page half in another language helps nobody.
_KNOWN_LANGUAGES = {
    "en": _("English"),
    "ar": _("Arabic"),
    "fa": _("Persian"),
    "id": _("Indonesian"),
    "th": _("Thai"),
    "vi": _("Vietnamese"),
}
LANGUAGES = [(code, _KNOWN_LANGUAGES[code]) for code in os.environ.get("JARING_LANGUAGES", "en").split(",")]
LOCALE_PATHS = [Path(__file__).parent.parent / "ui" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

JARING_EXERCISE = os.environ.get("JARING_EXERCISE", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("JARING_LOG_LEVEL", "WARNING")},
}
