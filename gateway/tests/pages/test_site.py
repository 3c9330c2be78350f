"""The web client's pages as people, search engines and other sites get them."""

import json
import re
import xml.etree.ElementTree as ET

import pytest

INDEX = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Modèle</title>
<meta
  name="description" content="modèle">
<!--head-->
<script type="module" src="/assets/main-1a2b.js"></script></head><body><div id="app"></div></body></html>
"""
PLACE = {
    "id": "0198c2f0-0000-7000-8000-000000000001",
    "slug": "l-atelier-rennes",
    "name": "L'Atelier </script><script>alert(1)</script>",
    "summary": 'Un "lieu" & <b>plus</b>',
    "description": None,
    "address": {"street": None, "postcode": "35000", "commune": "Rennes", "region": "Bretagne"},
    "location": {"latitude": 48.1, "longitude": -1.68},
    "contact": {"email": None, "phone": None},
    "website": None,
    "links": [],
    "updated_at": "2026-01-02T03:04:05Z",
}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def root(tmp_path):
    (tmp_path / "index.html").write_text(INDEX)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "main-1a2b.js").write_text("console.log('tiers-lieux');" * 100)
    (tmp_path / "assets" / "main-1a2b.js.br").write_bytes(b"precompressed")
    (tmp_path / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "og.png").write_bytes(b"\x89PNG")
    return tmp_path


@pytest.fixture
async def site(serving, service, root):
    service.say("/places/l-atelier-rennes", json.dumps(PLACE).encode(), cache_tag="place", etag='"3"')
    settings = {"services": {"directory": service.url}, "web_root": root, "stale_seconds": 60}
    async with serving(**settings) as (client, _):
        yield client


def head_of(answer):
    return answer.text.partition("</head>")[0]


async def test_a_place_page_says_what_it_is_about(site, service):
    answer = await site.get("/lieux/l-atelier-rennes")
    head = head_of(answer)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert head.count("<title>") == head.count('name="description"') == 1
    assert "Rennes" in re.search("<title>(.*?)</title>", head)[1]
    assert 'rel="canonical" href="http://navigator.test/lieux/l-atelier-rennes"' in head
    assert 'property="og:image" content="http://navigator.test/og.png"' in head
    assert '/assets/main-1a2b.js"></script></head>' in answer.text
    assert "<script>alert" not in answer.text
    assert "<b>plus" not in answer.text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', head)[1])
    assert data["@type"] == "Place"
    assert data["name"] == PLACE["name"]

    await site.get("/lieux/l-atelier-rennes")
    assert len(service.asked) == 1


@pytest.mark.parametrize("location", ["/places/l-atelier-rennes", "l-atelier-rennes"])
async def test_what_is_shared_is_the_page_at_its_one_address(site, service, location):
    by_id = PLACE["id"]
    service.say(f"/places/{by_id}", json.dumps(PLACE).encode(), cache_tag="place")
    service.say("/places/ancien-nom", b"", status=308, location=location, cache_tag="place")

    for other in (by_id, "ancien-nom"):
        answer = await site.get(f"/lieux/{other}")
        assert (answer.status_code, answer.headers["location"]) == (308, "/lieux/l-atelier-rennes")


@pytest.mark.parametrize("path", ["/lieux/inconnu", "/lieux/a/b", "/nulle-part", "/lieux/é", "/outils/inconnu"])
async def test_an_unknown_page_is_a_404_with_the_client(site, path):
    answer = await site.get(path)

    assert answer.status_code == 404
    assert 'id="app"' in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text


@pytest.mark.parametrize("path", ["/", "/reseaux", "/outils", "/a-propos"])
async def test_client_routes_get_the_client(site, path):
    answer = await site.get(path)

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"
    assert f'rel="canonical" href="http://navigator.test{path}"' in answer.text
    again = await site.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_networks_and_tools_have_pages(site, service):
    network = {
        "slug": "relief",
        "name": "Relief",
        "summary": None,
        "description": None,
        "region": None,
        "website": None,
    }
    tool = {**network, "slug": "dokos", "name": "Dokos", "kind": "software", "licence": "GPL-3.0", "repository": None}
    service.say("/networks/relief", json.dumps(network).encode(), cache_tag="network")
    service.say("/tools/dokos", json.dumps({**tool, "maker": None}).encode(), cache_tag="tool")

    assert "Relief" in head_of(await site.get("/reseaux/relief"))
    assert '"SoftwareApplication"' in head_of(await site.get("/outils/dokos"))


async def test_with_the_service_away_the_client_still_opens(serving, root):
    async with serving(services={"directory": "http://127.0.0.1:1"}, web_root=root) as (client, _):
        answer = await client.get("/lieux/l-atelier-rennes")

    assert answer.status_code == 503
    assert 'id="app"' in answer.text


async def test_hashed_files_are_for_ever_and_precompressed(site):
    answer = await site.get("/assets/main-1a2b.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"

    async with site.stream("GET", "/assets/main-1a2b.js", headers={"Accept-Encoding": "br"}) as raw:
        assert b"".join([chunk async for chunk in raw.aiter_raw()]) == b"precompressed"
        known = {"If-None-Match": raw.headers["etag"], "Accept-Encoding": "br"}
    assert (await site.get("/assets/main-1a2b.js", headers=known)).status_code == 304


async def test_other_files_are_asked_for_again(site, root):
    first = await site.get("/icon.svg")
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["content-type"] == "image/svg+xml"

    (root / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>")
    assert "<g/>" in (await site.get("/icon.svg")).text


@pytest.mark.parametrize("path", ["/assets/gone.js", "/favicon.ico", "/.env", "/index.html.br"])
async def test_a_missing_file_is_no_page(site, path):
    answer = await site.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_nothing_outside_the_folder_is_served(site, root, talk):
    (root.parent / "secret.txt").write_text("secret")
    (root / "link.txt").symlink_to(root.parent / "secret.txt")

    for path in (b"/../secret.txt", b"/assets/../../secret.txt", b"/%2e%2e/secret.txt", b"/link.txt"):
        assert b"\r\n\r\nsecret" not in await talk(site, b"GET " + path + b" HTTP/1.1\r\nHost: a\r\n\r\n")


async def test_a_slash_too_many_leads_back(site):
    answer = await site.get("/reseaux/")

    assert (answer.status_code, answer.headers["location"]) == (308, "/reseaux")


async def test_a_page_takes_no_write(site):
    answer = await site.post("/lieux/l-atelier-rennes", content=b"x")

    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


async def test_until_the_client_is_built_a_page_says_how(client):
    answer = await client.get("/")

    assert answer.status_code == 200
    assert "make run" in answer.text
    assert (await client.get("/docs/missing.css")).status_code == 200


async def test_the_client_is_told_its_configuration(serving, tmp_path):
    (tmp_path / "ecosystem.toml").write_text('name = "jardins"\ntitle_fr = "Jardins"\ntitle_en = "Gardens"\n')
    async with serving(ecosystem=tmp_path, tiles_url="https://tiles.example/{z}/{x}/{y}.png") as (client, _):
        told = (await client.get("/api/config")).json()
    assert told["ecosystem"]["title_en"] == "Gardens"
    assert told["tiles_url"] == "https://tiles.example/{z}/{x}/{y}.png"
    assert told["version"]


async def test_robots_are_shown_the_map(site):
    answer = await site.get("/robots.txt")

    assert answer.headers["content-type"].startswith("text/plain")
    assert "Sitemap: http://navigator.test/sitemap.xml" in answer.text


def listing(service, path, documents, size=2):
    """A service's list, a few at a time."""

    async def answer(scope, receive, send):
        at = int(dict(re.findall(rb"(\w+)=([^&]*)", scope["query_string"])).get(b"cursor", b"0"))
        following = at + size if at + size < len(documents) else None
        page = {"items": documents[at : at + size], "total": len(documents), "next": following and str(following)}
        lines = [(b"content-type", b"application/json"), (b"cache-tag", b"place")]
        await send({"type": "http.response.start", "status": 200, "headers": lines})
        await send({"type": "http.response.body", "body": json.dumps(page).encode()})

    service.answers[path] = answer


async def test_the_map_names_every_page(site, service, monkeypatch):
    monkeypatch.setattr("gateway.pages.sitemap.PER_FILE", 3)
    places = [{"slug": f"lieu-{number}", "updated_at": "2026-01-02T03:04:05Z"} for number in range(7)]
    listing(service, "/places", places)
    listing(service, "/networks", [{"slug": "relief", "updated_at": "2026-01-02T03:04:05Z"}])
    listing(service, "/tools", [])

    index = ET.fromstring((await site.get("/sitemap.xml")).content)
    files = [one.text for one in index.findall(".//s:loc", SITEMAP)]
    assert [file.rpartition("/")[2] for file in files] == [
        "pages.xml",
        "lieux-1.xml",
        "lieux-2.xml",
        "lieux-3.xml",
        "reseaux-1.xml",
    ]
    pages = []
    for file in files:
        answer = await site.get(file.removeprefix("http://navigator.test"))
        assert answer.headers["content-type"] == "application/xml"
        pages += [one.text for one in ET.fromstring(answer.content).findall(".//s:loc", SITEMAP)]
    assert len(pages) == len(set(pages)) == 4 + 7 + 1
    assert "http://navigator.test/lieux/lieu-6" in pages
    assert b"<lastmod>2026-01-02T03:04:05Z</lastmod>" in (await site.get("/sitemaps/lieux-1.xml")).content
    asked = len(service.asked)
    await site.get("/sitemap.xml")
    assert len(service.asked) == asked


@pytest.mark.parametrize("name", ["lieux-0", "lieux-9", "lieux", "nulle-1", "pages-1"])
async def test_there_is_no_other_map(site, service, name):
    for path in ("/places", "/networks", "/tools"):
        listing(service, path, [])

    assert (await site.get(f"/sitemaps/{name}.xml")).status_code == 404


async def test_without_the_service_there_is_no_map_but_a_reason(serving, root):
    async with serving(services={"directory": "http://127.0.0.1:1"}, web_root=root) as (client, _):
        assert (await client.get("/sitemap.xml")).status_code == 503


@pytest.mark.parametrize(
    "path",
    [
        "/compte",
        "/mes-lieux",
        "/moderation",
        "/lieux/nouveau",
        "/lieux/inconnu/modifier",
        "/lieux/l-atelier-rennes/historique",
        "/reseaux/relief/equipe",
        "/partenaires/la-region/mandat",
        "/invitation/AbC_dEf-123",
    ],
)
async def test_a_page_for_one_person_opens_and_is_not_listed(site, path):
    answer = await site.get(path)

    assert answer.status_code == 200
    assert '<meta name="robots" content="noindex">' in answer.text
