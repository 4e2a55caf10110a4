"""A transcript as PDF (tagged, for people), CSV (for spreadsheets) and JSON (for programs).

In: `Transcript`. Out: bytes. Called by the command. The same transcript gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from autograde.certificate.credit_lines import plain_number
from autograde.certificate.printed import compile_page
from autograde.certificate.standing import Certificate, CertificateState
from autograde.certificate.transcript import CourseRecord, OutsideRecord, Transcript
from autograde.ledger.moments import moment_to_text
from autograde.program.part_standing import PartStanding
from autograde.reports.csv_file import guarded
from autograde.reports.situations import situation_of
from autograde.sessions.local_time import local_day
from classroom.language import _, ngettext

__all__ = ["transcript_csv", "transcript_json", "transcript_pdf"]


def transcript_pdf(record: Transcript) -> bytes:
    """One tagged PDF; raises CertificateError when a letter cannot be printed here."""
    zone = _zone(record)
    made = record.made_at.astimezone(ZoneInfo(zone))
    who = record.person
    said = {
        "lang": "en",
        "document_title": _("Transcript of {name}").format(name=who.name),
        "heading": _("Transcript"),
        "name": who.name,
        "home": ", ".join(one for one in (who.local, who.affiliate) if one),
        "made": _("As of {day}").format(day=local_day(record.made_at, zone)),
        "made_on": [made.year, made.month, made.day],
        "units": _units(record.units),
        "columns": [_("Part"), _("State"), _("Score"), _("Memo"), _("Completed")],
        "courses": [_course(one) for one in record.courses],
        "outside_heading": _("Attended elsewhere"),
        "outside": [_attended(one) for one in record.outside],
        "certificates_heading": _("Certificates"),
        "certificates": [_certificate(one, record, zone) for one in record.certificates],
        "note": _(
            "Score: points of the graded questions in the attempt that counts. Memo: points an instructor "
            "gave. Not academic credit or licence points unless a certificate says so."
        ),
    }
    return compile_page("transcript.typ", said)


def transcript_csv(record: Transcript) -> bytes:
    """One row for each part, each thing attended elsewhere and each certificate; days as 2026-01-24."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    headings = ("kind", "title", "session", "part", "state", "score_points", "max_points", "memo_points")
    writer.writerow([*headings, "units", "hours", "date", "number"])
    for row in _rows(record):
        writer.writerow([guarded(one) if isinstance(one, str) else one for one in row])
    return out.getvalue().encode("utf-8-sig")


def transcript_json(record: Transcript) -> bytes:
    """Everything, with times in UTC and numbers as text where they are exact."""
    content = {
        "format": "bargain-transcript-1",
        "person": {"id": record.person.id, "name": record.person.name, "local": record.person.local,
                   "affiliate": record.person.affiliate},
        "made_at": moment_to_text(record.made_at),
        "units": plain_number(record.units),
        "courses": [_course_json(one) for one in record.courses],
        "outside": [
            {"title": one.title, "attended_on": f"{one.attended_at:%Y-%m-%d}", "units": _exact(one.units),
             "hours": _exact(one.hours), "approved": one.approved}
            for one in record.outside
        ],
        "certificates": [
            {"number": one.number, "rule": one.rule, "title": record.titles.get(one.rule, one.rule),
             "state": _state(one, record), "issued_at": moment_to_text(one.issued_at),
             "units": str(one.units), "valid_until": _moment(one.valid_until)}
            for one in record.certificates
        ],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _zone(record: Transcript) -> str:
    return record.courses[-1].session.zone if record.courses else "UTC"


def _course(course: CourseRecord) -> dict[str, Any]:
    here, zone = course.standing, course.session.zone
    if here.completed_at:
        state = _("Complete on {day}. {units}. Rule {rule}.").format(
            day=local_day(here.completed_at, zone), units=_units(here.units), rule=course.rule
        )
    else:
        state = _("{done} of {parts} parts complete. No units yet.").format(
            done=here.parts_complete, parts=len(course.parts)
        )
    return {
        "title": course.title,
        "session": _("{session}, {opens} to {closes}").format(
            session=course.session.title,
            opens=local_day(course.session.opens_at, zone),
            closes=local_day(course.session.closes_at, zone),
        ),
        "state": state,
        "rows": [
            [
                f"{part.number}. {part.title}",
                situation_of(part.standing, True).words,
                _points(part.standing.score_points, part.standing.max_points),
                _points(part.standing.memo_points, part.standing.memo_max_points),
                f"{part.standing.completed_at.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
                if part.standing.completed_at
                else "",
            ]
            for part in course.parts
        ],
    }


def _attended(one: OutsideRecord) -> list[str]:
    day = local_day(one.attended_at, "UTC")
    if not one.approved:
        return [one.title, _("{day}. Waits for a second person to approve it.").format(day=day)]
    hours = ", " + _("{n} contact hours").format(n=plain_number(one.hours)) if one.hours else ""
    return [one.title, f"{day}. {_units(one.units or Decimal(0))}{hours}."]


def _certificate(one: Certificate, record: Transcript, zone: str) -> list[str]:
    states = {
        CertificateState.VALID: _("in force"),
        CertificateState.REPLACED: _("replaced by {number}").format(number=one.replaced_by),
        CertificateState.REVOKED: _("revoked"),
    }
    said = _("{number}, issued on {day}, {state}").format(
        number=one.number,
        day=local_day(one.issued_at, zone),
        state=_("ran out on {day}").format(day=local_day(one.valid_until, zone))
        if one.valid_until and one.has_run_out(record.made_at)
        else states[one.state],
    )
    return [record.titles.get(one.rule, one.rule), said]


def _rows(record: Transcript) -> Iterator[list[Any]]:
    zone = _zone(record)
    for course in record.courses:
        for part in course.parts:
            at = part.standing
            numbers = [_exact(one) for one in (at.score_points, at.max_points, at.memo_points)]
            yield ["part", course.title, course.session.id, f"{part.number}. {part.title}", str(at.state),
                   *numbers, "", "", _day(at.completed_at, course.session.zone), ""]  # fmt: skip
        done = course.standing
        state = "complete" if done.course_complete else "not complete"
        yield ["course", course.title, course.session.id, "", state, "", "", "", _exact(done.units), "",
               _day(done.completed_at, course.session.zone), ""]  # fmt: skip
    for one in record.outside:
        state = "approved" if one.approved else "waiting"
        yield ["outside", one.title, "", "", state, "", "", "", _exact(one.units), _exact(one.hours),
               _day(one.attended_at, "UTC"), ""]  # fmt: skip
    for it in record.certificates:
        yield ["certificate", record.titles.get(it.rule, it.rule), "", "", _state(it, record), "", "", "",
               _exact(it.units), "", _day(it.issued_at, zone), it.number]  # fmt: skip


def _course_json(course: CourseRecord) -> dict[str, Any]:
    return {
        "title": course.title,
        "session": course.session.id,
        "complete": course.standing.course_complete,
        "completed_at": _moment(course.standing.completed_at),
        "units": plain_number(course.standing.units),
        "rule": course.rule,
        "parts": [_part_json(part.standing) | {"title": part.title} for part in course.parts],
    }


def _part_json(at: PartStanding) -> dict[str, Any]:
    return {
        "part": at.part,
        "state": str(at.state),
        "score_points": _exact(at.score_points),
        "max_points": _exact(at.max_points),
        "memo_points": _exact(at.memo_points),
        "completed_at": _moment(at.completed_at),
    }


def _state(one: Certificate, record: Transcript) -> str:
    return "ran out" if one.has_run_out(record.made_at) else str(one.state)


def _units(units: Decimal) -> str:
    return ngettext("{n} unit", "{n} units", 1 if units == 1 else 2).format(n=plain_number(units))


def _points(points: Decimal | None, most: Decimal | None) -> str:
    return "" if points is None or most is None else f"{plain_number(points)} / {plain_number(most)}"


def _exact(value: Decimal | None) -> str:
    return "" if value is None else plain_number(value)


def _day(at: datetime | None, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d}" if at else ""


def _moment(at: datetime | None) -> str | None:
    return moment_to_text(at) if at else None
