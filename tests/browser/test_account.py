"""People as they act for places: they ask, answer, invite, hand over, moderate, and go."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
NAMES = {
    "camille": "Camille Roche",
    "sacha": "Sacha Lemaire",
    "dominique": "Dominique Vasseur",
    "alix": "Alix Berthier",
    "lou": "Lou Marchand",
    "morgan": "Morgan Etxeberria",
    "nour": "Nour Haddad",
}
SIGN_IN = "**/protocol/openid-connect/auth**"
NOBODY = {"exact": True, "name": "Se connecter"}

Window = Callable[..., Page]


@pytest.fixture
def window(chromium, own_navigator) -> Iterator[Window]:
    """A function: a browser of its own, signed in as somebody when it says who; a complaint of any fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(who: str | None = None, at: str = "/compte", *, width: str = "desk", scheme: str = "light") -> Page:
        context = chromium.new_context(
            base_url=own_navigator.address,
            viewport=WIDTHS[width],
            locale="fr-FR",
            service_workers="block",
            reduced_motion="reduce",
            color_scheme=scheme,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if who is None:
            page.goto(at)
        else:
            page.goto(f"/auth/login?next={at}")
            be(page, who)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def place(own_navigator) -> dict:
    """The place that Camille answers for, alone."""
    mine = own_navigator.ask("GET", "/api/directory/me", as_="camille").json()["mandates"]
    return next(one["organisation"] for one in mine if one["organisation"]["kind"] == "place")


def be(page: Page, who: str) -> None:
    """Choose who one is, and come back."""
    page.wait_for_url(SIGN_IN)
    page.get_by_role("button", name=NAMES[who]).click()
    page.wait_for_url(lambda address: "/realms/" not in address and "/auth/" not in address)


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


PAGES = {
    "account": ("lou", "/compte"),
    "account of a steward": ("camille", "/compte"),
    "places": ("camille", "/mes-lieux"),
    "no place": ("lou", "/mes-lieux"),
    "network": ("nour", "/mes-lieux"),
    "team": ("camille", "/lieux/{slug}/equipe"),
    "team of others": ("lou", "/lieux/{slug}/equipe"),
    "mandate": ("dominique", "/lieux/{slug}/mandat"),
    "mandate asked": ("lou", "/lieux/{slug}/mandat"),
    "mandate held": ("camille", "/lieux/{slug}/mandat"),
    "mandate of a stranger": (None, "/lieux/{slug}/mandat"),
    "account of a stranger": (None, "/compte"),
    "invitation": ("lou", "/invitation/nulle-part"),
    "moderation": ("morgan", "/moderation"),
    "moderation of others": ("lou", "/moderation"),
}


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [("desk", "light"), ("phone", "dark")])
def test_anyone_can_read_and_use_the_page(window, place, kind, width, scheme):
    who, address = PAGES[kind]
    page = window(who, address.format(slug=place["slug"]), width=width, scheme=scheme)
    settle(page)

    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert re.findall(r"\w [;:!?»](?:\s|$)", page.locator("body").inner_text()) == []


def test_a_visitor_is_not_asked_who_he_is(window):
    page = window()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/a-propos")
    settle(page)

    assert [url for url in asked if url.endswith(("/api/me", "/api/directory/me"))] == []
    expect(page.get_by_role("link", **NOBODY)).to_be_visible()


def test_what_a_stranger_wrote_is_there_once_signed_in_and_is_answered(window, place):
    page = window(None, f"/lieux/{place['slug']}/mandat")
    settle(page)
    page.get_by_role("radio", name="Membre").check()
    page.get_by_role("button", name="Se connecter pour l’envoyer").click()
    expect(page.get_by_role("alert").filter(has_text="à revoir")).to_be_focused()
    page.get_by_label("Qui je suis pour ce lieu").fill("J'ouvre le samedi.")
    page.get_by_role("button", name="Se connecter pour l’envoyer").click()
    be(page, "alix")
    settle(page)
    expect(page.get_by_label("Qui je suis pour ce lieu")).to_have_value("J'ouvre le samedi.")
    expect(page.get_by_role("radio", name="Membre")).to_be_checked()
    page.get_by_role("button", name="Envoyer ma demande").dblclick()
    expect(page.get_by_role("heading", name="Votre demande attend une réponse")).to_be_focused()
    page.reload()
    expect(page.locator("blockquote")).to_contain_text("J’ouvre le samedi.")

    steward = window("camille", "/mes-lieux")
    settle(steward)
    steward.get_by_role("button", name="Accepter la demande de Alix Berthier").click()
    expect(steward.get_by_role("status").filter(has_text="Alix Berthier agit maintenant")).to_be_visible()
    expect(steward.get_by_role("button", name="Accepter la demande de Alix Berthier")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Vous agissez déjà pour")).to_be_visible()


def test_a_refusal_says_why(window, place):
    steward = window("camille", f"/lieux/{place['slug']}/equipe")
    settle(steward)
    steward.get_by_role("button", name="Refuser la demande de Sacha Lemaire").click()
    question = steward.get_by_role("dialog")
    question.get_by_role("button", name="Refuser la demande").click()
    expect(question.get_by_label("Pourquoi")).to_be_focused()  # nobody is turned away without a reason
    question.get_by_label("Pourquoi").fill("Passez nous voir d'abord.")
    question.get_by_role("button", name="Refuser la demande").click()
    expect(steward.get_by_role("heading", name="Demandes")).to_be_focused()

    asker = window("sacha", f"/lieux/{place['slug']}/mandat")
    expect(asker.get_by_text("Passez nous voir d’abord.")).to_be_visible()
    expect(asker.get_by_role("button", name="Envoyer ma demande")).to_be_visible()


def test_an_invitation_is_good_for_one_person(window, place):
    steward = window("camille", f"/lieux/{place['slug']}/equipe")
    settle(steward)
    steward.get_by_label("Rôle", exact=True).select_option("editor")
    steward.get_by_role("button", name="Créer un lien").click()
    link = steward.get_by_label("Lien d’invitation").input_value()

    guest = window(None, link)
    guest.get_by_role("main").get_by_role("button", name="Se connecter").click()
    be(guest, "sacha")
    expect(guest.locator("main")).to_contain_text("Camille Roche vous invite")
    guest.get_by_role("button", name="Accepter l’invitation").click()
    expect(guest.get_by_role("heading", name="C’est fait")).to_be_visible()

    late = window("lou", link[link.index("/invitation/") :])
    expect(late.get_by_role("heading", name="Cette invitation n’ouvre plus rien")).to_be_visible()
    steward.reload()
    expect(steward.get_by_role("heading", name="Sacha Lemaire")).to_be_visible()


def test_access_that_is_taken_away_is_gone_at_once(window, place):
    lost = window("sacha", f"/lieux/{place['slug']}/equipe")
    expect(lost.get_by_role("heading", name="Qui agit")).to_be_visible()
    steward = window("camille", f"/lieux/{place['slug']}/equipe")
    settle(steward)
    steward.get_by_role("button", name="Retirer l’accès de Sacha Lemaire").click()
    steward.get_by_role("dialog").get_by_label("Pourquoi").fill("Un essai.")
    steward.get_by_role("dialog").get_by_role("button", name="Retirer l’accès").click()
    expect(steward.get_by_role("status").filter(has_text="L’accès de Sacha Lemaire est retiré")).to_be_visible()
    lost.reload()

    expect(lost.get_by_role("heading", name="L’équipe se montre")).to_be_visible()


def test_the_last_steward_hands_over_before_leaving(window, place):
    page = window("camille", "/compte")
    settle(page)
    page.get_by_role("button", name="Quitter ou passer la main").click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("Vous êtes la dernière personne responsable")
    expect(question.get_by_label("Quitter sans successeur")).not_to_be_checked()
    question.get_by_label("À qui").select_option(label="Alix Berthier (membre)")
    question.get_by_label("Ensuite").select_option("editor")
    question.get_by_role("button", name="Passer la main").click()

    expect(page.get_by_role("status").filter(has_text="Alix Berthier est maintenant responsable")).to_be_visible()
    expect(page.locator("#mandats")).to_contain_text("Gestionnaire")
    heir = window("alix", f"/lieux/{place['slug']}/equipe")
    expect(heir.get_by_role("heading", name="Inviter")).to_be_visible()


def test_moderators_read_before_the_public_does(window, own_navigator):
    page = window("morgan", "/moderation")
    settle(page)
    card = page.get_by_role("article").filter(has_text="Accueil patient")
    slug = card.get_by_role("link").first.get_attribute("href").rpartition("/")[2]
    card.get_by_role("button", name="Publier l’avis de Lou Marchand", exact=True).click()

    expect(page.get_by_role("status").filter(has_text="est publié")).to_be_visible()
    expect(card).to_have_count(0)
    said = own_navigator.get(f"/api/directory/places/{slug}/testimonials").json()["items"]
    assert "Accueil patient" in said[0]["text"]


def test_nothing_typed_is_lost_when_the_session_ends_elsewhere(window, place):
    page = window("dominique", f"/lieux/{place['slug']}/mandat")
    settle(page)
    page.get_by_label("Qui je suis pour ce lieu").fill("Je finance l'atelier.")
    elsewhere = window("dominique", "/compte")
    settle(elsewhere)
    elsewhere.locator("#appareils").get_by_role("button", name=re.compile("^Déconnecter")).last.click()
    expect(elsewhere.get_by_role("status").filter(has_text="déconnecté")).to_be_visible()
    page.get_by_role("button", name="Envoyer ma demande").click()
    expect(page.get_by_text("Votre session a pris fin.")).to_be_visible()
    expect(page.get_by_label("Qui je suis pour ce lieu")).to_have_value("Je finance l'atelier.")
    page.wait_for_timeout(1100)  # who proves again who he is does so after: the issuer counts in whole seconds
    page.get_by_role("button", name="Se reconnecter").click()
    be(page, "dominique")
    settle(page)

    expect(page.get_by_label("Qui je suis pour ce lieu")).to_have_value("Je finance l'atelier.")


def test_one_takes_ones_data_away_and_is_forgotten(window, tmp_path, place):
    page = window("dominique", "/compte")
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger mes données").click()
    archive = tmp_path / "mine.zip"
    download.value.save_as(archive)
    with zipfile.ZipFile(archive) as opened:
        assert {"account.json", "directory.json"} <= set(opened.namelist())
        assert "Dominique" in opened.read("account.json").decode()
    expect(page.get_by_text("Archive téléchargée")).to_be_visible()

    page.get_by_role("button", name="Effacer mon compte…").click()
    confirm = page.get_by_label("Pour confirmer, écrivez dominique")
    expect(confirm).to_be_focused()
    confirm.fill("Dominique ?")
    page.get_by_role("button", name="Effacer définitivement").click()
    expect(page.get_by_text("Ce n’est ni votre identifiant ni votre courriel.")).to_be_visible()
    confirm.fill("dominique@exemple.test")
    page.get_by_role("button", name="Effacer définitivement").click()
    expect(page.get_by_role("heading", name="Votre compte est effacé")).to_be_focused()
    expect(page.get_by_role("link", **NOBODY)).to_be_visible()
    page.goto("/compte")

    expect(page.get_by_role("main").get_by_role("button", name="Se connecter")).to_be_visible()


def test_a_favourite_is_found_in_the_account_and_taken_off_there(window, place):
    page = window("lou", f"/lieux/{place['slug']}")
    settle(page)
    page.evaluate(
        """async id => {
          const { csrf } = await (await fetch('/api/me')).json()
          await fetch(`/api/directory/me/favourites/place/${id}`, { method: 'PUT', headers: { 'x-csrf-token': csrf } })
        }""",
        place["id"],
    )
    page.goto("/compte")
    settle(page)
    page.get_by_role("button", name=re.compile("^Retirer .* de mes favoris")).click()

    expect(page.locator("#favoris")).to_contain_text("Aucun favori.")
