"""Turning a lesson, written as text, into the notebook nbgrader grades. Begin with build.py."""
