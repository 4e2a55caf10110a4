"""A credential as RDF, in its one canonical form, with everything refused that would not be in it.

In: a JSON-LD document. Out: its canonical N-Quads. Called by proofs.py.
JSON-LD passes silently over what it does not know: a member without a meaning, a name that begins with @, a
null, an address that is not whole. Such a thing could be added to a signed credential and the signature
would still hold. Here each of them is refused. pyld reports the first kind (`on_property_dropped`) and has
no switch for the rest.
Source: W3C RDF Dataset Canonicalization (RDFC-1.0), 2024; JSON-LD 1.1 Processing Algorithms, 2020.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from autograde.errors import SignatureError
from autograde.signing.contexts import context
from classroom.language import _

__all__ = ["canonical_rdf"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BASE = "relative:/"
"""What an address that is not whole begins with once pyld has read it, instead of pyld's own example.org."""
_WHOLE_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def canonical_rdf(document: Mapping[str, Any], more_contexts: Mapping[str, Any] | None = None) -> bytes:
    """The canonical N-Quads of a document; raises SignatureError for what JSON-LD would pass over.

    more_contexts: address -> context, beside those that come with the software.
    """
    from pyld import jsonld

    _refuse_own_meanings(document.get("@context"))
    _refuse_what_says_nothing({name: value for name, value in document.items() if name != "@context"})
    options = {"documentLoader": _loader(more_contexts or {}), "base": _BASE}
    dropped: list[str | None] = []
    try:
        expanded = jsonld.expand(document, options, on_property_dropped=dropped.append)
        _refuse_dropped(dropped)
        _refuse_loose_addresses(expanded)
        quads = jsonld.normalize(
            expanded, {**options, "algorithm": "URDNA2015", "format": "application/n-quads"}
        )
    except jsonld.JsonLdError as problem:
        raise _told(problem) from problem
    except (TypeError, ValueError, AttributeError, KeyError, RecursionError) as problem:
        raise SignatureError(_("It is not a credential that can be read as JSON-LD.")) from problem
    return str(quads).encode("utf-8")


def _loader(more: Mapping[str, Any]) -> Any:
    def load(address: str, _options: Any) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": address, "document": context(address, more)}

    return load


def _refuse_own_meanings(contexts: Any) -> None:
    """A context written into the document could swap what two members mean, with the same RDF."""
    addresses = contexts if isinstance(contexts, list) else [contexts]
    if not all(isinstance(one, str) for one in addresses) or len(set(addresses)) < len(addresses):
        raise SignatureError(_("What its words mean is not said by the addresses of contexts alone."))


def _refuse_what_says_nothing(value: Any, name: str = "") -> None:
    """Nulls, empty lists, and names that belong to JSON-LD itself."""
    if value is None or value == [] or value == {}:
        raise SignatureError(_('"{name}" in it says nothing, so no signature covers it.').format(name=name))
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key.startswith("@"):
                raise SignatureError(
                    _('"{name}" in it is a word of JSON-LD, which a credential does not use.').format(
                        name=key
                    )
                )
            _refuse_what_says_nothing(inner, key)
    elif isinstance(value, str) and _CONTROL.search(value):
        # Where such a character is written, pyld's older algorithm and RDFC-1.0 differ.
        raise SignatureError(_('"{name}" in it holds an invisible character.').format(name=name))
    elif isinstance(value, list):
        said = [_literals(one) for one in value]
        if len(set(said)) < len(said):
            raise SignatureError(_('"{name}" in it says the same thing twice.').format(name=name))
        for inner in value:
            _refuse_what_says_nothing(inner, name)


def _literals(value: Any) -> str:
    """What a member of a list says by itself, however it is written: what its neighbours must not say too.

    Nodes that can only be told apart by what hangs on them make canonicalization try every order of them: a
    dozen would keep it busy for hours. Ours always differ in a literal.
    """
    if isinstance(value, list):
        plain = sorted(_literals(one) for one in value)
        return plain[0] if len(plain) == 1 else json.dumps(plain)
    if not isinstance(value, Mapping):
        return json.dumps(value)
    own = {key: _literals(inner) for key, inner in value.items() if not _holds_nodes(inner)}
    return json.dumps(own, sort_keys=True)


def _holds_nodes(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and any(map(_holds_nodes, value)))


def _refuse_dropped(dropped: list[str | None]) -> None:
    if dropped:
        raise SignatureError(
            _('"{name}" in it has no meaning in an Open Badge, so no signature covers it.').format(
                name=str(dropped[0])[:60]
            )
        )


def _refuse_loose_addresses(expanded: Any) -> None:
    for address in _addresses(expanded):
        plain = str(address).removeprefix(_BASE)
        if plain != address or not _WHOLE_ADDRESS.fullmatch(plain):
            raise SignatureError(
                _('"{address}" in it is no whole address, so no signature covers it.').format(
                    address=plain[:60]
                )
            )


def _addresses(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for inner in value:
            yield from _addresses(inner)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "@id" or (key == "@type" and "@value" not in value):
                yield from inner if isinstance(inner, list) else [inner]
            elif not key.startswith("@") or key in ("@graph", "@list", "@set"):
                yield from _addresses(inner)


def _told(problem: BaseException) -> SignatureError:
    """Our own sentence where we raised one inside the library; its words in ours otherwise."""
    cause: Any = problem
    while cause is not None:
        if isinstance(cause, SignatureError):
            return cause
        cause = getattr(cause, "cause", None) or cause.__cause__
    said = str(getattr(problem, "type", "") or problem).split(";")[0]
    return SignatureError(_("It cannot be read as JSON-LD: {why}.").format(why=said[:120]))
