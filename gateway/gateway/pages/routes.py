"""The pages of the site: the client's files, its pages with their heads, the map for robots, its configuration."""

from html import escape

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from gateway.answering import REVALIDATE, answer_bytes
from gateway.guard.headers import for_pages
from gateway.pages import missing
from gateway.pages.documents import Documents
from gateway.pages.files import Files, answer
from gateway.pages.heads import Head
from gateway.pages.site import Site, config
from gateway.pages.sitemaps import SiteMap
from gateway.pages.subjects import PERSONAL, PLAIN, Subject, match
from gateway.pages.templates import fill
from gateway.refusing import EdgeRefusal, NoSuchPath
from gateway.settings import GatewaySettings

HTML = "text/html; charset=utf-8"
OG_IMAGES = ("/og.png", "/opengraph.png", "/icon-512.png")  # the first that the client has is shown beside a link
NOT_FOUND = Head(title="Page introuvable", description="Cette page n’existe pas, ou plus.", canonical="/")


class Pages:
    """Everything under ``/`` that is no service's."""

    def __init__(self, settings: GatewaySettings, site: Site, documents: Documents, sitemap: SiteMap) -> None:
        self._map = sitemap
        self._files = Files(settings.web_root)
        self._site = site
        self._documents = documents
        self._dress = {name.decode(): value.decode() for name, value in for_pages(settings)}
        self._config = config(site, settings.tiles_url)

    def routes(self) -> list[Route]:
        """For Starlette; the last takes everything."""
        return [
            Route("/api/config", self.configuration),
            Route("/robots.txt", self.robots),
            Route("/sitemap.xml", self.sitemap_index),
            Route("/sitemaps/{name}.xml", self.sitemap_file),
            Route("/{path:path}", self.page),
        ]

    async def configuration(self, _: Request) -> Response:
        """What the web client is told at its start."""
        return JSONResponse(self._config, headers={"cache-control": REVALIDATE})

    async def robots(self, _: Request) -> Response:
        """Robots may read everything: the pages need the data, and the data ask themselves not to be listed."""
        lines = ["User-agent: *", "Allow: /", f"Sitemap: {self._site.origin}/sitemap.xml", ""]
        return PlainTextResponse("\n".join(lines), headers={"cache-control": "public, max-age=3600"})

    async def sitemap_index(self, _: Request) -> Response:
        """Which files map the site."""
        return _xml(await self._map.index())

    async def sitemap_file(self, request: Request) -> Response:
        """One of them."""
        return _xml(await self._map.file(request.path_params["name"]))

    async def page(self, request: Request) -> Response:
        """A file of the client, or one of its pages."""
        path = request.scope["path"]
        if path != "/index.html":
            file = await self._files.find(path)
            if file is not None:
                return self._dressed(await answer(file, path, request.scope["headers"]))
        if path.startswith("/api/"):
            raise NoSuchPath("There is no such service.")
        if path != "/" and path.endswith("/"):
            return RedirectResponse(path.rstrip("/") or "/", 308)
        if "." in path.rpartition("/")[2]:
            raise NoSuchPath("There is no such file.")
        return await self._client_page(request, path)

    async def _client_page(self, request: Request, path: str) -> Response:
        template = await self._files.find("/index.html")
        if template is None:
            page = missing.PAGE.format(root=escape(str(self._files.root)))
            return await self._html(request, page, 200 if path == "/" else 404)
        words = template.body.decode()
        if path in PLAIN:
            return await self._html(request, await self._filled(words, self._plain(path)), 200)
        if PERSONAL.fullmatch(path):
            return await self._html(request, await self._filled(words, self._nameless(path), indexed=False), 200)
        found = match(path)
        if found is not None:
            return await self._subject_page(request, words, *found)
        return await self._html(request, await self._filled(words, NOT_FOUND, indexed=False), 404)

    async def _subject_page(self, request: Request, template: str, subject: Subject, reference: str) -> Response:
        """A page about one thing: its own head, its own status, one address."""
        try:
            document = await self._documents.read(subject.service, subject.document(reference))
        except EdgeRefusal:  # the client can still be opened, and will say what it finds
            return await self._html(request, await self._filled(template, self._nameless(""), indexed=False), 503)
        if document.content is None:
            return await self._html(request, await self._filled(template, NOT_FOUND, indexed=False), 404)
        address = subject.address(document.content)
        if address != request.scope["path"]:
            return RedirectResponse(address, 308)
        head = subject.head(document.content, url=self._site.origin + address, site=self._site.title)
        return await self._html(request, await self._filled(template, head), 200)

    def _plain(self, path: str) -> Head:
        title, description = PLAIN[path]
        return Head(
            title=f"{title} · {self._site.title}" if title else self._site.title,
            description=description or self._site.tagline,
            canonical=self._site.origin + path,
            data={"@type": "WebSite", "name": self._site.title, "url": self._site.origin} if path == "/" else None,
        )

    def _nameless(self, path: str) -> Head:
        """The head of a page that says nothing of itself: the client will."""
        site = self._site
        return Head(title=site.title, description=site.tagline, canonical=site.origin + path)

    async def _filled(self, template: str, head: Head, *, indexed: bool = True) -> str:
        image = None
        for candidate in OG_IMAGES:
            if await self._files.find(candidate) is not None:
                image = self._site.origin + candidate
                break
        return fill(template, head, site=self._site.title, image=image, indexed=indexed)

    async def _html(self, request: Request, page: str, status: int) -> Response:
        return await answer_bytes(request, page.encode(), HTML, status=status, headers=self._dress)

    def _dressed(self, response: Response) -> Response:
        response.headers.update(self._dress)
        return response


def _xml(body: bytes) -> Response:
    return Response(body, headers={"content-type": "application/xml", "cache-control": "public, max-age=600"})
