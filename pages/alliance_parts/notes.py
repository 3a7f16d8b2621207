"""The quiet lines of the Alliance page."""

import pandas as pd

from ui import words
from ui.notes import INTERVAL, through

LABEL = "possible rupture - check with the client"
FIRST = "First episodes"


def numbers(checked: bool) -> str:
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


def parts(instrument: str, checked: bool) -> str:
    """Say that an instrument has no total here, and what that leaves."""
    range_of = "" if checked else " The ranges are not checked against a publication."
    return (
        f"This export has no total of {words.escaped(instrument)}, and none can be "
        "computed from what it has. Its subscales are shown; what needs the total "
        f"says so.{range_of}"
    )


def no_range(instrument: str) -> str:
    """Say why nothing can be drawn as percent of the range."""
    return (
        f"The range of {words.escaped(instrument)} is not known, so nothing can be drawn "
        "within it. The mapping file can say it (low and high)."
    )


def growth() -> str:
    """Say what the line assumes, and what the mean is of."""
    return (
        f"{FIRST}. Dots: the mean of whoever is still there, which rises or falls by "
        "who leaves. Line: score by the logarithm of the session, with each client's "
        "own start and slope (REML); right only if leaving depends on nothing but the "
        f"scores already given. The axis does not begin at the lowest score. {INTERVAL} "
        f"{through()}"
    )


def last_scores() -> str:
    """Say who is compared with whom."""
    return (
        f"{FIRST}, rated sessions whose sequel is known. Association: a low score may be "
        "why a client left, or that a client dared to say so. Over all sessions each "
        f"number weighs as many clients as left after it. {INTERVAL} {through()}"
    )


def thirds(again: str) -> str:
    """Say what early means here, and what another study found."""
    return (
        f"{FIRST}; left early is after that session or the next. Thirds of the clients by "
        f"the total of session one, and by tasks in session two, ties together: {again} "
        f"Association, not cause. {INTERVAL} {through()}"
    )


def distribution(source: str) -> str:
    """Say what a bar is, and where the cutoff comes from."""
    return (
        "Share of each phase's ratings. On many forms most ratings lie near the top, and "
        f"a lower one can mean a more honest one. {source} {through()}"
    )


def counselors(fewest: int, least: int, too_few: int, not_drawn: str) -> str:
    """Say what is pulled where, and what the figure is not."""
    few = f" {too_few:,} with fewer are in the table." if too_few > 0 else ""
    return (
        "Not a ranking, and no measure of outcome: how clients rate depends on who they "
        f"are. Mean of client means, clients with {least} ratings or more; ring: as "
        "counted, dot: pulled toward all counselors together, the more the fewer "
        f"clients. {fewest} such clients or more, by name.{few}{not_drawn} {INTERVAL} {through()}"
    )


def ruptures(yardstick: str) -> str:
    """Say by which rule a drop is marked, and how careful one must be."""
    return (
        f"{LABEL.capitalize()}. {yardstick} Many such drops are ordinary. Repaired: back "
        "within three sessions to the rating before, less half an SD; open: fewer than "
        f"three have passed and the client is in care. {through()}"
    )


def clients(cutoff: float, held: pd.DataFrame, ends: tuple[float, float]) -> str:
    """Say what the marks under a client's line are."""
    known = "" if pd.isna(cutoff) else " Dotted: the cutoff."
    span = words.count(round(held["weeks"].max()), "week") if len(held) else "no week"
    return (
        f"Score by week since the client's first session; all panels share both axes: "
        f"{span}, and from {ends[0]:.3g} to {ends[1]:.3g} between the thin lines.{known} Under the line: rings for a skipped questionnaire, crosses "
        f"for missed sessions. {LABEL.capitalize()}. {through()}"
    )


def cutoff(source: str | None, established: bool, own: float, now: float) -> str:
    """Say where the cutoff comes from."""
    if pd.isna(own) and pd.isna(now):
        return "No cutoff is published for this instrument."
    if pd.isna(own) or own != now:
        return f"The cutoff of {now:g} is the reader's own."
    kind = "" if established else " It is not established."
    return f"Cutoff {now:g}: {words.escaped(source)}.{kind}"


def yardstick(row: pd.Series | None) -> str:
    """Say how deep a drop must be, from the clinic's own ratings."""
    if row is None or pd.isna(row["reliable_change"]):
        return "Too few ratings to tell a drop from chance, so none is marked."
    return (
        f"A drop of {row['reliable_change']:.1f} or more since the rating before (SD "
        f"{row['sd']:.1f}, retest r {row['retest']:.2f}, the clinic's own) that is also "
        "more than the larger of the SDs across clients and within the client; with "
        "fewer than four ratings provisional."
    )
