"""Grades for other systems: Canvas and Moodle, in the columns that their documentation names."""
