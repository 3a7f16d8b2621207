"""The Calls page says who needs a call, and what it cannot know."""

from tests.pages.test_every_page import ONE, complaints

PATH = "pages/calls.py"
UNBOOKED = "export future appointments, too"


def captions(visitor):
    return " ".join(line.value for line in visitor.caption)


def test_the_list_is_as_long_as_the_headline_says(visit, sample_folder):
    visitor = visit(sample_folder, PATH)
    listed = visitor.dataframe[0].value

    assert complaints(visitor) == []
    assert visitor.header[0].value.startswith(f"{len(listed)} clients need a call")
    assert listed["days_left"].is_monotonic_increasing
    assert UNBOOKED not in captions(visitor)


def test_a_reason_that_is_switched_on_makes_the_list_longer(visit, sample_folder):
    reasons = ["early", "missed", "rupture", "rhythm", "waiting"]
    usual = visit(sample_folder, PATH).dataframe[0].value
    more = visit(sample_folder, PATH, call_reasons=[*reasons, "usual"])
    none = visit(sample_folder, PATH, call_reasons=[])

    assert len(more.dataframe[0].value) > len(usual)
    assert none.header[0].value.startswith("Nobody is on the call list")


def test_every_reason_has_its_definition_on_the_page(visit, sample_folder):
    (definitions,) = (
        block.value for block in visit(sample_folder, PATH).markdown if block.value
    )

    assert definitions.count("- **") == 6


def test_an_export_without_bookings_says_what_that_means(visit, publish):
    visitor = visit(publish(sessions=ONE), PATH)

    assert complaints(visitor) == []
    assert UNBOOKED in captions(visitor)
    assert any("No past date" in head.value for head in visitor.header)
