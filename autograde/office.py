"""The office: the one folder in which the machine keeps everything, and the lock of its one writer.

    <home>/office.toml        optional, for databases elsewhere: records_url = "postgresql+psycopg://...", and
                              gradebook_url likewise, in which each session has a schema of its own
    <home>/records/           the records (SQLite, unless office.toml says otherwise) and the writer's lock
    <home>/packets/           every packet as it came, unchanged
    <home>/quarantine/        packets that were refused, each with its reason
    <home>/evidence/          archived runs
    <home>/releases/          what was released, by its hash
    <home>/sessions/<id>/     one session: its gradebook and canonical submissions
    <home>/drafts/            what learners answer on the desk's own pages

Called by intake, grading, marking, reports, the desk and the command. Folders are open to the account that
runs the machine and to nobody else (0700; on Windows, the rights of the folder that holds them).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograde.errors import OfficeBusy, OfficeError
from autograde.toml_reader import SLUG, read_toml
from classroom.language import _

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["Office", "OfficeSettings", "office_settings", "open_office"]

SETTINGS_FILE = "office.toml"
PATIENCE_SECONDS = 30.0
"""How long a writer waits for another one before it says so."""
POLL_SECONDS = 0.01
"""How often a waiting writer looks again."""


@dataclass(frozen=True)
class OfficeSettings:
    """What office.toml says. gradebook_url: "" for an SQLite file in each session's folder."""

    records_url: str
    gradebook_url: str = ""


@dataclass(frozen=True)
class Office:
    """The folders of one office, and its records."""

    home: Path
    records_url: str

    @property
    def packets(self) -> Path:
        """Packets as they came."""
        return self.home / "packets"

    @property
    def quarantine(self) -> Path:
        """Packets that were refused."""
        return self.home / "quarantine"

    @property
    def evidence(self) -> Path:
        """Archived runs."""
        return self.home / "evidence"

    @property
    def releases(self) -> Path:
        """What was released."""
        return self.home / "releases"

    @property
    def sessions(self) -> Path:
        """One folder for each session."""
        return self.home / "sessions"

    def session_folder(self, session: str) -> Path:
        """The folder of one session, made if it is not there; raises OfficeError for what is not an id."""
        if not SLUG.fullmatch(session):
            raise OfficeError(_('"{session}" is not the id of a session.').format(session=session))
        return _private_folder(self.sessions / session)

    @property
    def drafts(self) -> Path:
        """What learners answer on the desk's own pages: one folder for each session."""
        return self.home / "drafts"

    def drafts_folder(self, session: str, person: str, part: str) -> Path:
        """The folder of one person's answers to one part, made if it is not there.

        Raises OfficeError for what is not an id.
        """
        for name in (session, person, part):
            if not SLUG.fullmatch(name):
                raise OfficeError(_('"{name}" is not an id.').format(name=name))
        folder = self.drafts
        for name in (session, person, part):
            folder = _private_folder(folder / name)
        return folder

    def records(self) -> Engine:
        """The engine of the records: one for each process and address, as open_office migrated them."""
        from autograde.ledger.records import engine_for

        return engine_for(self.records_url)

    @contextmanager
    def writer(self, timeout: float = PATIENCE_SECONDS) -> Iterator[None]:
        """Hold the office as its one writer; waits up to `timeout` seconds, then raises OfficeBusy.

        Within one thread it may be taken again while it is held. Other threads and processes wait.
        """
        from filelock import FileLock, Timeout

        folder = self.home / "records"
        lock = FileLock(folder / "writer.lock", is_singleton=True)
        try:
            if lock.is_locked:
                lock.acquire()
            else:
                # Whoever waits stands here, so that a batch which takes the lock again at once comes after.
                began = time.monotonic()
                with FileLock(folder / "writer.next.lock", is_singleton=True).acquire(timeout, POLL_SECONDS):
                    lock.acquire(max(0.0, timeout - (time.monotonic() - began)), POLL_SECONDS)
        except Timeout as problem:
            raise OfficeBusy(
                _(
                    "Another command, or the desk, is writing to the office at {home} just now, "
                    "and was still busy after {seconds} seconds. Nothing was changed. Try again in a minute."
                ).format(home=self.home, seconds=f"{timeout:g}")
            ) from problem
        try:
            yield
        finally:
            lock.release()


def open_office(home: Path) -> Office:
    """Open the office at `home`: make its folders, and bring its records up to date under the writer's lock.

    Raises OfficeError when a folder cannot be made or office.toml cannot be read, OfficeBusy when records
    that need a migration stay locked, RecordsError when they come from a newer version of this program.
    """
    from autograde.ledger.records import are_current, migrate

    home = home.expanduser().absolute()
    _private_folder(home, tighten=False)
    for name in ("records", "packets", "quarantine", "evidence", "releases", "sessions", "drafts"):
        _private_folder(home / name)
    office = Office(home, office_settings(home).records_url)
    engine = office.records()
    if not are_current(engine):
        with office.writer():
            migrate(engine)
    return office


def office_settings(home: Path) -> OfficeSettings:
    """The settings of the office at `home`; raises OfficeError, naming file and line, for a slip in them."""
    own = f"sqlite:///{(home / 'records' / 'records.sqlite').as_posix()}"
    if not (home / SETTINGS_FILE).exists():
        return OfficeSettings(own)
    fields, _data = read_toml(home / SETTINGS_FILE, OfficeError)
    settings = OfficeSettings(fields.text("records_url", own), fields.text("gradebook_url", ""))
    fields.finish()
    if settings.gradebook_url and not settings.gradebook_url.startswith("postgresql"):
        fields.refuse(
            "gradebook_url",
            _("it must name a PostgreSQL database; leave it out for an SQLite file in each session's folder"),
        )
    return settings


def _private_folder(folder: Path, tighten: bool = True) -> Path:
    """Make a folder that only its owner can enter; a home that was there before keeps its own rights."""
    try:
        existed = folder.is_dir()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and (tighten or not existed) and folder.stat().st_mode & 0o777 != 0o700:
            folder.chmod(0o700)
    except OSError as problem:
        raise OfficeError(
            _("The folder {folder} cannot be made: {why}. Choose another place with --home.").format(
                folder=folder, why=problem.strerror or problem
            )
        ) from problem
    return folder
