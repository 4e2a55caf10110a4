"""A lesson as a sheet of paper: the same text, questions and numbers, without kernel and widgets."""
