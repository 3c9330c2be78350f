"""The whole of the directory on one page."""

from chassis.service import Service
from directory import commands, front
from directory.additions import routes as additions
from directory.closures import routes as closures
from directory.comments import discussion
from directory.corrections import routes as corrections
from directory.duplicates import routes as duplicates
from directory.favourites import routes as favourites
from directory.invitations import routes as invitations
from directory.mandates import routes as mandates
from directory.merges import routes as merges
from directory.neighbourhoods import routes as neighbourhoods
from directory.networks import routes as networks
from directory.partners import routes as partners
from directory.people import routes as people
from directory.people.accounts import remove_accounts
from directory.places import routes as places
from directory.tables import Base
from directory.territories import routes as territories
from directory.testimonials import routes as testimonials
from directory.tools import routes as tools
from directory.usages import routes as usages
from directory.vocabulary import routes as vocabulary
from discussion.router import router_of

service = Service(
    name="directory",
    metadata=Base.metadata,
    routers=[
        places.router,
        additions.router,
        corrections.router,
        duplicates.router,
        territories.router,
        closures.router,
        merges.router,
        usages.router,
        neighbourhoods.router,
        testimonials.router,
        networks.router,
        partners.router,
        tools.router,
        favourites.router,
        vocabulary.router,
        people.router,
        mandates.router,
        invitations.router,
        router_of(discussion),
    ],
    resources=front.resources,
    front=front.Front,
    chores=[remove_accounts],
    commands=commands.app,
)
