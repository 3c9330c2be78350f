"""The whole of the directory on one page."""

from chassis.service import Service
from directory import front
from directory.places import routes as places
from directory.tables import Base

service = Service(
    name="directory",
    metadata=Base.metadata,
    routers=[places.router],
    resources=front.resources,
    front=front.Front,
)
