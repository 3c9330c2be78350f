"""The pages as their visitors meet them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def addresses(navigator) -> dict[str, str]:
    """One address of each kind of page."""
    api = "/api/directory"
    place = navigator.get(f"{api}/places?limit=1&sort=-updated").json()["items"][0]
    network = navigator.get(f"{api}/networks").json()["items"][0]
    tool = navigator.get(f"{api}/tools?sort=-users").json()["items"][0]
    return {
        "explorer": "/",
        "place": f"/lieux/{place['slug']}",
        "networks": "/reseaux",
        "network": f"/reseaux/{network['slug']}",
        "tools": "/outils",
        "tool": f"/outils/{tool['slug']}",
        "about": "/a-propos",
        "missing": "/lieux/nulle-part",
    }


def settle(page: Page) -> None:
    """Wait until the page has what it asked for."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("main h1").first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def faults(page: Page) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found["violations"]]


COLOURS = """() => {
  const seen = new Set()
  for (const tile of document.querySelectorAll('canvas.leaflet-tile')) {
    const { data } = tile.getContext('2d').getImageData(0, 0, tile.width, tile.height)
    for (let at = 0; at < data.length; at += 4 * 31) seen.add(data.slice(at, at + 3).join())
  }
  return seen.size
}"""


def drawn(page: Page) -> None:
    """Wait until the outlines are there: sea, land and what lies between, not one colour over all."""
    page.wait_for_function(f"({COLOURS})() > 20")


KINDS = ["explorer", "place", "networks", "network", "tools", "tool", "about", "missing"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, navigator, kind, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(addresses(navigator)[kind])
    settle(page)

    assert faults(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_overflows_the_width_of_the_window(page: Page, navigator, kind):
    page.goto(addresses(navigator)[kind])
    settle(page)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("kind", KINDS)
def test_french_signs_keep_their_space(desk: Page, navigator, kind):
    desk.goto(addresses(navigator)[kind])
    settle(desk)

    text = desk.locator("body").inner_text()
    assert re.findall(r"\w [;:!?»](?:\s|$)", text) == []  # an ordinary space lets the sign fall to the next line


def test_a_visitor_goes_from_the_map_to_a_place_and_back(page: Page, navigator):
    page.goto("/")
    settle(page)
    first = page.locator("main a[href^='/lieux/']").first
    name = first.inner_text().split("\n")[0]
    first.click()
    settle(page)

    expect(page.locator("h1")).to_contain_text(name[:10])
    page.go_back()
    settle(page)
    expect(page).to_have_url(re.compile(r"/(\?.*)?$"))


def test_filters_stand_in_the_address_and_survive_a_reload(desk: Page, navigator):
    total = navigator.get("/api/directory/places?typology=fablab").json()["total"]
    desk.goto("/?typology=fablab")
    settle(desk)
    expect(desk.locator("main")).to_contain_text(str(total))
    desk.reload()
    settle(desk)

    expect(desk.locator("main")).to_contain_text(str(total))


def test_a_filter_is_chosen_by_its_words_as_well_as_by_its_box(page: Page):
    page.goto("/")
    settle(page)
    opener = page.get_by_role("button", name=re.compile("^Filtr"))
    if opener.is_visible():  # on a phone
        opener.click()
    page.get_by_role("button", name="Typologie").click()
    page.get_by_text("Fablab", exact=False).locator("visible=true").first.click()

    expect(page).to_have_url(re.compile("typology=fablab"))


def test_a_long_list_can_be_sorted_again(desk: Page):
    desk.goto("/")
    settle(desk)
    desk.get_by_role("button", name="En voir plus").click()
    expect(desk.locator("main ol li a[href^='/lieux/']")).to_have_count(40)
    desk.get_by_label("Trier").select_option("-updated")
    settle(desk)

    expect(desk.locator("main ol li a[href^='/lieux/']")).to_have_count(20)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_has_land_and_sea(desk: Page, scheme):
    desk.emulate_media(color_scheme=scheme)
    desk.goto("/")
    settle(desk)

    drawn(desk)


def test_a_search_without_a_result_helps(page: Page):
    page.goto("/?typology=fablab&departement=2A&label=manufacture-de-proximite&tool=decidim")
    settle(page)

    expect(page.locator("main")).to_contain_text(re.compile("aucun", re.IGNORECASE))
    expect(page.locator("main").get_by_role("button").first).to_be_visible()


def test_an_error_is_said_and_can_be_retried(desk: Page, navigator):
    desk.route(
        "**/api/directory/tools*",
        lambda route: route.fulfill(
            status=503,
            content_type="application/problem+json",
            body='{"type":"/problems/unavailable","title":"Away","status":503}',
        ),
    )
    desk.goto("/outils")
    expect(desk.get_by_role("main").get_by_role("alert").first).to_be_visible()
    desk.unroute("**/api/directory/tools*")
    desk.get_by_role("button", name=re.compile("essayer", re.IGNORECASE)).first.click()
    settle(desk)

    expect(desk.locator("main a[href^='/outils/']").first).to_be_visible()


def test_the_keyboard_is_enough(desk: Page):
    desk.goto("/")
    settle(desk)
    desk.keyboard.press("Tab")
    expect(desk.locator(":focus")).to_have_attribute("href", re.compile("^#"))  # the skip link
    desk.keyboard.press("Enter")
    for _ in range(60):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement.matches('main a[href^=\"/lieux/\"]')"):
            break
    desk.keyboard.press("Enter")

    expect(desk).to_have_url(re.compile("/lieux/"))


def test_at_twice_the_size_nothing_is_lost(chromium, navigator):
    context = chromium.new_context(
        base_url=navigator.address, viewport={"width": 640, "height": 450}, service_workers="block"
    )
    page = context.new_page()
    page.goto("/")
    settle(page)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.locator("main a[href^='/lieux/']").first).to_be_attached()
    context.close()


def test_english_says_the_same(desk: Page):
    desk.goto("/")
    settle(desk)
    desk.get_by_role("button", name=re.compile("english|EN", re.IGNORECASE)).or_(
        desk.get_by_role("link", name=re.compile("english", re.IGNORECASE))
    ).first.click()

    expect(desk.locator("html")).to_have_attribute("lang", "en")
    expect(desk.locator("main")).to_contain_text(re.compile("places", re.IGNORECASE))


def test_offline_what_was_seen_can_be_seen_again(chromium, navigator):
    context = chromium.new_context(base_url=navigator.address, locale="fr-FR", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/")
    settle(page)
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    settle(page)
    context.set_offline(True)
    page.reload()

    expect(page.locator("main a[href^='/lieux/']").first).to_be_visible()
    expect(page.locator("body")).to_contain_text(re.compile("hors ligne", re.IGNORECASE))
    context.close()


def test_the_picture_of_the_readme(desk: Page):
    """Taken anew at each run; the one in docs is replaced by hand (`make picture`) when the page has changed."""
    desk.goto("/")
    settle(desk)
    expect(desk.locator(".leaflet-container")).to_be_visible()
    drawn(desk)
    desk.wait_for_load_state("networkidle")
    picture = ROOT / "test-results" / "explorer.png"
    picture.parent.mkdir(exist_ok=True)
    desk.screenshot(path=picture)

    assert picture.stat().st_size > 50_000
