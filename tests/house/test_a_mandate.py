"""From a stranger to somebody who speaks for a place, and back, through the front door."""

import time

import pytest

OFFICE_HOURS = "Mo-Fr 09:00-18:00"


@pytest.fixture(scope="module")
def place(own_navigator):
    """A place of the demonstration that is in the network of Nour, and for which nobody acts."""
    mine = own_navigator.ask("GET", "/api/directory/me", as_="nour").json()["mandates"]
    network = next(one["organisation"] for one in mine if one["organisation"]["kind"] == "network")
    items = own_navigator.get(f"/api/directory/places?network={network['slug']}&limit=50").json()["items"]
    for one in items:
        if own_navigator.get(f"/api/directory/places/{one['slug']}/stewards").json()["stewards"] == 0:
            return one
    pytest.fail("every place of the network has a steward")


def edit(navigator, place, hours, *, as_=None):
    here = f"/api/directory/places/{place['slug']}"
    revision = navigator.get(here).json()["revision"]
    return navigator.ask("PATCH", here, as_=as_, json={"opening_hours": hours}, headers={"if-match": f'"{revision}"'})


def test_who_is_nobody_for_a_place_changes_nothing_of_it(own_navigator, place):
    assert edit(own_navigator, place, OFFICE_HOURS).status_code == 401
    assert edit(own_navigator, place, OFFICE_HOURS, as_="lou").status_code == 403
    assert edit(own_navigator, place, OFFICE_HOURS, as_="sacha").status_code == 403


def test_who_was_granted_a_mandate_edits_and_all_read_it_at_once(own_navigator, place):
    asked = own_navigator.ask(
        "POST",
        "/api/directory/mandates",
        as_="lou",
        json={"organisation_kind": "place", "organisation_id": place["id"], "role": "editor", "word": "J'y travaille."},
    )
    assert asked.status_code == 201, asked.text
    mandate = asked.json()["id"]
    inbox = own_navigator.ask("GET", "/api/directory/mandates/inbox", as_="nour").json()["items"]
    assert mandate in [one["id"] for one in inbox]
    assert own_navigator.ask("POST", f"/api/directory/mandates/{mandate}/grant", as_="lou", json={}).status_code == 403

    granted = own_navigator.ask("POST", f"/api/directory/mandates/{mandate}/grant", as_="nour", json={})
    assert granted.status_code == 200, granted.text
    edited = edit(own_navigator, place, OFFICE_HOURS, as_="lou")

    assert edited.status_code == 200, edited.text
    here = f"/api/directory/places/{place['slug']}"
    own_navigator.eventually(here, lambda answer: answer.json()["opening_hours"] == OFFICE_HOURS)
    source = next(one for one in own_navigator.get(here).json()["sources"] if one["field"] == "opening_hours")
    assert source["given_by"] == "place"
    history = own_navigator.get(f"{here}/history").json()["items"][0]
    assert history["changes"][0]["field"] == "opening_hours"
    assert history["by"]["name"] is None


def test_losing_it_takes_effect_within_a_second(own_navigator, place):
    mine = own_navigator.ask("GET", "/api/directory/me", as_="lou").json()["mandates"]
    mandate = next(one for one in mine if one["organisation"]["id"] == place["id"] and one["state"] == "granted")
    revoked = own_navigator.ask(
        "POST", f"/api/directory/mandates/{mandate['id']}/revoke", as_="nour", json={"reason": "Il est parti."}
    )
    assert revoked.status_code == 200, revoked.text

    time.sleep(1)
    assert edit(own_navigator, place, "24/7", as_="lou").status_code == 403


def test_an_edit_on_an_old_revision_changes_nothing_and_loses_nothing(own_navigator, place):
    here = f"/api/directory/places/{place['slug']}"

    old = own_navigator.ask("PATCH", here, as_="nour", json={"phone": "0299000000"}, headers={"if-match": '"1"'})
    blind = own_navigator.ask("PATCH", here, as_="nour", json={"phone": "0299000000"})

    assert (old.status_code, blind.status_code) == (412, 428)
    assert own_navigator.get(here).json()["opening_hours"] == OFFICE_HOURS
