"""The room of pages: components, forms, layouts and theme."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Pages, forms and their look."""

    name = "mentorhouse.design"
    verbose_name = "Design"
