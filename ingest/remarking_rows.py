"""What the import noticed in the rows of one file, once they are read."""

from ingest.layout import plain

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
