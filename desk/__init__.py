"""The desk: one web application in its own process. Pages for learners, and the API of their notebooks.

It calls the machine and computes nothing itself. app.py puts it together; serve.py serves it.
"""
