"""What a shared page says, whatever people write in it."""

import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from gateway.pages.heads import Head, as_script, of_network, of_place, of_tool, shorten

SITE = "Navigateur"
URL = "http://127.0.0.1:8080/lieux/l-atelier-rennes"
UNKNOWN_ADDRESS = dict.fromkeys(("street", "postcode", "commune", "region"))
PLACE = {
    "name": "L'Atelier",
    "summary": None,
    "description": None,
    "address": UNKNOWN_ADDRESS,
    "location": None,
    "contact": {"email": None, "phone": None},
    "website": None,
    "links": [],
}


class Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.text = ""

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


@given(st.text(min_size=1), st.text())
def test_no_content_breaks_out_of_the_head(name, summary):
    head = of_place(PLACE | {"name": name, "summary": summary}, url=URL, site=SITE)
    elements = Elements()
    elements.feed(head.html(site=SITE))

    assert [tag for tag, _ in elements.found] == ["link"] + ["meta"] * 7 + ["script"]
    assert json.loads(elements.text)["name"] == name


def test_a_script_cannot_be_closed_from_within():
    assert "</script" not in as_script({"name": "</script><script>alert(1)</script><!--"})


def test_what_is_unknown_is_not_said():
    data = of_place(PLACE, url=URL, site=SITE).data

    assert set(data) == {"@type", "@id", "url", "name"}


def test_a_place_says_where_it_is():
    place = PLACE | {
        "address": UNKNOWN_ADDRESS | {"commune": "Rennes", "postcode": "35000"},
        "location": {"latitude": 48.1, "longitude": -1.7},
        "website": "https://atelier.example",
    }
    head = of_place(place, url=URL, site=SITE)

    assert head.title == "L'Atelier, Rennes · Navigateur"
    assert head.data["geo"]["latitude"] == 48.1
    assert head.data["address"]["addressLocality"] == "Rennes"
    assert head.data["sameAs"] == ["https://atelier.example"]


def test_networks_and_tools_are_of_their_own_types():
    network = {"name": "Réseau", "summary": "Un réseau.", "description": None, "region": "Bretagne", "website": None}
    tool = {
        "name": "Outil",
        "kind": "software",
        "summary": "Un outil.",
        "description": None,
        "licence": "AGPL-3.0-or-later",
        "website": "https://outil.example",
        "repository": None,
        "maker": None,
    }

    assert of_network(network, url=URL, site=SITE).data["@type"] == "Organization"
    assert of_tool(tool, url=URL, site=SITE).data["@type"] == "SoftwareApplication"


@given(st.text(max_size=1000))
def test_a_description_fits(text):
    assert len(shorten(text)) <= 200


def test_a_description_is_cut_at_a_word():
    assert shorten("un deux trois quatre", 12) == "un deux…"


def test_an_image_makes_a_large_card():
    assert "summary_large_image" in Head(title="t", description="d", canonical=URL).html(site=SITE, image="/image.png")
