from typing import ClassVar

from contracts import Event


class JarChanged(Event):
    """A jar holds another number of sweets."""

    topic: ClassVar[str] = "toy.jar.changed.v1"
    sweets: int


class NeighbourJarChanged(Event):
    """The neighbour's jar holds another number of sweets."""

    topic: ClassVar[str] = "neighbour.jar.changed.v1"
    sweets: int
