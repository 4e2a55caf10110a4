"""The demonstration cohort: a dozen fictional learners who take the same path as a real one.

They join on the desk, open the released notebook, type into its forms, send packets over HTTP, are graded
and marked. Nothing is put into a store by any other way. Only the command imports this package.
"""
