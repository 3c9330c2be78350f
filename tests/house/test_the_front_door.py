"""What a visitor and a partner get through the gateway, from the whole house."""

import json
import re


def test_the_summary_counts_the_demonstration(navigator):
    summary = navigator.get("/api/directory/summary").json()

    invented = navigator.get("/api/directory/places?demo=true").json()["total"]

    assert summary["demo"] is True
    assert 280 <= invented <= 330
    assert summary["places"] >= invented
    assert summary["tools"] >= 35
    assert summary["usages"] > 500


def test_a_list_a_place_and_its_page_agree(navigator):
    first = navigator.get("/api/directory/places?demo=true&limit=1").json()["items"][0]

    by_id = navigator.get(f"/api/directory/places/{first['id']}")
    by_slug = navigator.get(f"/api/directory/places/{first['slug']}")
    page = navigator.get(f"/lieux/{first['slug']}")

    assert by_id.json() == by_slug.json() == first
    assert page.status_code == 200
    assert first["name"].split("&")[0][:10] in page.text
    assert '"application/ld+json"' in page.text
    assert first["demo"] is True


def test_a_cursor_walk_meets_every_place_once(navigator):
    seen, path = [], "/api/directory/places?limit=100"
    while path:
        answer = navigator.get(path)
        seen += [place["id"] for place in answer.json()["items"]]
        cursor = answer.json()["next"]
        path = cursor and f"/api/directory/places?limit=100&cursor={cursor}"

    assert len(seen) == len(set(seen)) == answer.json()["total"]


def test_overseas_is_france_too(navigator):
    facets = navigator.get("/api/directory/places/facets").json()

    assert {"01", "02", "03", "04", "06"} <= {region["key"] for region in facets["region"]}


def test_an_unchanged_answer_costs_nothing_the_second_time(navigator):
    first = navigator.get("/api/directory/places?typology=fablab")
    again = navigator.get("/api/directory/places?typology=fablab", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""


def test_a_stranger_changes_nothing(navigator):
    place = navigator.get("/api/directory/places?limit=1").json()["items"][0]
    described = navigator.get("/openapi.json").json()["paths"]
    writes = [(verb, path) for path, verbs in described.items() for verb in verbs if verb != "get"]
    answers = {}
    for verb, path in writes:
        aimed = re.sub(r"\{reference\}", place["slug"], path)
        answer = navigator.ask(verb.upper(), re.sub(r"\{\w+\}", place["id"], aimed), json={})
        if path != "/auth/backchannel-logout":  # the issuer's own, who proves himself by what he says
            answers[verb, path] = answer.status_code

    assert len(answers) > 50
    assert {key: status for key, status in answers.items() if status not in {401, 404}} == {}
    assert navigator.get(f"/api/directory/places/{place['id']}").json() == place


def test_bad_input_names_the_parameter(navigator):
    answer = navigator.get("/api/directory/places?limit=0&bbox=1,2,3")

    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert {error["parameter"] for error in answer.json()["errors"]} >= {"limit"} | {"bbox"}


def test_every_page_is_under_a_strict_policy(navigator):
    policy = navigator.get("/").headers["content-security-policy"]

    assert "unsafe" not in policy
    assert "default-src" in policy


def test_what_shared_pages_say_is_readable_by_machines(navigator):
    tool = navigator.get("/api/directory/tools?limit=1").json()["items"][0]
    page = navigator.get(f"/outils/{tool['slug']}").text
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]

    assert json.loads(block)["name"] == tool["name"]
    assert navigator.get("/lieux/nulle-part").status_code == 404
    assert "<urlset" in navigator.get("/sitemap.xml").text or "<sitemapindex" in navigator.get("/sitemap.xml").text


def test_the_parts_say_they_are_well(navigator):
    assert navigator.get("/readyz").json()["status"] == "ok"
    doctor = navigator.nav("doctor")
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
