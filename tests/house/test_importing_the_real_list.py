"""An operator imports the list of 2019 and sees it through the front door, by way of the bus."""

import json


def total(answer):
    return answer.json()["total"]


def import_it(navigator, shared_data, report):
    """Import the list by the command; its report."""
    file = shared_data / "tiers_lieux_cget_2019.csv"
    done = navigator.nav("import", "places", str(file), "--source", "cget-2019", "--report", str(report))
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(report.read_text())


def test_the_real_list_arrives_by_way_of_the_bus(navigator, shared_data, tmp_path):
    before = total(navigator.get("/api/directory/places"))
    assert navigator.get("/api/directory/places").headers["x-cache"] == "hit"

    counts = import_it(navigator, shared_data, tmp_path / "report.json")

    assert counts["created"] + counts["rejected"] == 1512
    assert counts["rejected"] < 20
    assert counts["suspected_duplicates"] > 3
    navigator.eventually("/api/directory/places", lambda answer: total(answer) == before + counts["created"])
    found = navigator.get("/api/directory/places?near=48.869483,2.361539&within=300&limit=100").json()["items"]
    assert "Anticafé" in {place["name"] for place in found}


def test_importing_it_again_changes_nothing(navigator, shared_data, tmp_path):
    before = navigator.get("/api/directory/summary").json()

    counts = import_it(navigator, shared_data, tmp_path / "report.json")

    assert (counts["created"], counts["changed"]) == (0, 0)
    assert navigator.get("/api/directory/summary").json() == before


def test_a_file_that_is_no_list_is_refused_and_loses_nothing(navigator, tmp_path):
    nonsense = tmp_path / "nonsense.csv"
    nonsense.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    before = navigator.get("/api/directory/summary").json()

    refused = navigator.nav("import", "places", str(nonsense), "--source", "cget-2019")

    assert refused.returncode != 0
    assert "Traceback" not in refused.stdout + refused.stderr
    assert navigator.get("/api/directory/summary").json() == before
