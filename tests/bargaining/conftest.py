"""Settings for the tests of the subject."""

from hypothesis import settings

# No test here measures time; the first table a run builds imports pandas, which takes longer than hypothesis
# allows a single example.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
