"""A desk with two people of the program's staff, each signed in."""

from __future__ import annotations

from typing import Any

import pytest

from autograde.people.staff import Role, Staff
from tests.desk.office_pages.staff_room import CERTIFICATE, StaffRoom


@pytest.fixture
def room(desk: Any) -> StaffRoom:
    folder = desk.school.programs / "certificates"
    folder.mkdir()
    (folder / "small-certificate.toml").write_text(CERTIFICATE, encoding="utf-8")
    staff, now = Staff(desk.school.office.records()), desk.school.opens_at
    joan = staff.add("Joan Ellis", [Role.STAFF], now, email="joan@example.org")
    kim = staff.add("Kim Amara", [Role.STAFF, Role.INSTRUCTOR], now, actor=joan)
    return StaffRoom(desk, joan, kim)
