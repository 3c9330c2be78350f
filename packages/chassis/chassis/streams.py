"""Streams and durables, declared in one TOML file, applied by one idempotent command, never by start-up code.

[streams.DIRECTORY]
subjects = ["directory.>"]

[consumers.funding__needs]
stream = "NEEDS"
filter_subjects = ["needs.proposal.published.v1.>"]
"""

from collections.abc import Mapping
from typing import Any

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from chassis.bus import durable_name

SECONDS_DEDUPLICATED = 600  # a relay that crashed between publishing and marking has this long to publish again
ACK_WAIT = 30  # seconds


async def apply(js: JetStreamContext, declared: Mapping[str, Any]) -> list[str]:
    """Make the bus as the file says (its content, parsed); one line per stream and durable."""
    lines = [await _stream(js, name, table) for name, table in declared.get("streams", {}).items()]
    return lines + [await _consumer(js, name, table) for name, table in declared.get("consumers", {}).items()]


async def _stream(js: JetStreamContext, name: str, table: dict[str, Any]) -> str:
    config = StreamConfig(name=name, storage=StorageType.FILE, duplicate_window=SECONDS_DEDUPLICATED, **table)
    try:
        await js.stream_info(name)
    except NotFoundError:
        await js.add_stream(config)
        return f"stream {name} created"
    await js.update_stream(config)
    return f"stream {name} up to date"


async def _consumer(js: JetStreamContext, name: str, table: dict[str, Any]) -> str:
    stream = table["stream"]
    if name.partition("__")[2] != stream.lower():
        raise ValueError(f"a durable is named <service>__<stream>: {durable_name('service', stream)}, not {name}")
    config = ConsumerConfig(
        durable_name=name,
        filter_subjects=table["filter_subjects"],
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ACK_WAIT,
        max_deliver=-1,  # the consumer parks by itself; the server would go silent
        deliver_policy=DeliverPolicy(table.get("deliver_policy", DeliverPolicy.ALL)),
    )
    await js.add_consumer(stream, config)
    return f"durable {name} on {stream}"
