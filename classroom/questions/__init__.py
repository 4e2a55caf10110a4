"""Questions: the words a lesson is written in, the check, the box on the page."""
