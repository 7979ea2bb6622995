"""The shape of what people write about themselves; forms never save."""

from mentorhouse.people.forms.profile import IdentityForm, ProfileForm

__all__ = ["IdentityForm", "ProfileForm"]
