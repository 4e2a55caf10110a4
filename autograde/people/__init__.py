"""Who stands behind a random id, and what lets her in. Begin with register.py."""
