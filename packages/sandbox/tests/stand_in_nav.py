"""`nav` with real NATS and Redis, and stand-ins for everything else: what it does with parts, without what they do."""

import os
import sys
from pathlib import Path

from sandbox import __main__, cluster
from sandbox.keeper import Part
from sandbox.keycloak import java
from sandbox.nav import up
from sandbox.programs import Program, Task

STAND_IN = [sys.executable, "-S", "-E", str(Path(__file__).with_name("stand_in.py"))]


def parts(self: cluster.Cluster, *, demo: bool) -> list[Part]:
    home, logs = self.settings.home, self.settings.logs
    task = Task("task", [*STAND_IN, "task"], home=home / "run/task", log=logs / "task.log")
    service = Program("service", [*STAND_IN, "ready"], home=home / "run/service", log=logs / "service.log")
    mode = self.settings.inherited.get("GATEWAY", "ready")
    gateway = Program(
        "gateway", [*STAND_IN, mode], home=home / "run/gateway", port=self.settings.port, log=logs / "g.log"
    )
    loading = Task("demo", [*STAND_IN, "task"], home=home / "run/demo", log=logs / "demo.log")
    return [
        Part("nats", self.nats),
        Part("redis", self.redis),
        Part("task", task, after=("nats",)),
        Part("service", service, after=("task",)),
        Part("gateway", gateway, after=("redis",)),
        *([Part("demo", loading, after=("service",), optional=True)] if demo else []),
    ]


if "NO_JAVA" in os.environ:
    java.USUAL = "/nowhere"
cluster.Cluster.parts = parts  # type: ignore[method-assign]
up.ITSELF = [sys.executable, __file__]
__main__.main()
