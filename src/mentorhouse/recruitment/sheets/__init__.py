"""Spreadsheets as people bring them, CSV or XLSX, read into one plain table or refused in words.

Pure: knows neither Django nor what the columns mean.
"""

from mentorhouse.recruitment.sheets.reading import check_size, read_table
from mentorhouse.recruitment.sheets.table import Row, Table, UnreadableFile

__all__ = ("Row", "Table", "UnreadableFile", "check_size", "read_table")
