"""Reading what the desk answers: bodies within a limit, refusals as sentences.

In: an httpx response.  Out: its content, or DeskError.  Called by the client.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from classroom.errors import DeskError
from classroom.language import _

if TYPE_CHECKING:
    import httpx

LARGEST_ANSWER = 1_000_000  # bytes of JSON


def read(response: httpx.Response, limit: int) -> httpx.Response:
    """Read the body, refusing more than `limit` bytes, and return a response that holds it."""
    import httpx

    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > limit:
            raise DeskError(
                _("The desk's answer is too large to be right. Tell your program staff."), retry=False
            )
    # Decoded already: passing the encoding on would make httpx decode it again.
    kept = {name: value for name, value in response.headers.items() if name.lower() == "content-type"}
    return httpx.Response(response.status_code, headers=kept, content=bytes(body))


def checked(response: httpx.Response) -> httpx.Response:
    """Return a successful response; otherwise raise DeskError, with the desk's own sentence if any."""
    status = response.status_code
    if 200 <= status < 300:
        return response
    if 300 <= status < 400:
        raise DeskError(
            _("The desk's address leads elsewhere; nothing was sent. Ask your program for its address."),
            retry=True,
        )
    sentence = _sentence(response)
    # Only a desk that says why has judged what was sent; another server's page says nothing against it.
    # (413 may come from the server in front of the desk, and sending the same again cannot help.)
    judged = status in (400, 404, 409, 410, 415, 422) and sentence is not None
    raise DeskError(sentence or _default_sentence(status), retry=not (judged or status == 413))


def _default_sentence(status: int) -> str:
    if status in (401, 403):
        return _("The desk does not know this computer any more. Open the part again from your start page.")
    if status == 413:
        return too_large()
    if status >= 500 or status == 429:
        return _("The desk has a problem just now. What you have is kept; try again in a while.")
    return _("The desk's address answered with code {status}. Your work is kept. Ask your program.").format(
        status=status
    )


def too_large() -> str:
    """Return what is said of a packet that no desk takes."""
    return _("This is larger than the desk takes. Send it without your notebook, or shorten your answers.")


def _sentence(response: httpx.Response) -> str | None:
    """Return the sentence in the desk's JSON answer, if there is one."""
    try:
        answer = response.json()
    except (ValueError, RecursionError):
        return None
    said = answer.get("sentence") if isinstance(answer, dict) else None
    return said if isinstance(said, str) and said else None


def json_of(response: httpx.Response) -> dict[str, Any]:
    """Return the JSON object in a response. Raises DeskError when there is none."""
    try:
        answer = response.json()
    except (ValueError, RecursionError):
        not_understood()
    return answer if isinstance(answer, dict) else not_understood()


def text_of(answer: Mapping[str, Any], key: str) -> str:
    """Return the text under `key`. Raises DeskError when it is missing or empty."""
    value = answer.get(key)
    return value if isinstance(value, str) and value else not_understood()


def not_understood() -> NoReturn:
    """Raise the DeskError for an answer that no desk gives."""
    raise DeskError(
        _("What answered at the desk's address is not a desk. Your work is kept. Ask your program."),
        retry=True,
    )
