"""The documentation, served without any other address."""

import json
import re

DESCRIBED = {
    "openapi": "3.1.0",
    "info": {"title": "directory", "version": "1"},
    "paths": {
        "/places": {"get": {"operationId": "x", "summary": "Places", "responses": {"200": {"description": "ok"}}}}
    },
}


def services_paths(answer):
    return [path for path in answer.json()["paths"] if not path.startswith(("/auth/", "/api/me"))]


async def test_one_document_of_all_services(client, service):
    service.say("/openapi.json", json.dumps(DESCRIBED).encode())

    answer = await client.get("/openapi.json")

    assert services_paths(answer) == ["/api/directory/places"]
    assert "/auth/login" in answer.json()["paths"]
    assert (await client.get("/openapi.json", headers={"If-None-Match": answer.headers["etag"]})).status_code == 304
    asked = len(service.asked)
    await client.get("/openapi.json")
    assert len(service.asked) == asked


async def test_a_service_that_is_away_is_left_out_until_it_is_back(serving, service):
    settings = {"services": {"directory": service.url, "needs": "http://127.0.0.1:1"}}
    service.say("/openapi.json", json.dumps(DESCRIBED).encode())
    async with serving(**settings) as (client, gateway):
        assert services_paths(await client.get("/openapi.json")) == ["/api/directory/places"]
        gateway.neighbours["needs"].pool.port = gateway.neighbours["directory"].pool.port
        answer = await client.get("/openapi.json")
        assert services_paths(answer) == ["/api/directory/places", "/api/needs/places"]


async def test_facts_are_described(client):
    described = (await client.get("/asyncapi.json")).json()

    assert described["asyncapi"].startswith("3.")
    assert "directory.place.changed.v1" in described["channels"]


async def test_the_page_has_all_it_needs_here_and_nothing_inline(client):
    page = await client.get("/docs")

    assert page.status_code == 200
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style| style=| on\w+=", page.text)
    needed = re.findall(r'(?:href|src)="(/docs/[^"]+)"', page.text)
    assert len(needed) == 4
    for path in needed:
        answer = await client.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/")
    assert "https://" not in page.text
    assert (await client.get("/docs/nothing.js")).status_code == 404
    assert (await client.get("/docs/")).headers["location"] == "/docs"
