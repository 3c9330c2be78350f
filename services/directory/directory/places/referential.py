"""What people's words are understood by, as routes get it: loaded once per process."""

from functools import cache
from pathlib import Path
from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Request

from directory.ecosystem import Ecosystem
from directory.places.edits import Referential
from directory.territories.communes import Territories


@cache
def loaded(folder: Path) -> Referential:
    """The words of the ecosystem in this folder, and the communes of France."""
    return Referential(Ecosystem.load(folder).vocabulary, Territories.load())


async def referential(request: Request) -> Referential:
    """The words and the communes; reading them the first time keeps nobody waiting."""
    return await to_thread.run_sync(loaded, request.state.settings.ecosystem)


Knowing = Annotated[Referential, Depends(referential)]
