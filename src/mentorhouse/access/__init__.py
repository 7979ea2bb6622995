"""Who may do what. The one place in the house that answers it.

Rooms supply facts (`relations_to`); this room holds the table and the doors.
"""
