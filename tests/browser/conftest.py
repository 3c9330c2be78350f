"""A real Chromium on the running navigator, at the width of a desk and of a phone."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIETER = ["--disable-component-update", "--disable-sync"]
PEOPLE = {"camille": "Camille Roche", "nour": "Nour Haddad", "lou": "Lou Marchand", "morgan": "Morgan Etxeberria"}
WIDTHS = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")  # its event loop is in the way of the asynchronous tests of other files
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET + QUIETER)
        yield browser
        browser.close()


@pytest.fixture(params=WIDTHS)
def page(request, chromium, navigator) -> Iterator[Page]:
    """A visitor's first page, in French; whatever the browser complains of fails the test."""
    yield from visiting(chromium, navigator, WIDTHS[request.param])


@pytest.fixture
def desk(chromium, navigator) -> Iterator[Page]:
    """The same, at a desk only."""
    yield from visiting(chromium, navigator, WIDTHS["desk"])


def visiting(chromium: Browser, navigator, viewport) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=navigator.address, viewport=viewport, locale="fr-FR", service_workers="block", reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def visit():
    """A function: pages of a browser of its own at a navigator, at the width of a desk."""

    def visit(chromium: Browser, navigator) -> Iterator[Page]:
        yield from visiting(chromium, navigator, WIDTHS["desk"])

    return visit


@pytest.fixture
def enter(chromium, navigator, visit) -> Iterator[Callable[[str], Page]]:
    """A function: a browser of their own for one of the demonstration's people, signed in by one click."""
    with ExitStack() as browsers:

        def enter(username: str) -> Page:
            page = browsers.enter_context(contextmanager(visit)(chromium, navigator))
            page.goto("/auth/login?next=/a-propos")
            page.get_by_role("button", name=PEOPLE[username]).click()
            expect(page.get_by_role("button", name=PEOPLE[username])).to_be_visible()
            return page

        yield enter


def is_complaint(message) -> bool:
    """Errors of ours; an answer of 404 or 503 that a test asks for is logged by the browser as well."""
    return message.type == "error" and "Failed to load resource" not in message.text
