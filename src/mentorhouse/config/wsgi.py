"""The web server's entrance."""

import os

from django.core.wsgi import get_wsgi_application

MODE = os.environ.get("MENTORHOUSE_MODE", "production")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"mentorhouse.config.settings.{MODE}")
application = get_wsgi_application()
