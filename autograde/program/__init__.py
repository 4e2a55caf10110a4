"""What counts: events and rules folded into parts, courses and units. Begin with standing.py."""
