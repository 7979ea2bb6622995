"""Every field of every model has a privacy class."""

import pytest
from django.apps import apps

from mentorhouse.access.privacy import PrivacyClass
from mentorhouse.vault.fields import SealedField

OURS = [m for m in apps.get_models() if m.__module__.startswith("mentorhouse.")]
SEALED_CLASSES = {PrivacyClass.CONFIDENTIAL, PrivacyClass.SPECIAL}


@pytest.mark.parametrize("model", OURS, ids=[m._meta.label for m in OURS])
def test_every_field_has_a_privacy_class(model):
    fields = {f.name for f in (*model._meta.local_concrete_fields, *model._meta.local_many_to_many)}
    assert fields == set(model.privacy)


@pytest.mark.parametrize("model", OURS, ids=[m._meta.label for m in OURS])
def test_what_is_confidential_or_special_is_sealed(model):
    confidential = {name for name, kind in model.privacy.items() if kind in SEALED_CLASSES}
    sealed = {f.name for f in model._meta.concrete_fields if isinstance(f, SealedField)}
    assert confidential <= sealed


def test_there_are_models_to_check():
    assert len(OURS) > 15
