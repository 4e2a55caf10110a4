"""The W3C's own test vectors: the same document and key give exactly the published signature."""

import json
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from autograde.errors import SignatureError
from autograde.signing.canonical import canonical_rdf
from autograde.signing.multikey import private_key, public_key, public_multikey
from autograde.signing.proofs import Suite, sign, signer
from autograde.signing.signed_json import read_signed_json, signed_json_bytes

VECTORS = Path(__file__).parent / "w3c-vectors"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
# The whole of that context, as the W3C publishes it in github.com/w3c/vc-data-model.
MORE = {EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}}
KEYS = json.loads((VECTORS / "keyPair.json").read_text(encoding="utf-8"))
SIGNED = {
    Suite.RDFC: VECTORS / "eddsa-rdfc-2022" / "signedDataInt.json",
    Suite.JCS: VECTORS / "eddsa-jcs-2022" / "signedJCS.json",
}


def read(path: Path) -> dict[str, Any]:
    return read_signed_json(path.read_bytes(), path.name)


def test_the_published_pair_of_keys_is_a_pair() -> None:
    secret = private_key(KEYS["privateKeyMultibase"])
    assert public_multikey(secret.public_key()) == KEYS["publicKeyMultibase"]
    assert public_multikey(public_key(KEYS["publicKeyMultibase"])) == KEYS["publicKeyMultibase"]


@pytest.mark.parametrize("suite", Suite)
def test_signing_gives_the_published_signature(suite: Suite) -> None:
    published = read(SIGNED[suite])
    created = datetime.fromisoformat(published["proof"]["created"])
    ours = sign(
        read(VECTORS / "unsigned.json"), private_key(KEYS["privateKeyMultibase"]), suite, created, MORE
    )
    assert ours == published


@pytest.mark.parametrize("suite", Suite)
def test_the_published_signature_holds_and_a_changed_document_does_not(suite: Suite) -> None:
    published = read(SIGNED[suite])
    assert signer(published, MORE) == KEYS["publicKeyMultibase"]
    with pytest.raises(SignatureError, match="something in it was changed"):
        signer({**published, "name": "Another Credential"}, MORE)


def test_the_canonical_forms_are_the_published_ones() -> None:
    unsigned, folder = read(VECTORS / "unsigned.json"), VECTORS / "eddsa-rdfc-2022"
    rdf = canonical_rdf(unsigned, MORE)
    assert rdf.decode() == (folder / "canonDocDataInt.txt").read_text(encoding="utf-8")
    assert sha256(rdf).hexdigest() == (folder / "docHashDataInt.txt").read_text(encoding="utf-8").strip()
    jcs = (VECTORS / "eddsa-jcs-2022" / "canonDocJCS.txt").read_text(encoding="utf-8")
    assert signed_json_bytes(unsigned).decode() == jcs


def test_the_second_rdfc_vector_holds() -> None:
    published = read(VECTORS / "eddsa-rdfc-2022" / "employ" / "signedDataInt.json")
    try:
        found = signer(published, MORE)
    except SignatureError as problem:
        assert "https://w3id.org/citizenship/v4rc1" in problem.sentence
        pytest.skip(f"the vector needs a context that is not in this repository: {problem}")
    assert found == KEYS["publicKeyMultibase"]
