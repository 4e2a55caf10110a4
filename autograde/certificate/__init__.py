"""Certificates: what somebody completed, signed so that anyone can check it without asking us.

facts.py        what a certificate says
issuer.py       who issues: issuer.toml, and the signed list of keys others are given
credential.py   facts to an Open Badges 3.0 credential, and back
status.py       which certificates were revoked, as a Bitstring Status List
standing.py     the certificates of an office, folded from its events
grounds.py      whether a certificate is due, and the facts it would state
issue.py        issue, reissue, revoke
printed.py      a credential as a printed page, with itself attached
inside_pdf.py   the credential inside a printed page
published.py    what a published folder says of a certificate
verify.py       is this file what it says it is?
publish.py      what an issuer puts on the web: keys, revocations, a page to check on
transcript.py   one learner's record; transcript_files.py writes it
"""
