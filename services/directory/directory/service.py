"""The whole of the directory on one page."""

from chassis.service import Service
from directory import commands, front
from directory.comments import discussion
from directory.networks import routes as networks
from directory.partners import routes as partners
from directory.places import routes as places
from directory.tables import Base
from directory.tools import routes as tools
from directory.vocabulary import routes as vocabulary
from discussion.router import router_of

service = Service(
    name="directory",
    metadata=Base.metadata,
    routers=[
        places.router,
        networks.router,
        partners.router,
        tools.router,
        vocabulary.router,
        router_of(discussion),
    ],
    resources=front.resources,
    front=front.Front,
    commands=commands.app,
)
