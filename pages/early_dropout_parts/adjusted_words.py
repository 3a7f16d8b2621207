"""The sentences about shares adjusted for case mix."""

import pandas as pd

from measures.statistics.comparison import OUTSIDE
from pages.early_dropout_parts import attribute_names
from ui import words
from ui.topics import people

ASKED = (
    "Off: which share left, whoever the clients were? On: would as many have left, had "
    "the same clients met the clinic's other counselors? (indirect standardization)"
)
INTAKE = "quarter"


def nothing_known(counselors: int, fewest: int) -> str:
    """Say why nothing is adjusted for, and what would change it."""
    why = (
        f"nothing the export says of them has two values of {fewest} clients each. More "
        "clients may, or a clients export with severity, referral or earlier treatment"
    )
    if counselors == 1:
        why = "one counselor saw all of them, and there is nobody to compare with"
    return (
        f"Not adjusted for who the clients are: {why}. "
        "Turn the switch off for the counted shares."
    )


def outside(enough: pd.DataFrame) -> str:
    """Say how many lie outside chance once adjusted, and how many did before."""
    if enough.empty:
        return "No counselor has clients enough to be compared"
    if len(enough) == 1:
        return "One counselor has clients enough, and there is nobody to compare with"
    found, before = (
        int(enough[sides].isin(OUTSIDE).sum()) for sides in ("side", "before")
    )
    lie = "lies" if found < 2 else "lie"
    also = (
        "as many as before"
        if found == before
        else f"{words.small(before).lower()} before"
    )
    return (
        f"Adjusted for who the clients are, {words.small(found).lower()} of "
        f"{words.count(len(enough), 'counselor')} {lie} outside what chance explains "
        f"({also}); chance alone would give up to {len(enough) / 20:.1f}"
    )


def funnel(attributes: tuple[str, ...], fewest: int) -> str:
    """Name what is adjusted for, and how."""
    return (
        f"Adjusted for {named(attributes)}; not for anything the export does not "
        "carry. Left after session one or two against what a model of all clients, "
        "blind to counselors, expects of the same clients, put back as a share of the "
        "clinic's. The lines are a guide; outside is decided by exact tails "
        "(Poisson-binomial). Tick: as counted, for those outside before or after, where "
        "they are few. "
        f"Hollow: provisional, below 30 clients. Fewer than {fewest}: not compared."
    )


def moved(enough: pd.DataFrame) -> str:
    """Say by how much adjusting moves the counselors' shares."""
    if enough.empty:
        return "No counselor has clients enough for an adjusted share"
    shift = (enough["rate"] - enough["counted_share"]).abs() * 100
    return (
        f"Adjusting moves a counselor's share by {shift.median():.1f} points "
        f"as a rule, by {shift.max():.1f} at most"
    )


def beside(enough: pd.DataFrame) -> str:
    """Say what dot, bar and ring are, and which rows are drawn."""
    order = "the surest outside chance first"
    return (
        "Mark: adjusted, left by session two. Bar: 95%, exact for the binomial of the "
        "same mean and variance. Tick: as counted. Hollow: provisional. By name. What "
        f"is expected of a counselor's clients is taken as given.{people.left_out(enough, order)}"
    )


def named(attributes: tuple[str, ...]) -> str:
    """Return the attributes as a sentence names them."""
    labels = (attribute_names.label(name).lower() for name in attributes)
    return words.listed(
        ["quarter of intake" if label == INTAKE else label for label in labels]
    )
