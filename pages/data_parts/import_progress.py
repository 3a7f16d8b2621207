"""The progress of an import, and its result."""

import streamlit as st

import ingest
from pages.data_parts import accounting, import_job, import_questions, load_steps
from ui import words
from ui.figures import tables
from ui.page import earlier, frame

EVERY = 0.5  # seconds between two looks at an import on its way
TRYING, PUBLISHING = "Trying the import; nothing will change", "Importing"
OTHERS = "An import is running since {:%H:%M}. Yours can start when it ends."
MEANWHILE = "You may go on to other pages; they show the current data until it ends."
REFUSED = "Refused, nothing changed."


def progress(job: import_job.Job, *, own: bool) -> None:
    """Show how far an import is, and go on by itself when it ends."""
    what = TRYING if job.dry_run else PUBLISHING
    frame.section(what if own else OTHERS.format(job.started))
    _bar(job)
    st.caption(MEANWHILE)


@st.fragment(run_every=EVERY)
def _bar(job: import_job.Job) -> None:
    if job.ended:
        st.rerun()
    st.progress(job.done, text=words.escaped(job.step))


def ended(job: import_job.Job) -> None:
    """Say what an import did, or why it did not."""
    if job.report is None:
        st.warning(f"{REFUSED} {words.escaped(job.refusal)}")
        return
    if job.dry_run or job.report.questions:
        _tried(job.report)
        return
    if not job.announced:
        job.announced = True
        earlier.back()
        load_steps.start_anew()
        st.rerun()
    st.success(words.escaped(accounting.done(job.report, st.context.locale)))
    with st.container(horizontal=True):
        frame.link("Overview", "See the Overview")


def _tried(report: ingest.Report) -> None:
    accounts = accounting.files(report.as_dict())
    frame.section(accounting.would(report))
    st.caption(accounting.IDENTITY)
    tables.show(accounts, alt="What would become of the rows", key="tried")
    if report.questions:
        import_questions.ask(report.questions)
