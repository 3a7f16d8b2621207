"""One import at a time, in a thread beside the pages."""

import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import ingest
from ui.page.failures import logged

WAITING = "Starting"
BUSY = "An import is running since {:%H:%M}. Wait until it ends, then start yours."
FAILED = "The import stopped (error {}). Nothing changed; import again."

latest: dict[str, "Job"] = {}
starting = threading.Lock()


@dataclass
class Job:
    """One import on its way: how far it is, and in the end what came of it."""

    paths: list[Path]
    store: Path
    mapping: Path | None
    dry_run: bool
    accept: Sequence[str] = ()
    replace: bool = False
    started: datetime = field(default_factory=datetime.now)
    step: str = WAITING
    done: float = 0.0
    ended: bool = False
    announced: bool = False
    report: ingest.Report | None = None
    refusal: str = ""
    leftover: Path | None = None

    def at(self, step: str, done: float) -> None:
        """Note how far the import is."""
        self.step, self.done = step, min(1.0, max(0.0, done))

    def run(self) -> None:
        """Import, and keep the report or the sentence that says why not."""
        try:
            self.report = ingest.publish(
                self.paths,
                self.store,
                mapping=self.mapping,
                dry_run=self.dry_run,
                accept=self.accept,
                replace=self.replace,
                progress=self.at,
            )
        except ingest.Unanswered as asked:
            self.report = asked.report
        except ingest.Refused as refused:
            self.refusal = str(refused)
        except Exception as error:  # noqa: BLE001 a thread's error reaches nobody else
            self.refusal = FAILED.format(logged(error, "import"))
        finally:
            with starting:
                self.ended = True
            if self.leftover:
                shutil.rmtree(self.leftover, ignore_errors=True)


def start(
    paths: list[Path],
    store: Path,
    mapping: Path | None,
    *,
    dry_run: bool,
    accept: Sequence[str] = (),
    replace: bool = False,
) -> Job:
    """Begin an import, or return one that says since when another is running."""
    job = Job(paths, store, mapping, dry_run, accept, replace)
    with starting:
        other = latest.get(str(store))
        if other and not other.ended:
            job.refusal, job.ended = BUSY.format(other.started), True
            return job
        latest[str(store)] = job
    threading.Thread(target=job.run, name="import", daemon=True).start()
    return job


def running(store: Path) -> Job | None:
    """Return the import that is running into a store, in whichever visit."""
    job = latest.get(str(store))
    return job if job and not job.ended else None


def leave(folder: Path) -> bool:
    """Tell whether an import still reads a folder; it then removes it in the end."""
    with starting:
        for job in latest.values():
            if not job.ended and any(folder in path.parents for path in job.paths):
                job.leftover = folder
                return True
    return False
