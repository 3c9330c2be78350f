"""The pages of places, kept right by those who know: claims, hours, conflicts, corrections, discussions, new places."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PHONE = {"width": 390, "height": 844}

Enter = Callable[[str], Page]


def own_place(page: Page) -> dict:
    """The place that this person acts for."""
    return page.request.get("/api/directory/me/places").json()["items"][0]


def unclaimed(nour: Page) -> dict:
    """A place of Nour's network that nobody answers for."""
    mandates = nour.request.get("/api/directory/me").json()["mandates"]
    network = next(one["organisation"] for one in mandates if one["organisation"]["kind"] == "network")
    found = nour.request.get(f"/api/directory/places?network={network['slug']}&limit=100").json()["items"]
    for place in found:
        who = nour.request.get(f"/api/directory/places/{place['slug']}/stewards").json()
        if who["stewards"] + who["editors"] == 0:
            return place
    pytest.fail("every place of the network has a steward")


def section(page: Page, name: str) -> Locator:
    """The section of this name on the editing page, opened."""
    found = page.get_by_role("region", name=re.compile(f"^{name}"))
    title = found.get_by_role("heading", level=2).get_by_role("button")
    if title.get_attribute("aria-expanded") == "false":
        title.click()
    return found


def save(part: Locator) -> None:
    """Save this section, and wait until it says so."""
    part.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(part.get_by_text("enregistré", exact=True)).to_be_visible()


def confirm(page: Page, yes: str, reason: str = "") -> None:
    """Answer the question that has just been asked."""
    question = page.get_by_role("dialog")
    if reason:
        question.get_by_role("textbox").fill(reason)
    question.get_by_role("button", name=yes, exact=True).click()
    expect(question).to_have_count(0)


def faults(page: Page) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found["violations"]]


def test_a_person_claims_a_place_and_corrects_its_hours_in_a_few_steps(enter: Enter):
    nour, lou = enter("nour"), enter("lou")
    place = unclaimed(nour)
    # claim it: a link, a word, a button
    lou.goto(f"/lieux/{place['slug']}/mandat")
    lou.get_by_label(re.compile("Qui je suis pour ce lieu")).fill("J’ouvre la porte tous les matins.")
    lou.get_by_role("button", name="Envoyer ma demande").click()
    expect(lou.get_by_text("Demande envoyée.")).to_be_visible()
    # its network says yes: a button
    nour.goto("/mes-lieux")
    nour.get_by_role("button", name="Accepter la demande de Lou Marchand").click()
    expect(nour.get_by_text("Lou Marchand agit maintenant")).to_be_visible()
    # the hours: a usual week, one longer day, copied, Saturday, save
    lou.goto(f"/lieux/{place['slug']}/modifier#horaires")
    hours = section(lou, "Horaires")
    for day in hours.get_by_role("checkbox", name=re.compile("di$|dimanche", re.IGNORECASE)).all():
        day.uncheck()
    hours.get_by_role("button", name="Lundi–vendredi, 9").click()
    hours.get_by_label("Lundi, fermeture 1").fill("19h30")
    hours.get_by_role("button", name="Copier les horaires : Lundi").click()
    hours.get_by_role("group", name="Copier les horaires : Lundi").get_by_role(
        "button", name="Lundi à vendredi"
    ).click()
    hours.get_by_role("checkbox", name="Samedi").check()
    hours.get_by_label("Samedi, ouverture 1").fill("10")
    hours.get_by_label("Samedi, fermeture 1").fill("13")
    save(hours)

    kept = lou.request.get(f"/api/directory/places/{place['slug']}").json()["opening_hours"]
    assert kept.startswith("Mo-Fr 09:00-19:30; Sa 10:00-13:00")
    lou.get_by_role("link", name="Voir la fiche").click()
    expect(lou.get_by_role("table", name="Horaires")).to_contain_text("19 h 30".replace(" ", "\u00a0"))


def test_two_people_who_change_the_same_value_both_see_it_and_one_chooses(enter: Enter):
    first, second = enter("camille"), enter("camille")
    address = f"/lieux/{own_place(first)['slug']}/modifier#presentation"
    for page, summary in ((first, "Un atelier au bord du canal."), (second, "Un atelier dans une ancienne halle.")):
        page.goto(address)
        section(page, "Présentation").get_by_label("Résumé").fill(summary)
    save(section(first, "Présentation"))
    section(second, "Présentation").get_by_role("button", name="Enregistrer", exact=True).click()

    both = second.get_by_role("region", name="Quelqu’un a changé la fiche en même temps que vous")
    expect(both).to_contain_text("Un atelier au bord du canal.")
    expect(both).to_contain_text("Un atelier dans une ancienne halle.")
    assert faults(second) == []
    both.get_by_role("button", name="Garder la mienne").click()
    save(section(second, "Présentation"))
    expect(second.get_by_role("region", name="Présentation")).to_contain_text("Un atelier dans une ancienne halle.")


def test_what_was_typed_is_there_again_after_a_reload_and_goes_when_asked(enter: Enter):
    camille = enter("camille")
    camille.goto(f"/lieux/{own_place(camille)['slug']}/modifier#presentation")
    description = section(camille, "Présentation").get_by_label("Description")
    before = description.input_value()
    description.fill("Ce texte n’est pas encore envoyé.")
    expect(camille.get_by_text("Brouillon enregistré dans ce navigateur.")).to_be_visible()
    camille.reload()
    expect(camille.get_by_label("Description")).to_have_value("Ce texte n’est pas encore envoyé.")
    expect(camille.get_by_text(re.compile("Votre brouillon est revenu"))).to_be_visible()
    camille.get_by_role("button", name="Abandonner le brouillon").click()
    confirm(camille, "Abandonner")

    expect(camille.get_by_label("Description")).to_have_value(before)


def test_a_mistake_is_said_beside_its_field_and_nothing_typed_is_lost(enter: Enter):
    camille = enter("camille")
    camille.goto(f"/lieux/{own_place(camille)['slug']}/modifier#contact")
    contact = section(camille, "Contact")
    contact.get_by_label("Courriel").fill("bonjour@")
    contact.get_by_label("Téléphone").fill("12")
    contact.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(contact.get_by_role("alert").filter(has_text="à revoir")).to_be_focused()
    contact.get_by_role("link", name=re.compile("Le courriel")).click()
    expect(contact.get_by_label("Courriel")).to_be_focused()
    assert faults(camille) == []
    contact.get_by_label("Courriel").fill("bonjour@exemple.test")
    contact.get_by_role("button", name="Enregistrer", exact=True).click()  # the directory knows telephone numbers
    expect(contact.get_by_label("Téléphone")).to_have_attribute("aria-invalid", "true")
    contact.get_by_label("Téléphone").fill("02 99 00 00 00")
    save(contact)

    expect(camille.get_by_role("region", name="Contact")).to_contain_text("bonjour@exemple.test")


def test_a_value_is_confirmed_by_one_press(enter: Enter):
    camille = enter("camille")
    camille.goto(f"/lieux/{own_place(camille)['slug']}/modifier")
    identity = camille.get_by_role("region", name="Identité")
    expect(identity.get_by_text("à vérifier").first).to_be_visible()
    identity.get_by_role("button", name="C’est toujours juste : Nom").click()

    expect(identity.get_by_role("button", name="C’est toujours juste : Nom")).to_have_count(0)
    expect(identity).to_contain_text("Donné par le lieu")


def test_a_correction_is_proposed_taken_over_and_told(enter: Enter):
    camille, lou = enter("camille"), enter("lou")
    address = f"/lieux/{own_place(camille)['slug']}"
    lou.goto(address)
    lou.get_by_role("link", name="Proposer une correction").click()
    founded = section(lou, "Identité")
    founded.get_by_label("Ouverture").fill("1998")
    founded.get_by_role("button", name="Ajouter à ma correction").click()
    lou.get_by_label("Un mot pour elles et eux").fill("C’est gravé au-dessus de la porte.")
    assert faults(lou) == []
    lou.get_by_role("button", name="Envoyer la correction").click()
    expect(lou.get_by_role("heading", name="Merci, votre correction est envoyée")).to_be_visible()
    camille.goto(f"{address}/modifier#corrections")
    waiting = camille.get_by_role("article").filter(has_text="C’est gravé au-dessus de la porte.")
    waiting.get_by_role("button", name="Accepter").click()
    expect(waiting).to_have_count(0)

    expect(camille.get_by_role("region", name="Identité")).to_contain_text("1998")
    lou.goto("/mes-lieux")
    expect(lou.get_by_role("article").filter(has_text="1998")).to_contain_text("acceptée")
    lou.goto(f"{address}/historique")
    expect(lou.get_by_role("listitem").filter(has_text="1998").first).to_contain_text("pour le lieu")
    assert faults(lou) == []


def test_a_comment_is_said_answered_reported_and_taken_back(enter: Enter):
    camille, lou = enter("camille"), enter("lou")
    address = f"/lieux/{own_place(camille)['slug']}"
    lou.goto(address)
    lou.get_by_label("Dire quelque chose").fill("Le four est-il **libre** samedi ?")
    lou.get_by_role("button", name="Publier", exact=True).click()
    expect(lou.get_by_text("Votre message est publié.")).to_be_visible()
    expect(lou.locator("#discussion strong", has_text=re.compile("^libre$"))).to_be_visible()
    camille.goto(address)
    message = camille.get_by_role("article", name="Message de Lou Marchand").first
    message.get_by_role("button", name="Répondre à Lou Marchand").click()
    message.get_by_role("textbox", name="Répondre à Lou Marchand").fill("Oui, @Lou Marchand, à partir de midi.")
    message.get_by_role("button", name="Publier la réponse").click()
    expect(camille.locator(".mention", has_text="Lou Marchand").first).to_be_visible()
    message.get_by_role("button", name="Signaler le message de Lou Marchand").click()
    confirm(camille, "Signaler", "Un essai")
    expect(camille.get_by_text("Merci, la modération va regarder.")).to_be_visible()
    lou.reload()
    lou.get_by_role("article", name="Message de Lou Marchand").first.get_by_role("button", name="Retirer").click()
    confirm(lou, "Retirer")

    expect(lou.get_by_text("Message retiré par la personne qui l’a écrit.").first).to_be_visible()
    assert faults(lou) == []


def test_a_testimonial_waits_until_a_moderator_has_read_it(enter: Enter):
    camille, lou = enter("camille"), enter("lou")
    lou.goto(f"/lieux/{own_place(camille)['slug']}")
    lou.get_by_role("button", name="Donner votre avis").click()
    lou.get_by_label("Donner votre avis").fill("On y est bien, et le café est bon.")
    lou.get_by_role("button", name="Envoyer mon avis").click()

    expect(lou.get_by_text("en attente de relecture")).to_be_visible()
    camille.goto(f"/lieux/{own_place(camille)['slug']}")
    expect(camille.get_by_role("heading", name="Avis")).to_be_visible()
    expect(camille.get_by_text("On y est bien, et le café est bon.")).to_have_count(0)


def test_a_tool_is_declared_and_no_longer_used(enter: Enter):
    camille = enter("camille")
    camille.goto(f"/lieux/{own_place(camille)['slug']}/modifier#outils")
    tools = camille.get_by_role("region", name="Outils utilisés")
    tools.get_by_role("button", name="Déclarer un outil").click()
    tools.get_by_role("combobox", name=re.compile("Quel outil")).fill("open")
    tools.get_by_role("listbox").get_by_role("option").first.click()
    name = tools.get_by_role("combobox", name=re.compile("Quel outil")).input_value()
    tools.get_by_label("Depuis quand").fill("2021")
    tools.get_by_role("button", name="Enregistrer cet outil").click()
    expect(tools.get_by_role("heading", name=name, level=3)).to_be_visible()
    tools.get_by_role("button", name=f"Ne plus utiliser {name}").click()
    confirm(camille, "Retirer cet outil")

    expect(tools.get_by_role("heading", name=name, level=3)).to_have_count(0)


def test_a_place_is_added_seen_by_few_and_appears_once_confirmed(enter: Enter, navigator):
    lou, morgan = enter("lou"), enter("morgan")
    lou.goto("/lieux/nouveau")
    lou.get_by_role("button", name="Ajouter ce lieu").click()
    expect(lou.get_by_role("alert").filter(has_text="à revoir")).to_be_focused()
    assert faults(lou) == []
    lou.get_by_role("textbox", name=re.compile("^Nom")).fill("La Grange aux Étincelles")
    lou.get_by_role("combobox", name=re.compile("^Commune")).fill("brest")
    lou.get_by_role("option", name=re.compile("Brest.*Finistère")).click()
    lou.get_by_role("button", name="Ajouter ce lieu").click()
    expect(lou.get_by_role("heading", name=re.compile("est ajouté$"))).to_be_visible()
    lou.get_by_role("link", name="Voir où il en est").click()
    expect(lou.get_by_role("heading", name="Ce lieu attend d’être confirmé")).to_be_visible()
    path = lou.evaluate("location.pathname")
    assert navigator.get(f"/api/directory/places/{path.split('/')[-1]}").status_code == 404
    morgan.goto(path)
    morgan.get_by_role("button", name="Confirmer ce lieu").click()

    expect(morgan.get_by_role("link", name="Modifier la fiche")).to_be_visible()
    assert navigator.get(f"/api/directory/places/{path.split('/')[-1]}").json()["state"] == "published"


def test_a_place_is_closed_and_opened_again_by_its_network(enter: Enter):
    nour = enter("nour")
    nour.goto(f"/lieux/{unclaimed(nour)['slug']}")
    nour.get_by_role("button", name="Fermer ce lieu").click()
    confirm(nour, "Fermer ce lieu", "Le bail n’est pas renouvelé.")
    expect(nour.get_by_text("Ce lieu a fermé ; sa fiche reste pour mémoire".replace(" ;", "\u202f;"))).to_be_visible()
    nour.get_by_role("button", name="Rouvrir ce lieu").click()
    confirm(nour, "Rouvrir ce lieu", "Le bail est renouvelé.")

    expect(nour.get_by_role("button", name="Fermer ce lieu")).to_be_visible()


def test_a_favourite_is_kept(enter: Enter):
    lou = enter("lou")
    lou.goto("/reseaux")
    lou.locator("main a[href^='/reseaux/']").first.click()
    lou.get_by_role("button", name="Ajouter à mes favoris").click()
    expect(lou.get_by_role("button", name="Dans mes favoris")).to_be_visible()
    lou.reload()

    expect(lou.get_by_role("button", name="Dans mes favoris")).to_have_attribute("aria-pressed", "true")


def test_a_stranger_is_shown_the_way_in(desk: Page, navigator):
    place = navigator.get("/api/directory/places?limit=1").json()["items"][0]
    desk.goto(f"/lieux/{place['slug']}/modifier")

    expect(desk.get_by_role("heading", name="Connectez-vous pour continuer")).to_be_visible()
    expect(desk.get_by_role("main").get_by_role("link", name="Se connecter")).to_have_attribute(
        "href", re.compile("next=.*modifier")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "/modifier", "/modifier#horaires", "/modifier#adresse", "/historique"])
def test_axe_finds_nothing_and_nothing_overflows_a_phone(enter: Enter, path, scheme):
    camille = enter("camille")
    camille.emulate_media(color_scheme=scheme)
    for viewport in (PHONE, {"width": 1280, "height": 900}):
        camille.set_viewport_size(viewport)
        camille.goto("about:blank")
        camille.goto(f"/lieux/{own_place(camille)['slug']}{path}")
        expect(camille.locator("main h1").first).to_be_visible()
        camille.wait_for_load_state("networkidle")

        assert faults(camille) == []
        assert camille.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
