"""Making a part ready to hand out: built, tried with reference answers, searched for leaks. Begin with
release.py.
"""
