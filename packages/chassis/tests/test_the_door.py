"""A request through the door: one transaction, a clear no, a trace."""

import httpx2
import pytest
from sqlalchemy import func, select, text
from toy.facts import JarChanged
from toy.tables import Jar

from chassis import database, outbox
from chassis.ids import new_id
from chassis.service import api


async def test_a_change_and_its_fact_leave_together(client, session, jar, emitted):
    answer = await client.post(f"/jars/{jar.id}/sweets?count=3")

    assert (answer.status_code, answer.json()) == (201, {"sweets": 3})
    await session.refresh(jar)
    assert jar.sweets == 3
    assert await emitted() == [JarChanged(id=jar.id, revision=2, sweets=3)]


async def test_a_refusal_changes_nothing_and_says_why(client, session, jar, emitted):
    answer = await client.post(f"/jars/{jar.id}/sweets?count=101")

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "/problems/jar-full",
        "title": "The jar holds no more.",
        "status": 409,
        "detail": "It holds 0 of 100.",
    }
    assert await emitted() == []


async def test_bad_input_names_the_parameter(client, jar):
    answer = await client.post(f"/jars/{jar.id}/sweets?count=many")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "count"


async def test_a_commit_that_fails_is_never_answered_as_done(committing, settings):
    """The 99th sweet is refused at commit: the answer must wait for the commit to know."""
    async with committing.begin() as session:
        jar = Jar()
        session.add(jar)
    app = api_with(committing, settings)

    answer = await app.post(f"/jars/{jar.id}/sweets?count=99")

    assert answer.status_code == 500
    assert answer.json()["type"] == "/problems/internal-error"
    async with committing() as session:
        assert (await session.get(Jar, jar.id)).sweets == 0
        assert await session.scalar(select(func.count()).select_from(outbox.outbox)) == 0


def api_with(sessions: database.Sessions, settings) -> httpx2.AsyncClient:
    from toy.service import service

    app = api(service, settings)

    async def stated(scope, receive, send):
        scope.setdefault("state", {}).update(sessions=sessions, settings=settings)
        await app(scope, receive, send)

    transport = httpx2.ASGITransport(app=stated, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url="http://test")


async def test_the_trace_of_a_request_travels_with_its_fact(client, session, jar):
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    answer = await client.post(
        f"/jars/{jar.id}/sweets?count=1",
        headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01", "x-request-id": "mine"},
    )

    assert answer.headers["x-request-id"] == "mine"
    assert trace in await session.scalar(select(outbox.outbox.c.envelope))


@pytest.mark.parametrize("traceparent", ["", "00-zz-1-01", "00-" + "0" * 32 + "-00f067aa0ba902b7-01", "x" * 5000])
async def test_a_malformed_trace_starts_a_new_one(client, session, jar, traceparent):
    await client.post(f"/jars/{jar.id}/sweets?count=1", headers={"traceparent": traceparent})

    envelope = await session.scalar(select(outbox.outbox.c.envelope))
    assert '"traceparent":"00-' in envelope
    assert "0" * 32 not in envelope


async def test_requests_are_counted_by_template_not_by_path(client, jar):
    await client.post(f"/jars/{jar.id}/sweets?count=1")

    metrics = (await client.get("/metrics")).text
    assert 'route="/jars/{jar_id}/sweets",status="201"' in metrics
    assert str(jar.id) not in metrics


async def test_a_fault_tells_the_asker_nothing_of_our_insides(client, session, jar):
    await session.execute(text("drop table jar cascade"))
    await session.commit()

    answer = await client.post(f"/jars/{new_id()}/sweets?count=1")

    assert answer.status_code == 500
    assert "jar" not in answer.text.replace("/jars", "")


async def test_readiness_names_what_is_missing(service, settings):
    from asgi_lifespan import LifespanManager

    unreachable = settings.model_copy(update={"database_url": "postgresql+asyncpg://nobody@127.0.0.1:1/none"})
    app = api(service, unreachable)
    async with (
        LifespanManager(app) as manager,
        httpx2.AsyncClient(transport=httpx2.ASGITransport(app=manager.app), base_url="http://test") as client,
    ):
        answer = await client.get("/readyz")
        alive = await client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] != "ok"
    assert alive.status_code == 200
