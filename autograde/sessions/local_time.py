"""Times in words, in the zone of a session: with the day of the week, and the zone beside the hour.

In: a moment and the name of a zone. Out: text. Called by messages, the desk and reports.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from classroom.language import _

__all__ = ["local_day", "local_time", "plain_day", "short_time", "time_span", "weekday_name", "zone_name"]


def local_time(at: datetime, zone: str) -> str:
    """Day of the week, date, hour and zone.

    >>> from datetime import UTC
    >>> local_time(datetime(2026, 1, 24, 14, 5, tzinfo=UTC), "America/New_York")
    'Saturday, January 24, 2026, 9:05 a.m. EST'
    """
    return _("{day}, {hour} {zone}").format(
        day=local_day(at, zone), hour=_hour(at.astimezone(ZoneInfo(zone))), zone=zone_name(at, zone)
    )


def time_span(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """From when to when; the day once where it is one, and both zones where the clock changes in between.

    >>> from datetime import UTC
    >>> time_span(datetime(2026, 1, 24, 14, tzinfo=UTC), datetime(2026, 1, 24, 16, tzinfo=UTC), "UTC")
    'Saturday, January 24, 2026, 2:00 p.m. to 4:00 p.m. UTC'
    """
    start, end = local_time(starts_at, zone), local_time(ends_at, zone)
    if local_day(starts_at, zone) == local_day(ends_at, zone):
        end = end.removeprefix(local_day(ends_at, zone) + ", ")
        if zone_name(starts_at, zone) == zone_name(ends_at, zone):
            start = start.removesuffix(" " + zone_name(starts_at, zone))
    return _("{start} to {end}").format(start=start, end=end)


def short_time(at: datetime, zone: str) -> str:
    r"""The same in few letters and without the year, for tables that say the year elsewhere.

    >>> from datetime import UTC
    >>> short_time(datetime(2026, 1, 24, 17, 5, tzinfo=UTC), "America/New_York")
    'Sat, Jan 24, 12:05\xa0p.m.\xa0EST'
    """
    there = at.astimezone(ZoneInfo(zone))
    clock = _("{hour} {zone}").format(hour=_hour(there), zone=zone_name(at, zone))
    return _("{weekday}, {month} {day}, {clock}").format(
        weekday=_short_weekday(there.weekday()),
        month=_short_month(there.month),
        day=there.day,
        clock=clock.replace(" ", "\N{NO-BREAK SPACE}"),
    )


def local_day(at: datetime, zone: str) -> str:
    """Day of the week and date.

    >>> from datetime import UTC
    >>> local_day(datetime(2026, 1, 24, 3, 0, tzinfo=UTC), "America/New_York")
    'Friday, January 23, 2026'
    """
    return plain_day(at.astimezone(ZoneInfo(zone)))


def plain_day(day: date) -> str:
    """A day as it stands, which belongs to no zone.

    >>> plain_day(date(2026, 1, 24))
    'Saturday, January 24, 2026'
    """
    return _("{weekday}, {month} {day}, {year}").format(
        weekday=weekday_name(day.weekday()), month=_month_name(day.month), day=day.day, year=day.year
    )


def zone_name(at: datetime, zone: str) -> str:
    """What the zone is called at that moment: EST, or UTC-03 where it has no name.

    >>> from datetime import UTC
    >>> zone_name(datetime(2026, 1, 24, tzinfo=UTC), "America/Sao_Paulo")
    'UTC-03'
    """
    name = at.astimezone(ZoneInfo(zone)).tzname() or zone
    return f"UTC{name}" if name[:1] in "+-" else name


def _hour(there: datetime) -> str:
    half = _("a.m.") if there.hour < 12 else _("p.m.")
    return _("{hour}:{minute} {half}").format(
        hour=there.hour % 12 or 12, minute=f"{there.minute:02d}", half=half
    )


def weekday_name(number: int) -> str:
    """The name of a day of the week, Monday being 0."""
    return [
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    ][number]


def _month_name(number: int) -> str:
    return [
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    ][number - 1]


def _short_weekday(number: int) -> str:
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")][number]


def _short_month(number: int) -> str:
    return [
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    ][number - 1]
