"""Rows of counselors: several of one counselor are their contracts, one after another.

A row may say from when to when its hours and limit hold (`valid_from`, `valid_to`). Where
several rows of a counselor in one file begin on different days and none says so, the days
on which they start and end are those of their contracts.
"""

OWN = "partition by file, counselor_id, coalesce(aside, wrong) is null"
FIRST = "timestamp '0001-01-01'"
FLAG = f"""
    max(valid_from) over own is null
    and min(coalesce(start_date, {FIRST})) over own
    <> max(coalesce(start_date, {FIRST})) over own as one_of_several"""
COLUMNS = """* exclude (one_of_several) replace (
    if(one_of_several, start_date, valid_from) as valid_from,
    if(one_of_several, end_date, valid_to) as valid_to,
    if(
        one_of_several and count(*) over own = count(start_date) over own,
        min(start_date) over own,
        if(one_of_several, null, start_date)
    ) as start_date,
    if(
        one_of_several and count(*) over own = count(end_date) over own,
        max(end_date) over own,
        if(one_of_several, null, end_date)
    ) as end_date
)"""


def of(rows: str) -> str:
    """Return, as SQL, the rows of counselors with the days on which each holds."""
    own = f"window own as ({OWN})"
    marked = f"select *, {FLAG} from {rows} as rows_read {own}"
    return f"(select {COLUMNS} from ({marked}) as rows_read {own})"


def as_new(known: str) -> str:
    """Return how new rows of counselors are, as SQL, beside those of the last snapshot.

    They have no dates of events and are as new as the sessions they come with (`known`).
    Without any, or with none older than those held, they are newer than what is held: who
    exports the counselors again wants them to count.
    """
    sessions = "(select max(known_at) from held.exported.sessions)"
    newest = (
        f"greatest({known}, {sessions} + interval 1 microsecond,"
        " (select max(known_at) + interval 1 microsecond from held.exported.counselors))"
    )
    return f"if(coalesce({known} >= {sessions}, true), {newest}, {known})"
