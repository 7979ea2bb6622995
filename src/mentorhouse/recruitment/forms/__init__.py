"""The shapes of what people say in this room."""

from mentorhouse.recruitment.forms.imports import ColumnsForm, DeclarationForm, UploadForm

__all__ = ["ColumnsForm", "DeclarationForm", "UploadForm"]
