"""What a change of contract may and may not do."""

import copy

import pytest

from contracts import Event
from contracts.__main__ import main
from contracts.asyncapi import document
from contracts.directory import PlaceChanged
from contracts.schemas import breaks, load_publishers

SCHEMA = PlaceChanged.model_json_schema()


def changed(change):
    schema = copy.deepcopy(SCHEMA)
    change(schema)
    return list(breaks(SCHEMA, schema))


def test_what_is_kept_in_git_is_what_the_facts_are(capsys):
    assert main(["check"]) == 0, capsys.readouterr().out


def test_an_unchanged_schema_breaks_nothing():
    assert changed(lambda schema: None) == []


def test_a_new_optional_key_breaks_nothing():
    assert changed(lambda schema: schema["properties"].update(motto={"type": "string"})) == []


def test_a_removed_key_breaks():
    assert "/name was removed" in changed(lambda schema: schema["properties"].pop("name"))


def test_a_new_certain_key_breaks_the_replay_of_older_facts():
    def require(schema):
        schema["properties"]["motto"] = {"type": "string"}
        schema["required"].append("motto")

    assert changed(require) == ["/motto became required"]


def test_a_key_that_is_no_longer_certain_breaks():
    assert changed(lambda schema: schema["required"].remove("name")) == ["/name is no longer certain"]


def test_another_type_breaks():
    assert changed(lambda schema: schema["properties"]["revision"].update(type="string"))


def test_a_change_inside_a_shape_is_seen():
    def drop_commune(schema):
        schema["$defs"]["Address"]["properties"].pop("commune")

    assert any(sentence.endswith("/commune was removed") for sentence in changed(drop_commune))


def test_a_topic_is_declared_once():
    with pytest.raises(TypeError, match="already declared"):
        type("Again", (Event,), {"topic": PlaceChanged.topic, "__module__": "elsewhere", "__annotations__": {}})


@pytest.mark.parametrize(
    "topic", ["place.changed", "directory.place.changed", "Directory.place.changed.v1", "a.b.c.v0"]
)
def test_a_topic_reads_as_a_fact(topic):
    with pytest.raises(TypeError, match="past tense"):
        type("Bad", (Event,), {"topic": topic, "__annotations__": {}})


def test_every_fact_says_what_it_means_and_stands_in_the_asyncapi():
    channels = document()["channels"]
    for topic, event in load_publishers().items():
        assert event.__doc__
        assert channels[topic]["address"] == f"{topic}.{{id}}"
