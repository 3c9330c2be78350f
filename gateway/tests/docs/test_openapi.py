"""One document of many."""

import json

from gateway.docs.openapi import installed, merge, operation_id


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
    merged = merge(installed())
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
