"""Sending a part: the packet, the outbox, the client of the desk, the Send button, the bundle that comes."""
