"""A supervisor's browser: it goes, waits, and remembers what it was asked to fetch."""

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

QUIET = "[data-testid=stApp][data-test-script-state=notRunning]"
UNFINISHED = (
    "[data-stale=true]",
    "[data-testid=stSkeleton]",
    "[data-testid=stPlotlyChart]:not(:has(.main-svg))",
)
PATIENCE = 30_000  # milliseconds; a cold first page on a busy machine takes seconds


class Visitor:
    """A page that should talk to one address only, and whose complaints are kept."""

    def __init__(self, page: Page, address: str):
        self.page, self.address = page, address
        self.outside: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: self._note(socket.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    @property
    def sidebar(self) -> Locator:
        return self.page.get_by_test_id("stSidebar")

    def open(self, path: str = "") -> "Visitor":
        """Go to a page of the dashboard by its address, as a bookmark does."""
        self.page.goto(f"{self.address}/{path}")
        return self.settle()

    def unfold(self) -> "Visitor":
        """Unfold the sidebar where the page opens without it."""
        if (button := self.page.get_by_test_id("stExpandSidebarButton")).count():
            button.click()
        return self.settle()

    def follow(self, title: str) -> "Visitor":
        """Click a page in our own menu."""
        self.sidebar.get_by_role("link", name=title).click()
        return self.settle()

    def press(self, name: str) -> "Visitor":
        """Press the first button of a name."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        return self.settle()

    def pick(self, option: str) -> "Visitor":
        """Pick an option of a segmented control in the sidebar."""
        self.sidebar.get_by_role("radio", name=option, exact=True).click()
        return self.settle()

    def turn(self, part: str) -> "Visitor":
        """Turn to a part of the page, and see that it is the one shown."""
        choice = self.page.get_by_test_id("stMain").get_by_role(
            "radio", name=part, exact=True
        )
        choice.click()
        expect(choice).to_be_checked()
        return self.settle()

    def picked(self) -> list[str]:
        """Return what the segmented controls of the sidebar say."""
        return self.sidebar.get_by_role("radio", checked=True).all_inner_texts()

    def add(self, filter_label: str, option: str) -> "Visitor":
        """Add an option to a list filter, as one types it."""
        field = self.sidebar.get_by_role("combobox", name=filter_label)
        field.fill(option)
        field.press("Enter")
        field.press("Escape")
        return self.settle()

    def added(self, filter_label: str) -> str:
        """Return what a list filter shows."""
        lists = self.sidebar.get_by_test_id("stMultiSelect")
        return lists.filter(has_text=filter_label).inner_text()

    def mark(self, figure: int, number: int) -> "Visitor":
        """Click a mark of a figure."""
        drawn = self.page.get_by_test_id("stPlotlyChart").nth(figure)
        drawn.locator(".point").nth(number).click(force=True)
        return self.settle()

    def settle(self) -> "Visitor":
        """Wait until the script has run and everything is drawn."""
        self.page.wait_for_timeout(300)
        self.page.locator(QUIET).wait_for()
        for unfinished in UNFINISHED:
            expect(self.page.locator(unfinished)).to_have_count(0, timeout=PATIENCE)
        return self

    def text(self) -> str:
        return self.page.get_by_test_id("stMain").inner_text()

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        home = urlsplit(self.address).netloc
        if parts.scheme not in ("data", "blob") and parts.netloc != home:
            self.outside.append(url)

    def _hear(self, message) -> None:
        # From a page's own address Streamlit first looks for its server below it.
        looking = "/_stcore/" in message.location["url"]
        if message.type == "error" and not looking:
            self.complaints.append(f"{message.text} {message.location['url']}")
