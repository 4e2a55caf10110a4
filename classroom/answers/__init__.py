"""The learner's answers: the book, its file, every earlier text, and the lock around them."""
