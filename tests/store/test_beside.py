"""A clinic explains its export once."""

import stat

import ingest
from store import beside

ROWS = "client,counselor,start,status\nann,ruth,05/06/2026,here\n"
RULES = 'date_order = "day-month-year"\n[statuses]\nhere = "attended"\n'


def clinic(folder, rules):
    (folder / "sessions.csv").write_text(ROWS, encoding="utf-8")
    (folder / "clinic.toml").write_text(rules, encoding="utf-8")
    return [folder / "sessions.csv"], folder / "store", folder / "clinic.toml"


def test_a_mapping_that_was_published_with_is_used_next_time(tmp_path):
    files, store, rules = clinic(tmp_path, RULES)
    assert beside.kept_mapping(store) is None
    once = ingest.publish(files, store, mapping=rules)
    kept = beside.kept_mapping(store)

    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert ingest.publish(files, store).snapshot == once.snapshot
    assert ingest.inspect(files, store)[0].status_words == {"here": ("attended", 1)}


def test_a_dry_run_keeps_no_mapping(tmp_path):
    files, store, rules = clinic(tmp_path, RULES)
    ingest.publish(files, store, mapping=rules, dry_run=True)

    assert beside.kept_mapping(store) is None


def test_the_mapping_of_invented_data_and_a_last_day_are_not_kept(tmp_path):
    files, store, rules = clinic(tmp_path, "invented = true\n" + RULES)
    ingest.publish(files, store, mapping=rules)
    assert beside.kept_mapping(store) is None

    rules.write_text("through = 2026-07-01\n" + RULES, encoding="utf-8")
    assert ingest.publish(files, store, mapping=rules).data_through == "2026-07-01"
    assert ingest.publish(files, store).data_through == "2026-06-05"
