"""What the import noticed in the rows of one file, once they are read."""

from ingest.recognize.layout import plain

BANNER = 0.02
WHOEVER = ("cancelled", "canceled", "cancel", "cancellation")


def of_clients(conversion, number: int):
    """Yield (key, sentence, rows) about clients who stand on several rows."""
    if conversion.source.table != "clients":
        return
    kept = (
        f"from read_clients where file = {number} and aside is null and wrong is null"
    )
    ask = conversion.connection.execute
    (shared,) = ask(
        f"select count(*) from (select client_id {kept} group by client_id"
        " having count(distinct referral_date) > 1 or count(distinct hash(payer)) > 1)"
    ).fetchone()
    if conversion.are_named:
        yield (
            "name_twice",
            "names on several rows that differ: one client, or two?",
            shared,
        )
    else:
        yield (
            "several_referrals",
            "clients with several rows: the newest is kept",
            shared,
        )
    (overlapping,) = ask(
        "select count(distinct client_id) from (select client_id, referral_date,"
        " max(coalesce(discharge_date, timestamp '9999-01-01')) over (partition by"
        " client_id order by referral_date rows between unbounded preceding and"
        f" 1 preceding) as before {kept}) where referral_date < before"
    ).fetchone()
    yield "overlapping_episodes", "clients with episodes that overlap", overlapping


def of_words(conversion, number: int):
    """Yield (key, sentence, rows) about words that say less than they should."""
    if conversion.source.table != "sessions" or conversion.source.export:
        return
    words = conversion.connection.execute(
        f"select word, count(*) from read_sessions where file = {number}"
        " and aside is null and word is not null group by word"
    ).fetchall()
    declared = conversion.mapping.statuses
    rows = sum(
        many
        for word, many in words
        if plain(word) in WHOEVER and plain(word) not in declared
    )
    says = "sessions cancelled without saying by whom, taken as cancelled by the client"
    yield "cancelled_by_whom", says, rows


def of_scores(conversion, number: int, unread: dict[str, int]):
    """Yield (key, sentence, rows) about scores that their instrument cannot give."""
    outside = unread.get("range", 0)
    says = "scores outside the range of their instrument, rejected and listed"
    if outside:
        (read,) = conversion.connection.execute(
            f"select count(*) from read_{conversion.source.table} where file = {number}"
        ).fetchone()
        many = outside > BANNER * read
        says += f": more than {BANNER:.0%} of the file" if many else ""
    yield "out_of_range", says, outside


def of_totals(conversion, number: int):
    """Yield (key, sentence, rows) where a totals row states another sum than the rows."""
    table = conversion.source.table
    for name in conversion.numbers:
        total, stated = conversion.connection.execute(
            f"select sum({name}) filter (aside is null),"
            f" max({name}) filter (aside = 'totals rows') from read_{table}"
            f" where file = {number}"
        ).fetchone()
        differs = stated is not None and abs(stated - (total or 0)) > 0.005
        says = f"totals row whose {name} is not the sum of the rows"
        yield f"total_{name}", says, int(differs)
