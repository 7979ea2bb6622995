"""The demonstration: invented people and programmes, personas. Absent in production."""
