"""Two entries of one place become one in the browser, and two again."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def confirm(page: Page, yes: str, reason: str) -> None:
    """Say why in the open dialog, and do it."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Pourquoi ?").fill(reason)
    dialog.get_by_role("button", name=yes, exact=True).click()
    expect(dialog).to_be_hidden()


def test_a_moderator_merges_two_places_and_undoes_it(enter, navigator):
    found = navigator.get("/api/directory/places?limit=100").json()["items"]
    gone, kept = found[70], found[75]
    morgan = enter("morgan")

    morgan.goto(f"/lieux/{gone['slug']}")
    morgan.get_by_role("button", name="Fusionner avec un autre").click()
    box = morgan.get_by_role("dialog").get_by_role("combobox", name="La fiche qui reste")
    box.fill(kept["name"])
    morgan.get_by_role("option", name=kept["name"]).first.click()
    confirm(morgan, "Fusionner", "Deux fiches, une seule porte.")
    morgan.wait_for_url(f"**/lieux/{kept['slug']}")
    led = navigator.eventually(f"/lieux/{gone['slug']}", lambda answer: answer.status_code == 308)
    assert led.headers["location"] == f"/lieux/{kept['slug']}"

    morgan.get_by_role("button", name="Défaire la fusion").click()
    confirm(morgan, "Défaire la fusion", "Il y a bien deux portes.")
    expect(morgan.get_by_text("La fusion est défaite.")).to_be_visible()
    morgan.goto(f"/lieux/{gone['slug']}")
    expect(morgan.get_by_role("heading", level=1)).to_be_visible()
    expect(morgan).to_have_url(f"{navigator.address}/lieux/{gone['slug']}")
    again = navigator.eventually(f"/api/directory/places/{gone['slug']}", lambda answer: answer.status_code == 200)
    assert again.json()["state"] == "published"
    assert again.json()["name"] == gone["name"]
