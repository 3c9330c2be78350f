"""One document of many."""

import json

from gateway.docs.openapi import installed, merge, operation_id, own


def described(path, schema):
    answer = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
    operation = {"summary": "s", "operationId": "x", "tags": ["things"], "responses": {"200": answer}}
    return {"paths": {path: {"get": operation}}, "components": {"schemas": {"Thing": schema}}}


def test_paths_are_those_of_the_gateway():
    merged = merge({"one": described("/things", {"type": "string"})})

    assert list(merged["paths"]) == ["/api/one/things"]
    assert merged["paths"]["/api/one/things"]["get"]["operationId"] == "one_get_things"


def test_different_shapes_of_one_name_are_told_apart_and_references_follow():
    merged = merge({"one": described("/a", {"type": "string"}), "two": described("/b", {"type": "integer"})})

    schemas = merged["components"]["schemas"]
    assert schemas == {"Thing": {"type": "string"}, "TwoThing": {"type": "integer"}}
    answer = merged["paths"]["/api/two/b"]["get"]["responses"]["200"]
    assert answer["content"]["application/json"]["schema"]["$ref"] == "#/components/schemas/TwoThing"


def test_equal_shapes_are_shared():
    merged = merge({"one": described("/a", {"type": "string"}), "two": described("/b", {"type": "string"})})

    assert list(merged["components"]["schemas"]) == ["Thing"]


def test_operation_ids_are_stable():
    assert operation_id("directory", "get", "/places/{reference}/usages") == "directory_get_places_reference_usages"


def test_what_is_installed_has_unique_operation_ids():
    merged = merge(installed(), own=own())
    ids = [operation["operationId"] for path in merged["paths"].values() for operation in path.values()]

    assert ids
    assert len(ids) == len(set(ids))


def test_the_command_prints_it_without_any_server():
    from typer.testing import CliRunner

    from gateway.__main__ import app

    printed = CliRunner().invoke(app, ["openapi"])

    assert printed.exit_code == 0
    described = json.loads(printed.stdout)
    assert described["openapi"].startswith("3.1")
    assert "/api/directory/places" in described["paths"]


def test_what_needs_a_sign_in_says_how():
    """By the session, with its token on whatever writes; or by an access token."""
    thing = described("/things", {"type": "string"})
    thing["paths"]["/things"] |= {"post": dict(thing["paths"]["/things"]["get"])}
    thing["paths"]["/things"]["get"] |= {"security": [{"bearer": []}]}
    thing["paths"]["/things"]["post"] |= {"security": [{"bearer": []}]}

    merged = merge({"one": thing}, own=own())

    assert set(merged["components"]["securitySchemes"]) == {"session", "csrf", "bearer"}
    for path in ("/api/one/things", "/api/me/sessions"):
        verbs = merged["paths"][path]
        assert verbs["get"]["security"] == [{"session": []}, {"bearer": []}]
        written = verbs.get("post") or verbs["delete"]
        assert written["security"] == [{"session": [], "csrf": []}, {"bearer": []}]
    assert merged["paths"]["/auth/login"]["get"]["security"] == []


def test_every_answer_of_ours_is_documented():
    for path, verbs in own()["paths"].items():
        assert path.startswith(("/auth/", "/api/me"))
        for verb, operation in verbs.items():
            assert operation["summary"], (verb, path)
            assert operation["description"], (verb, path)
            for status, answer in operation["responses"].items():
                if status[0] in "45" and status != "4XX":
                    assert "application/problem+json" in answer["content"], (verb, path, status)
