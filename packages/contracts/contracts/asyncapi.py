"""One AsyncAPI 3 document for every fact (https://www.asyncapi.com/docs/reference/specification/v3.0.0)."""

import inspect
from typing import Any

from contracts import Event
from contracts.schemas import load_publishers


def document() -> dict[str, Any]:
    """All channels, operations and messages, as JSON-ready data."""
    facts = load_publishers()
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Navigateur des tiers-lieux: facts",
            "version": "1",
            "description": "CloudEvents 1.0 in structured JSON on NATS JetStream; one stream per publisher.",
            "license": {"name": "GPL-2.0-or-later"},
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {topic: _channel(topic) for topic in facts},
        "operations": {f"publish.{topic}": _operation(topic) for topic in facts},
        "components": {"messages": {topic: _message(topic, event) for topic, event in facts.items()}},
    }


def _channel(topic: str) -> dict[str, Any]:
    return {
        "address": f"{topic}.{{id}}",
        "parameters": {"id": {"description": "The id of what the fact speaks of."}},
        "messages": {topic: {"$ref": f"#/components/messages/{topic}"}},
    }


def _operation(topic: str) -> dict[str, Any]:
    return {"action": "send", "channel": {"$ref": f"#/channels/{topic}"}}


def _message(topic: str, event: type[Event]) -> dict[str, Any]:
    envelope = {
        "type": "object",
        "required": ["specversion", "id", "source", "type", "time", "data"],
        "properties": {
            "specversion": {"const": "1.0"},
            "id": {"type": "string", "format": "uuid"},
            "source": {"const": topic.split(".", 1)[0]},
            "type": {"const": topic},
            "time": {"type": "string", "format": "date-time"},
            "datacontenttype": {"const": "application/json"},
            "traceparent": {"type": "string"},
            "data": event.model_json_schema(
                ref_template=f"#/components/messages/{topic}/payload/properties/data/$defs/{{model}}"
            ),
        },
    }
    return {"name": topic, "summary": inspect.getdoc(event) or topic, "payload": envelope}
