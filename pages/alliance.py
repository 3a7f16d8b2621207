"""How do clients rate the alliance, early and later?"""

from charts import alliance as alliance_chart
from measures import alliance
from measures.comparison import SMALLEST_IN_RATE
from measures.release import released
from ui import behind, data, figure, frame, headlines, notes, scales

PERCENTS = ["percent", "percent_low", "percent_high"]
COUNTS = ["clients", "at_or_below_cutoff"]
MEANS = [*PERCENTS, "mean", "sd", "ratings"]
PHASE = ["scale_id", "scale", "phase", *COUNTS, *MEANS]
FOLLOWED = ["scale_id", "length", "session_number", "clients", "mean", "sd"]

chosen = frame.open_page("Alliance")
if not data.holds("alliance_scores"):
    frame.missing("alliance", "how clients rate the alliance, early and later")
rated = scales.named(data.answer("alliance_early_later", chosen))
if rated.empty:
    frame.nothing_matches()

used = scales.choose(rated)
phases = alliance.with_percent(scales.marked(rated, "subscale", "phase"))
phases = phases[phases["instrument"].eq(used)]
followed = scales.named(data.answer("alliance_by_session_number", chosen))
followed = followed[followed["instrument"].eq(used) & followed["total"]]
followed = scales.marked(followed, "subscale", "length", "session_number")
enough = followed[followed["clients"] >= SMALLEST_IN_RATE]

left, right = frame.halves()
with left:
    figure.show(
        alliance_chart.early_later(phases),
        chosen,
        question="alliance_early_later",
        headline=headlines.alliance(
            *(scales.phase(phases, name) for name in ("early", "later"))
        ),
        note=notes.alliance(data.answer("alliance_coverage", chosen), phases),
        table=phases[PHASE],
        rows=behind.scores_of_phase(),
        released=lambda: released(phases[PHASE[1:]], COUNTS, MEANS),
    )
with right:
    figure.show(
        alliance_chart.trajectories(
            enough,
            cutoff=phases["cutoff"].where(phases["total"]).max(),
            highest=phases["high"].where(phases["total"]).max(),
        ),
        chosen,
        question="alliance_by_session_number",
        headline=headlines.trajectories(enough, SMALLEST_IN_RATE),
        note=notes.trajectories(SMALLEST_IN_RATE),
        table=enough[FOLLOWED],
        rows=behind.scores_of_length(),
        released=lambda: released(enough[FOLLOWED[1:]], ["clients"], ["mean", "sd"]),
    )
