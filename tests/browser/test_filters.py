"""A choice changes the page, follows to the next one and can stand in a link."""

from tests.browser import server

SITE = "Elm Street"


def test_a_choice_changes_the_page_and_follows_to_the_next(visit):
    visitor = visit()
    everyone = visitor.text()
    chosen = visitor.add("Site", SITE).pick("90").text()
    visitor.follow("Attendance")

    assert chosen != everyone
    assert SITE in visitor.added("Site")
    assert visitor.picked() == ["90"]
    assert visitor.complaints == []


def test_places_stand_in_the_link_and_people_do_not(visit):
    visitor = visit("attendance").add("Site", SITE).pick("30")
    name = visitor.sidebar.get_by_role("combobox", name="Counselor")
    name.press("ArrowDown")
    name.press("Enter")
    name.press("Escape")
    link = visitor.settle().page.url

    assert "All" not in visitor.added("Counselor")
    assert "site=Elm" in link
    assert "window=30" in link
    assert "ounselor" not in link
    assert "K-0" not in link


def test_a_link_brings_its_choice_to_a_fresh_server(visit, sample_folder, tmp_path):
    with server.started(sample_folder, tmp_path / "fresh.log") as fresh:
        visitor = visit("early_dropout?site=Elm+Street&window=30", to=fresh)

        assert SITE in visitor.added("Site")
        assert visitor.picked() == ["30"]
        assert "within 30 days" in visitor.text()


def test_nonsense_in_a_link_is_the_usual_page(visit):
    usual = visit("attendance").text()

    assert visit("attendance?site=Nowhere&window=x&period=1").text() == usual
