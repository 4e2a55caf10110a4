"""Making packets by hand, byte for byte, as no Send button would: what hostile_packets.py is written with.

In: an `Attacker`, who is enrolled and has a token like everybody else. Out: bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SAVED_AT = "2027-01-07T12:00:00+00:00"
LETTER = "Please send the register by Friday."


@dataclass(frozen=True)
class Attacker:
    """Who sends: her id and variant, a classmate's, the release she got; and a file no packet may make."""

    person: str
    variant: int
    classmate: str
    classmates_variant: int
    release: str
    canary: str

    @property
    def right(self) -> int:
        """The right answer to the first question, in dollars."""
        return 1000 + 10 * self.variant

    def manifest(self, packed: Mapping[str, bytes], **changed: Any) -> bytes:
        """A manifest that fits the files, but for what is changed."""
        listed = {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            for name, data in packed.items()
        }
        content = {
            "format": 1, "course": "small", "part": "part01-count", "session": "spring",
            "release": self.release, "variant": self.variant, "made_at": SAVED_AT, "files": listed,
        }  # fmt: skip
        return json.dumps({**content, **changed}).encode()

    def packet(
        self,
        answers: bytes | None = None,
        notebook: bytes | None = None,
        method: int = zipfile.ZIP_DEFLATED,
        **changed: Any,
    ) -> bytes:
        """A well-formed packet; `changed` are words of its manifest."""
        files = {"answers.json": self.answers() if answers is None else answers}
        if notebook is not None:
            files["notebook.ipynb"] = notebook
        return zipped({**files, "manifest.json": self.manifest(files, **changed)}, method)

    def texts(self, **texts: Any) -> dict[str, Any]:
        """The content of answers.json: right answers, but for these."""
        right = {"base": str(self.right), "reading": "more", "letter": LETTER}
        return content({name: entry(text) for name, text in {**right, **texts}.items()})

    def answers(self, **texts: Any) -> bytes:
        """answers.json with right answers, but for these."""
        return json.dumps(self.texts(**texts)).encode()

    def saying(self, **texts: Any) -> bytes:
        """A well-formed packet with these answers."""
        return self.packet(self.answers(**texts))

    def listing(self, size: str) -> bytes:
        """A packet whose manifest says this of the size of answers.json."""
        manifest = self.manifest({"answers.json": b""}).replace(b'"size": 0', b'"size": ' + size.encode())
        return zipped({"answers.json": self.answers(), "manifest.json": manifest})

    def with_entry(self, **fields: Any) -> bytes:
        """A packet whose first answer has other fields than a form writes."""
        written = self.texts()
        written["answers"]["base"].update(fields)
        return self.packet(json.dumps(written).encode())

    def named(self, name: str) -> bytes:
        """A packet with an answer to a question of that name."""
        return self.saying(**{name: "1"})

    def raw(self, old: bytes, new: bytes) -> bytes:
        """A packet whose answers.json had these bytes replaced before it was packed."""
        written = self.answers()
        assert old in written
        return self.packet(written.replace(old, new, 1))

    def holding(self, name: str, data: bytes = b"{}") -> bytes:
        """A packet in which answers.json goes by another name."""
        files = {name: data}
        return zipped({**files, "manifest.json": self.manifest(files)})


def entry(text: Any) -> dict[str, Any]:
    return {"text": text, "revision": 1, "saved_at": SAVED_AT, "tries": 0, "help": 0}


def content(answers: Any) -> dict[str, Any]:
    return {"format": 1, "course": "small", "part": "part01-count", "answers": answers}


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_member(packet: bytes, member: zipfile.ZipInfo, data: bytes) -> bytes:
    """The packet with one more member at its end."""
    buffer = io.BytesIO(packet)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "Duplicate name": on purpose
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(member, data)
    return buffer.getvalue()


def of_kind(packet: bytes, mode: int) -> bytes:
    """The packet with answers.json as another kind of file: a link, a device, a folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packet)) as old, zipfile.ZipFile(buffer, "w") as new:
        for member in old.infolist():
            if member.filename == "answers.json":
                member.external_attr = mode << 16
            new.writestr(member, old.read(member.filename))
    return buffer.getvalue()


def patched(packet: bytes, local: tuple[int, bytes] | None, central: tuple[int, bytes] | None) -> bytes:
    """The packet with bytes of its first member's two headers written over, at these offsets."""
    data = bytearray(packet)
    for signature, patch in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        if patch is not None:
            at = data.find(signature) + patch[0]
            data[at : at + len(patch[1])] = patch[1]
    return bytes(data)


def streamed(files: Mapping[str, bytes]) -> bytes:
    """A zip as a program writes it that cannot go back: sizes come after the data."""

    class OneWay(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    buffer = OneWay()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def notebook(*sources: str, **metadata: Any) -> bytes:
    """A notebook with these code cells."""
    cells = [
        {"cell_type": "code", "source": one, "outputs": [], "metadata": {}, "execution_count": None}
        for one in sources
    ]
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}).encode()
