"""Signatures: keys of the office, and documents that show when they were changed. Knows no certificate.

multikey.py    keys and signatures as text (multibase, multikey, did:key)
keys.py        the keys of an office: create, rotate, and refuse when others can read them
signed_json.py reading and writing JSON of which every value counts
contexts.py    the JSON-LD contexts that come with the software, and no other
canonical.py   a credential as RDF, with every term it cannot read refused
proofs.py      Data Integrity proofs: eddsa-rdfc-2022 and eddsa-jcs-2022
"""
