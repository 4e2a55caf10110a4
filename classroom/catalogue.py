"""The catalogue of every sentence people read: `locale/bargain.pot`, made from the sources of all packages.

To refresh it after writing or changing a sentence, in a checkout:

    make messages        (or, without make: python -m classroom.language)

In: the sources beside this package.  Out: one .pot file, sorted, without dates and line numbers, so that it
changes only when a sentence does. A test compares it with a fresh one. The same command brings every
translation up to date: sentences that are new stand in its .po without a translation, those that are gone
leave it, and its .mo is compiled. To begin a translation:

    pybabel init -i classroom/locale/bargain.pot -d classroom/locale -D bargain -l pt
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from classroom.language import DOMAIN, LOCALE

PACKAGES = ("autograde", "bargain_cli", "classroom", "demonstration", "desk")
_PROJECT = "bargaining-school"
# Python sources, and the pages of the desk. JavaScript is not listed: it gets its sentences from Python.
_READ_AS = [("**.py", "python"), ("**.html", "jinja2")]
_HEADER = "# Every sentence of the PROJECT that people read.\n# Refresh with: make messages\n#"
# The format wants a date; a fixed one keeps the file equal for equal sentences.
_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def fresh_catalogue(root: Path | None = None) -> bytes:
    """Return the .pot file for the sources under `root` (the checkout this module lies in when left out)."""
    import io

    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir
    from babel.messages.pofile import write_po

    root = Path(__file__).parents[1] if root is None else root
    catalogue = Catalog(
        domain=DOMAIN,
        project=_PROJECT,
        header_comment=_HEADER,
        copyright_holder=_PROJECT,
        creation_date=_DATE,
        charset="utf-8",
    )
    for package in PACKAGES:
        found = extract_from_dir(
            root / package, _READ_AS, comment_tags=("Translators:",), strip_comment_tags=True
        )
        for file, _line, message, comments, context in found:
            place = f"{package}/{Path(file).as_posix()}"
            catalogue.add(message, locations=[(place, None)], auto_comments=comments, context=context)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, include_lineno=False)
    return buffer.getvalue()


def refresh() -> list[Path]:
    """Write `locale/bargain.pot`, and bring each translation up to date with it; return what was written."""
    path = LOCALE / f"{DOMAIN}.pot"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(fresh_catalogue())
    written = [path]
    for po in sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        po.write_bytes(updated(po.read_bytes(), path.read_bytes()))
        po.with_suffix(".mo").write_bytes(compiled(po.read_bytes()))
        written += [po, po.with_suffix(".mo")]
    return written


def updated(translation: bytes, template: bytes) -> bytes:
    """Return a .po with the sentences of a .pot, each with the translation it had; no guesses, none kept."""
    import io

    from babel.messages.pofile import read_po, write_po

    theirs = read_po(io.BytesIO(translation))
    theirs.update(
        read_po(io.BytesIO(template)),
        no_fuzzy_matching=True,
        update_creation_date=False,
        update_header_comment=False,
    )
    theirs.obsolete.clear()
    buffer = io.BytesIO()
    write_po(buffer, theirs, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return buffer.getvalue()


def compiled(translation: bytes) -> bytes:
    """Return the .mo of a .po: what gettext reads at run time."""
    import io

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    buffer = io.BytesIO()
    write_mo(buffer, read_po(io.BytesIO(translation)))
    return buffer.getvalue()
