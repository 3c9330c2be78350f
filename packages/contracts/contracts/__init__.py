"""What the services say to each other: facts, as data. No I/O, no defaults that think.

fact      something that happened, named in the past tense, published once, never edited
topic     its type and version: ``<service>.<noun>.<past tense>.v<n>``
subject   where it travels on the bus: the topic, a dot, the id of what it speaks of
revision  how often its subject had changed; a listener ignores an older one than it knows
"""

import re
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

TOPIC = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+\.v[1-9][0-9]*")


class Shape(BaseModel):
    """A part of a fact: frozen, and tolerant of keys that a later publisher adds."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(Shape):
    """A fact with the full public state of its subject.

    Declaring a subclass with a ``topic`` registers it; a topic is declared once.
    """

    topic: ClassVar[str]
    registry: ClassVar[dict[str, type["Event"]]] = {}

    id: UUID
    revision: int

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Enter the fact into the registry. Raises TypeError for a bad or a taken topic."""
        if "topic" not in cls.__dict__:  # a shared shape between two facts, not a fact
            return
        if not TOPIC.fullmatch(cls.topic):
            raise TypeError(f"{cls.topic!r} is not <service>.<noun>.<past tense>.v<n>")
        if cls.topic in Event.registry:
            raise TypeError(f"{cls.topic} is already declared by {Event.registry[cls.topic]}")
        Event.registry[cls.topic] = cls

    @property
    def subject(self) -> str:
        """Where this fact travels on the bus."""
        return f"{self.topic}.{self.id}"
