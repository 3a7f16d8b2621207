"""The sentences of the Alliance page: headlines and quiet lines."""

import pandas as pd

from ui import words
from ui.figures.notes import INTERVAL, through

Frame = pd.DataFrame
LABEL = "possible rupture - check with the client"
FIRST = "First episodes"


def subscales_headline(phases: Frame) -> str:
    """Say which part of the alliance is rated lowest in the first sessions, and highest."""
    early = phases[phases["phase"].eq("early")]
    if len(early) and early["percent"].isna().all():
        return "Clients' mean ratings early and later"
    early = early[early["percent"].notna()]
    if early.empty:
        return "No part of the alliance was rated in sessions 1 to 3"
    first, last = (early.loc[early["percent"].agg(way)] for way in ("idxmin", "idxmax"))
    if len(early) == 1:
        return f"In sessions 1 to 3 clients rate {_part(first)}"
    return f"In sessions 1 to 3 clients rate {_part(first)} lowest and {_part(last)} highest"


def growth_headline(clients: int, change: tuple[float, float, float] | None) -> str:
    """Say how the alliance changes within clients, or that too few were rated."""
    if change is None:
        return "Too few clients were rated more than once to follow how it changes"
    rise, low, high = change
    among = words.sample(clients, "clients")
    if low <= 0 <= high:
        return (
            "Within clients the alliance does not clearly change by session 12 "
            f"({signed(rise)}, {limits(low, high)}; {among})"
        )
    way = "rises" if rise > 0 else "falls"
    return (
        f"Within clients the alliance {way} by {abs(rise):.1f} from session 1 to 12 "
        f"({limits(low, high)}; {among})"
    )


def last_scores_headline(gap: tuple[float, float, float], left: int) -> str:
    """Say how those who left rated, beside those who stayed after the same session."""
    middle, low, high = gap
    if pd.isna(middle):
        return "Too few left after a rated session to compare their last score"
    what = "lower" if middle < 0 else "higher"
    unclear = ", which chance explains" if low <= 0 <= high else ""
    return (
        f"Those who left rated that session {abs(middle):.1f} {what} than those who "
        f"stayed after the same one ({limits(low, high)}; {words.sample(left, 'left')})"
        f"{unclear}"
    )


def thirds_headline(rows: Frame, what: str, *, apart: bool) -> str:
    """Say how many of the lowest and the highest third left early."""
    if len(rows) < 2:
        return f"Too few clients with {what} to compare thirds"
    first, last = rows.iloc[0], rows.iloc[-1]
    parts = [
        f"{words.percent(row['by_two'])} ({_shares(row)}) of the {row['third']}"
        for row in (first, last)
    ]
    unclear = "" if apart else "; the intervals overlap"
    clients = words.sample(rows["at_risk_one"].sum(), "clients")
    return f"By their {what}, {parts[0]} left early, {parts[1]} ({clients}){unclear}"


def below_headline(share: pd.Series | None, cutoff: float) -> str:
    """Say which share of ratings is at or below the cutoff."""
    if share is None or pd.isna(cutoff):
        return "How the ratings spread over the range"
    return (
        f"{words.percent(share['rate'])} of ratings are at or below {cutoff:g} "
        f"({words.interval(share['low'], share['high'])}; "
        f"{words.sample(share['counted'], 'ratings')})"
    )


def kinds_headline(gaps: dict[str, tuple[float, float, float, int]]) -> str:
    """Say how far the bond lies above goals and tasks, early and later."""
    parts = [
        f"{signed(middle)} points {phase} ({limits(low, high)}, {words.sample(n)})"
        for phase, (middle, low, high, n) in gaps.items()
    ]
    if not parts:
        return "This instrument has no goal, task and bond to compare"
    return f"Bond against goals and tasks, of the range: {words.listed(parts)}"


def signed(value: float) -> str:
    """Return a score difference with its sign."""
    return f"{words.MINUS if value < 0 else '+'}{abs(value):.1f}"


def limits(low: float, high: float) -> str:
    """Return an interval of score differences."""
    return f"{signed(low)} to {signed(high)}"


def _part(row: pd.Series) -> str:
    limits = words.interval(row["percent_low"] / 100, row["percent_high"] / 100)
    return (
        f"{words.escaped(row['label'])} ({row['percent']:.1f}% of the range, {limits}, "
        f"{words.sample(row['clients'])})"
    )


def _shares(row: pd.Series) -> str:
    return words.interval(row["by_two_low"], row["by_two_high"])


def counselors_headline(rated: Frame, parts: dict[str, float]) -> str:
    """Say how much of the spread of ratings lies between counselors, of whose clients."""
    if rated.empty or pd.isna(parts["counselors"]):
        return "Too few counselors have rated clients to tell how they differ"
    return (
        f"{words.percent(parts['counselors'])} of the spread of ratings lies between "
        f"counselors, {words.percent(parts['clients'])} between clients of one "
        f"counselor, {words.percent(parts['sessions'])} between sessions of one client "
        f"({words.sample(rated['clients'].sum(), 'clients')})"
    )


def ruptures_headline(states: Frame) -> str:
    """Say how many possible ruptures there are, and what became of them."""
    events = states.set_index("state")["events"]
    if not events.sum():
        return "No possible rupture in this selection"
    parts = [
        f"{events.get(state, 0):,} {state}"
        for state in ("repaired", "unrepaired", "open")
    ]
    return f"{words.count(events.sum(), 'possible rupture')}: {words.listed(parts)}"


def clients_headline(shown: int, everyone: int, one: str | None) -> str:
    """Say whose scores are drawn."""
    if one is not None:
        return "One client, session by session"
    more = f" of {everyone:,}, those rated last" if everyone > shown else ""
    return f"{words.count(shown, 'rated client')}{more}"


def coverage_headline(total: pd.Series) -> str:
    """Say which share of attended sessions has a score."""
    return (
        f"{words.percent(total['rate'])} of attended sessions have a score "
        f"({words.interval(total['low'], total['high'])}; "
        f"{words.sample(total['counted'], 'sessions')})"
    )


def by_counselor_headline(people: Frame) -> str:
    """Say between which shares the counselors lie who have clients enough."""
    known = people[people["low"].notna()]
    if known.empty:
        return "No counselor has clients enough for a share"
    if len(known) == 1:
        row = known.iloc[0]
        return (
            f"The one counselor who has clients enough: {words.percent(row['rate'])} of "
            f"sessions have a score ({words.interval(row['low'], row['high'])}; "
            f"{words.sample(row['counted'], 'sessions')})"
        )
    low, high = (words.percent(known["rate"].agg(end)) for end in ("min", "max"))
    return (
        f"By counselor, between {low} and {high} of sessions have a score "
        f"({words.count(len(known), 'counselor')})"
    )


def unscored_headline(first: Frame) -> str:
    """Say how many left after session one with and without a score."""
    sides = {row["side"]: row for _, row in first.iterrows()}
    if len(sides) < 2:
        return "Too few sessions without or with a score to compare what followed"
    parts = [
        f"{words.percent(row['estimate'])} ({words.interval(row['low'], row['high'])}, "
        f"{words.sample(row['clients'])}) {when}"
        for when, row in (
            ("without a score", sides["not scored"]),
            ("with one", sides["scored"]),
        )
    ]
    return f"After session one, {parts[0]} left and {parts[1]}"


def outcome_headline(levels: Frame) -> str:
    """Say the clinic's own correlation of early alliance and later outcome."""
    row = levels.iloc[0]
    if pd.isna(row["r"]):
        return "Too few clients have an early alliance and two outcomes"
    sure = row["low"] > 0 or row["high"] < 0
    return (
        f"Early alliance and later outcome correlate by {_correlation(row['r'])} "
        f"({_correlation(row['low'])} to {_correlation(row['high'])}; "
        f"{words.sample(row['n'], 'clients')}), "
        + (
            f"{words.percent(row['explained'])} of the outcome's variance"
            if sure
            else "which chance explains"
        )
    )


def _correlation(r: float) -> str:
    return f"{words.MINUS if r < 0 else ''}{abs(r):.2f}"


def numbers_note(checked: bool) -> str:
    """Say what the numbers at the top are of, and whether the range is certain."""
    range_of = (
        ""
        if checked
        else (
            " The range is not checked against a publication: the mapping file can say it."
        )
    )
    return (
        "Mean of client means, of the total; how clients rate is no ranking of "
        f"counselors.{range_of}"
    )


def parts_note(instrument: str, checked: bool) -> str:
    """Say that an instrument has no total here, and what that leaves."""
    range_of = "" if checked else " The ranges are not checked against a publication."
    return (
        f"This export has no total of {words.escaped(instrument)}, and none can be "
        "computed from what it has. Its subscales are shown; what needs the total "
        f"says so.{range_of}"
    )


def no_range_note(instrument: str) -> str:
    """Say why nothing can be drawn as percent of the range."""
    return (
        f"The range of {words.escaped(instrument)} is not known, so nothing can be drawn "
        "within it. The mapping file can say it (low and high)."
    )


def growth_note() -> str:
    """Say what the line assumes, and what the mean is of."""
    return (
        f"{FIRST}. Dots: the mean of whoever is still there, which rises or falls by "
        "who leaves. Line: score by the logarithm of the session, with each client's "
        "own start and slope (REML); right only if leaving depends on nothing but the "
        f"scores already given. The axis does not begin at the lowest score. {INTERVAL} "
        f"{through()}"
    )


def last_scores_note() -> str:
    """Say who is compared with whom."""
    return (
        f"{FIRST}, rated sessions whose sequel is known. Association: a low score may be "
        "why a client left, or that a client dared to say so. Over all sessions each "
        f"number weighs as many clients as left after it. {INTERVAL} {through()}"
    )


def thirds_note(again: str) -> str:
    """Say what early means here, and what another study found."""
    return (
        f"{FIRST}; left early is after that session or the next. Thirds of the clients by "
        f"the total of session one, and by tasks in session two, ties together: {again} "
        f"Association, not cause. {INTERVAL} {through()}"
    )


def distribution_note(source: str) -> str:
    """Say what a bar is, and where the cutoff comes from."""
    return (
        "Share of each phase's ratings. On many forms most ratings lie near the top, and "
        f"a lower one can mean a more honest one. {source} {through()}"
    )


def counselors_note(fewest: int, least: int, too_few: int, not_drawn: str) -> str:
    """Say what is pulled where, and what the figure is not."""
    few = f" {too_few:,} with fewer are in the table." if too_few > 0 else ""
    return (
        "Not a ranking, and no measure of outcome: how clients rate depends on who they "
        f"are. Mean of client means, clients with {least} ratings or more; ring: as "
        "counted, dot: pulled toward all counselors together, the more the fewer "
        f"clients. {fewest} such clients or more, by name.{few}{not_drawn} {INTERVAL} {through()}"
    )


def ruptures_note(yardstick: str) -> str:
    """Say by which rule a drop is marked, and how careful one must be."""
    return (
        f"{LABEL.capitalize()}. {yardstick} Many such drops are ordinary. Repaired: back "
        "within three sessions to the rating before, less half an SD; open: fewer than "
        f"three have passed and the client is in care. {through()}"
    )


def clients_note(cutoff: float, held: pd.DataFrame, ends: tuple[float, float]) -> str:
    """Say what the marks under a client's line are."""
    known = "" if pd.isna(cutoff) else " Dotted: the cutoff."
    span = words.count(round(held["weeks"].max()), "week") if len(held) else "no week"
    return (
        f"Score by week since the client's first session; all panels share both axes: "
        f"{span}, and from {ends[0]:.3g} to {ends[1]:.3g} between the thin lines.{known} Under the line: rings for a skipped questionnaire, crosses "
        f"for missed sessions. {LABEL.capitalize()}. {through()}"
    )


def cutoff_note(source: str, established: bool, own: float, now: float) -> str:
    """Say where the cutoff comes from."""
    if pd.isna(own) and pd.isna(now):
        return "No cutoff is published for this instrument."
    if pd.isna(own) or own != now:
        return f"The cutoff of {now:g} is the reader's own."
    kind = "" if established else " It is not established."
    return f"Cutoff {now:g}: {words.escaped(source)}.{kind}"


def yardstick_note(row: pd.Series | None) -> str:
    """Say how deep a drop must be, from the clinic's own ratings."""
    if row is None or pd.isna(row["reliable_change"]):
        return "Too few ratings to tell a drop from chance, so none is marked."
    return (
        f"A drop of {row['reliable_change']:.1f} or more since the rating before (SD "
        f"{row['sd']:.1f}, retest r {row['retest']:.2f}, the clinic's own) that is also "
        "more than the larger of the SDs across clients and within the client; with "
        "fewer than four ratings provisional."
    )


def coverage_note() -> str:
    """Say what a score of a session is."""
    return (
        "A session has a score when the client has one of the same day. Intervals know "
        f"that sessions of one client are alike. {INTERVAL} {through()}"
    )


def by_counselor_note(left_out: str) -> str:
    """Say that nobody is compared."""
    return (
        "Nobody is compared: who hands out forms is a matter of the site. By name."
        f"{left_out} {INTERVAL} {through()}"
    )


def unscored_note() -> str:
    """Say what follows from a missing score, and what does not."""
    return (
        "Left: nothing attended within the window after it. A skipped questionnaire may "
        f"itself be a sign. Association, not cause. {INTERVAL} {through()}"
    )


def outcome_note(instrument: str) -> str:
    """Say what is correlated with what, and what others found."""
    return (
        f"Mean alliance of sessions 1 to 3 with the last {words.escaped(instrument)} from "
        "session 4 on, "
        "given the first, each turned so that more is better: only clients who stayed "
        "past session 3. "
        "Grey is the reference, never a target: r .278 (.256 to .299) in 295 studies, "
        "7.7% of the variance (Flückiger 2018); an older figure is about 5%. Association, not "
        f"cause. {INTERVAL} {through()}"
    )
