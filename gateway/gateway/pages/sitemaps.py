"""The map of the site, built from the services' lists and kept for a while: robots are in no hurry."""

import asyncio
import re
from dataclasses import dataclass, field

from gateway.cache.generations import Generations
from gateway.pages import sitemap
from gateway.pages.documents import Documents
from gateway.pages.site import Site
from gateway.pages.subjects import PLAIN, SUBJECTS, Subject
from gateway.refusing import NoSuchPath

NAME = re.compile(r"([a-z]+)-([1-9][0-9]{0,3})")
OWN = "pages"  # the file of the pages that speak of nothing in particular


@dataclass(slots=True)
class Mapped:
    """The files of one kind of page, and when they were made."""

    files: list[bytes] = field(default_factory=list)
    clock: int = -1
    at: float = float("-inf")
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class SiteMap:
    """``/sitemap.xml`` and the files it names: ``/sitemaps/lieux-1.xml`` and so on."""

    def __init__(self, site: Site, documents: Documents, generations: Generations, *, seconds: float) -> None:
        """``seconds``: how old a map may get once something has changed."""
        self._site = site
        self._documents = documents
        self._generations = generations
        self._seconds = seconds
        self._mapped = {subject.page.strip("/"): Mapped() for subject in SUBJECTS}

    async def index(self) -> bytes:
        """The file that names the files. Raises EdgeRefusal when a service does not answer."""
        names = [OWN]
        for subject in SUBJECTS:
            kind = subject.page.strip("/")
            names += [f"{kind}-{number + 1}" for number in range(len(await self._files(subject)))]
        return sitemap.index(f"{self._site.origin}/sitemaps/{name}.xml" for name in names).encode()

    async def file(self, name: str) -> bytes:
        """One of the files. Raises NoSuchPath."""
        if name == OWN:
            return sitemap.pages((self._site.origin + path, None) for path in PLAIN).encode()
        found = NAME.fullmatch(name)
        subject = next((one for one in SUBJECTS if found and one.page.strip("/") == found[1]), None)
        if found is None or subject is None:
            raise NoSuchPath("There is no such map.")
        files = await self._files(subject)
        number = int(found[2])
        if number > len(files):
            raise NoSuchPath("There is no such map.")
        return files[number - 1]

    async def _files(self, subject: Subject) -> list[bytes]:
        mapped = self._mapped[subject.page.strip("/")]
        async with mapped.lock:
            if not self._holds(mapped, subject):
                clock, at = self._generations.clock, self._generations.now()
                mapped.files = await self._draw(subject)
                mapped.clock, mapped.at = clock, at
            return mapped.files

    def _holds(self, mapped: Mapped, subject: Subject) -> bool:
        generations = self._generations
        if generations.now() - mapped.at < self._seconds:
            return True
        return generations.live and mapped.clock >= generations.moved_last(subject.service)

    async def _draw(self, subject: Subject) -> list[bytes]:
        files: list[bytes] = []
        entries: list[tuple[str, str | None]] = []
        async for document in self._documents.walk(subject.service, subject.documents):
            entries.append((self._site.origin + subject.address(document), document.get("updated_at")))
            if len(entries) == sitemap.PER_FILE:
                files.append(sitemap.pages(entries).encode())
                entries = []
        return [*files, sitemap.pages(entries).encode()] if entries else files
