"""Whole minutes since 1970-01-01T00:00Z, and the way to and from a zone's wall clock.

Wall-clock times are naive datetimes read in an IANA zone. A time that a spring change skips
moves forward by the gap; a time that an autumn change repeats is the first of the two
(RFC 5545, section 3.3.5).
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 1440


def to_minutes(moment: datetime) -> int:
    """Minutes since the epoch of an aware moment, rounded down."""
    return (moment - EPOCH) // timedelta(minutes=1)


def to_moment(minutes: int) -> datetime:
    """The aware UTC moment of a number of minutes since the epoch."""
    return EPOCH + timedelta(minutes=minutes)


def wall_to_utc(wall: datetime, zone: str) -> datetime:
    """The UTC moment of a naive wall-clock time; raises ``ZoneInfoNotFoundError``."""
    # fold=0 gives both promises of this module: the offset before a gap, the first of a pair.
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def utc_to_wall(moment: datetime, zone: str) -> datetime:
    """The naive wall-clock time that a zone shows at an aware moment."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def wall_to_minutes(wall: datetime, zone: str) -> int:
    """Minutes since the epoch of a naive wall-clock time."""
    return to_minutes(wall_to_utc(wall, zone))


def minutes_to_wall(minutes: int, zone: str) -> datetime:
    """The naive wall-clock time that a zone shows at an epoch minute."""
    return utc_to_wall(to_moment(minutes), zone)


@lru_cache(maxsize=16384)
def _quarter_offset(quarter: int, zone: str) -> int:
    shift = to_moment(quarter * 15).astimezone(ZoneInfo(zone)).utcoffset()
    return 0 if shift is None else shift // timedelta(minutes=1)


def offset(minutes: int, zone: str) -> int:
    """Minutes that the zone is ahead of UTC at an epoch minute.

    Looked up per quarter of an hour and kept: no zone has changed its clock anywhere else
    than on a quarter since 1970.
    """
    return _quarter_offset(minutes // 15, zone)


def local_day(minutes: int, zone: str) -> int:
    """Days since 1970-01-01 on the zone's calendar at an epoch minute."""
    return (minutes + offset(minutes, zone)) // DAY
