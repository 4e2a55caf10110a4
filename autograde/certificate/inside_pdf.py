"""A printed certificate that somebody brings: the credential inside it, and whether the page agrees with it.

In: the bytes of a PDF. Out: the bytes of its credential; what can be said of the page. Called by verify.py.
"""

import io
from pathlib import Path

from autograde.certificate.printed import ATTACHMENT, print_certificate
from autograde.errors import CertificateError
from classroom.language import _

__all__ = ["attached_credential", "check_page"]


def attached_credential(data: bytes, path: Path) -> bytes:
    """The one credential attached to a PDF; raises CertificateError when there is none, or anything more."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        found = [
            (name, content)
            for name, contents in PdfReader(io.BytesIO(data)).attachments.items()
            for content in contents
        ]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as problem:
        raise CertificateError(_("{path} is not a whole PDF file.").format(path=path)) from problem
    if [name for name, _content in found] != [ATTACHMENT]:
        raise CertificateError(
            _("{path} is a PDF with {count} attached files; a certificate has exactly one, {name}.").format(
                path=path, count=len(found), name=ATTACHMENT
            )
        )
    return bytes(found[0][1])


def check_page(data: bytes, credential: bytes) -> str:
    """What can be said of the page; raises CertificateError when it does not say what the credential says.

    The words decide, since another version of typst, or other fonts, would set other bytes.
    """
    printed = print_certificate(credential)
    if printed == data:
        return _("The page is exactly what this credential prints.")
    if _words(printed) != _words(data):
        raise CertificateError(
            _(
                "The page does not say what the signed credential attached to it says: the page was changed. "
                "Take out the attached {name} and check that instead."
            ).format(name=ATTACHMENT)
        )
    return _(
        "The page has the words of the credential, but is not byte for byte what this program prints here; "
        "hold to the facts above and not to the look of the page."
    )


def _words(pdf: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise CertificateError(_("The pages of this PDF cannot be read.")) from problem
    return "".join("".join(pages).split())
