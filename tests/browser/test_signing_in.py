"""Sign in, be known, sign out: the same steps where people choose who they are, and at a real Keycloak."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from sandbox.keycloak.distribution import Distribution, DownloadError
from sandbox.keycloak.java import JavaMissingError, find_java
from sandbox.requiring import is_required
from sandbox.settings import cache_folder, maven_repository

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["the sandbox's sign-in", "keycloak"])
def providing(request, tmp_path_factory, start) -> Iterator:
    """A navigator whose people sign in there."""
    if request.param != "keycloak":
        yield request.getfixturevalue("navigator")
        return
    try:
        Distribution(cache_folder(os.environ), maven_repository(os.environ)).prepare(find_java(os.environ))
    except (JavaMissingError, DownloadError) as lack:
        if is_required("keycloak", os.environ):
            pytest.fail(str(lack))
        pytest.skip(str(lack))
    with start(tmp_path_factory.mktemp("keycloak") / "nav", "--keycloak") as navigator:
        yield navigator


@pytest.fixture
def page(chromium, providing, visit) -> Iterator[Page]:
    """A visitor's page at a desk."""
    yield from visit(chromium, providing)


def be_camille(page: Page) -> None:
    """By a button where the page shows people, else by name and password."""
    page.wait_for_url("**/protocol/openid-connect/auth**")
    if page.locator("input[type=password]").count():
        page.fill("#username", "camille")
        page.fill("#password", "camille")
        page.click("#kc-login")
    else:
        page.get_by_role("button", name="Camille Roche").click()


def who(page: Page) -> str | None:
    """Who the gateway says is signed in in this browser."""
    return page.evaluate("fetch('/api/me').then(reply => reply.ok ? reply.json() : {}).then(me => me.name ?? null)")


def test_one_signs_in_where_one_was_and_signs_out_everywhere(page):
    page.goto("/outils")
    page.get_by_role("link", name="Se connecter").click()
    be_camille(page)
    page.wait_for_url("**/outils")
    expect(page.get_by_role("button", name="Camille Roche")).to_be_visible()
    assert who(page) == "Camille Roche"
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies(page.url)}
    assert cookies["session"]["httpOnly"] is True
    assert cookies["session"]["sameSite"] == "Lax"
    assert page.evaluate("document.cookie") == "signed-in=1"

    page.get_by_role("button", name="Camille Roche").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("link", name="Se connecter")).to_be_visible()
    assert who(page) is None
    page.goto("/auth/login?next=/compte")
    page.wait_for_url("**/protocol/openid-connect/auth**")  # and not straight back in: the sign-in ended there too


def test_a_session_that_ended_elsewhere_is_told_of_and_nothing_is_shown_as_somebodys(page):
    page.goto("/auth/login?next=/")
    be_camille(page)
    page.wait_for_url(lambda address: address.endswith("/"))
    assert who(page) == "Camille Roche"
    page.context.clear_cookies(name="session")

    page.goto("/compte")

    expect(page.get_by_role("link", name="Se connecter").first).to_be_visible()
    assert who(page) is None
