"""Courses given between two dates, and the moments in them. Begin with calendar.py."""
