"""What JSON-LD would pass over is refused, and what would keep it busy for ever as well."""

from typing import Any

import pytest

from autograde.errors import SignatureError
from autograde.signing.canonical import canonical_rdf
from autograde.signing.contexts import CREDENTIALS, OPEN_BADGES

BADGE = {
    "@context": [CREDENTIALS, OPEN_BADGES],
    "id": "urn:x:1",
    "type": ["VerifiableCredential"],
    "name": "A",
}


def evidence(**more: Any) -> dict[str, Any]:
    return {"type": ["Evidence"], **more}


def test_a_plain_credential_has_one_form_whatever_the_order_of_its_members() -> None:
    backwards = dict(reversed(BADGE.items()))
    assert canonical_rdf(BADGE) == canonical_rdf(backwards)
    assert canonical_rdf(BADGE).decode().splitlines()[0].startswith("<urn:x:1> <http://www.w3.org/1999/02/22")


OWN = {"six": "https://x.example/six"}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"unitsXyz": 6}, '"unitsXyz" in it has no meaning'),
        ({"@units": 6}, '"@units" in it is a word of JSON-LD'),
        ({"evidence": []}, '"evidence" in it says nothing'),
        ({"description": None}, '"description" in it says nothing'),
        ({"evidence": [evidence(id="somewhere", name="x")]}, "is no whole address"),
        ({"evidence": [evidence(id="_:b0", name="x")]}, "is no whole address"),
        ({"type": ["VerifiableCredential", "Certified"]}, "is no whole address"),
        ({"name": "A\u0007B"}, "holds an invisible character"),
        ({"evidence": [evidence(name="x"), evidence(name="x")]}, "says the same thing twice"),
        ({"evidence": [evidence(name="x"), {"type": "Evidence", "name": ["x"]}]}, "the same thing twice"),
        ({"@context": [CREDENTIALS, OWN], "six": "units"}, "by the addresses of contexts alone"),
        ({"@context": [CREDENTIALS, CREDENTIALS]}, "by the addresses of contexts alone"),
        ({"@context": [CREDENTIALS, "https://x.example/"]}, 'depends on "https://x.example/"'),
        ({"issuer": {"id": "https://a.example", "x": 1}}, '"x" in it has no meaning'),
    ],
)
def test_what_no_signature_would_cover_is_named(more: dict[str, Any], says: str) -> None:
    with pytest.raises(SignatureError, match=says):
        canonical_rdf(BADGE | more)


def test_nodes_that_differ_only_in_what_hangs_on_them_are_refused_at_once() -> None:
    """Twelve of them have 479 million orders."""
    poison = [evidence(issuer={"name": f"{number}"}) for number in range(12)]
    with pytest.raises(SignatureError, match="says the same thing twice"):
        canonical_rdf(BADGE | {"evidence": poison})
