"""Which faults are no fault of ours: a full disk, a database that cannot be had just now."""

from sqlalchemy.exc import DBAPIError, OperationalError

# SQLite's result codes. "No such table" comes as an OperationalError too, and is ours.
_FULL = 13
_PASSING = {
    5: "busy",
    6: "locked",
    7: "no memory",
    8: "read-only",
    10: "input or output failed",
    _FULL: "full",
    14: "cannot be opened",
    15: "protocol of locks",
}
_DISK_FULL = "53100"  # PostgreSQL's state


def outage_status(fault: BaseException) -> int | None:
    """Return 507 for a full disk, 503 for a database that cannot be had now, None for all else.

    In each nothing was committed that was told to be; whoever sends it again, under the same
    name, does no harm.
    """
    if not isinstance(fault, DBAPIError):
        return None
    code = getattr(fault.orig, "sqlite_errorcode", None)
    if code is not None:
        code &= 0xFF  # what is above says more precisely where
        return (507 if code == _FULL else 503) if code in _PASSING else None
    if getattr(fault.orig, "sqlstate", None) == _DISK_FULL:
        return 507
    is_passing = isinstance(fault, OperationalError) or fault.connection_invalidated
    return 503 if is_passing else None


def told(fault: BaseException) -> str:
    """Return what the driver says of it: without the statement, which holds answers."""
    return str(fault.orig if isinstance(fault, DBAPIError) else fault).strip()
