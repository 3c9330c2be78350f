"""All that a discussion answers over HTTP."""

from fastapi import APIRouter

from discussion.moderating import moderation_router
from discussion.mounting import Discussion
from discussion.routes import comment_router, noun_router


def router_of(discussion: Discussion) -> APIRouter:
    """For the service's own list of routers."""
    router = APIRouter()
    for noun in discussion.nouns.values():
        router.include_router(noun_router(discussion, noun))
    router.include_router(comment_router(discussion))
    router.include_router(moderation_router(discussion))
    return router
