"""Keycloak's own server distribution, from Maven Central: fetched once, checked, unpacked, made fast to start."""

import fcntl
import hashlib
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox.logfiles import last_words
from sandbox.server import ServerError

VERSION = "26.7.3"
# Of the zip, as Maven Central gives it beside it (….zip.sha256): change both lines together.
CHECKSUM = "27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f"
ARTIFACT = f"org/keycloak/keycloak-quarkus-dist/{VERSION}/keycloak-quarkus-dist-{VERSION}.zip"
# Fixed when it is built, so that a start has nothing left to work out (27 s against 7 on two cores).
OPTIONS = (
    "--db=dev-file",
    "--cache=local",
    "--features-disabled=organization,ciba,device-flow,kerberos,par,impersonation",
)
PARTS = ("lib", "providers", "themes", "conf")
OPENED = ("java.util", "java.util.concurrent", "java.security", "java.lang")
POOL = "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory"
TRIES = 3
CHUNK = 1 << 20

Progress = Callable[[int, int], None]  # bytes so far, bytes in all


def unseen(_done: int, _total: int) -> None:
    """Show no progress."""


class DownloadError(ServerError):
    """The distribution cannot be had; the message says from where, and why."""


@dataclass(frozen=True)
class Distribution:
    """One version of Keycloak in a folder that all of a person's navigators share."""

    cache: Path
    repository: str

    @property
    def home(self) -> Path:
        """Where it is unpacked."""
        return self.cache / f"keycloak-{VERSION}"

    @property
    def address(self) -> str:
        """Where it comes from."""
        return f"{self.repository.rstrip('/')}/{ARTIFACT}"

    @property
    def ready(self) -> bool:
        """Tell whether it is here, and built the way we run it."""
        return self._built.exists() and self._built.read_text() == " ".join(OPTIONS)

    def prepare(self, java: Path, *, progress: Progress = unseen) -> None:
        """Fetch, check, unpack and build it, as far as that is not done.

        Raises DownloadError when it cannot be had, ServerError when it cannot be built.
        """
        if self.ready:
            return
        self.cache.mkdir(parents=True, exist_ok=True)
        with self._alone():
            if self.ready:
                return
            if not self.home.exists():
                self._fetch(progress)
                self._unpack()
            self._build(java)
            self._built.write_text(" ".join(OPTIONS))

    @property
    def _archive(self) -> Path:
        return self.cache / f"keycloak-{VERSION}.zip"

    @property
    def _built(self) -> Path:
        return self.home / "built"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.cache / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _fetch(self, progress: Progress) -> None:
        if self._archive.exists() and _checksum(self._archive) == CHECKSUM:
            return
        import httpx2  # for this once: no other verb of `nav` should wait for it

        for attempt in range(TRIES):
            time.sleep(2 * attempt)
            try:
                self._download(progress)
            except (httpx2.HTTPError, OSError) as error:
                reason = f"{type(error).__name__}: {error}"
            else:
                return
        raise DownloadError(
            f"Keycloak cannot be fetched from {self.address} ({reason}). MAVEN_REPOSITORY names another repository."
        )

    def _download(self, progress: Progress) -> None:
        import httpx2

        arriving, done, digest = self._archive.with_suffix(".part"), 0, hashlib.sha256()
        with (
            httpx2.stream("GET", self.address, timeout=30, follow_redirects=True) as answer,
            arriving.open("wb") as file,
        ):
            answer.raise_for_status()
            total = int(answer.headers.get("content-length", 0))
            for piece in answer.iter_bytes(CHUNK):
                file.write(piece)
                digest.update(piece)
                done += len(piece)
                progress(done, total)
        if digest.hexdigest() != CHECKSUM:
            arriving.unlink()
            raise OSError(f"what arrived is not Keycloak {VERSION}: its SHA-256 is {digest.hexdigest()}")
        arriving.replace(self._archive)

    def _unpack(self) -> None:
        arriving = self.cache / "arriving"
        shutil.rmtree(arriving, ignore_errors=True)
        with zipfile.ZipFile(self._archive) as archive:
            archive.extractall(arriving)
        (arriving / f"keycloak-{VERSION}").replace(self.home)
        arriving.rmdir()
        self._archive.unlink()

    def _build(self, java: Path) -> None:
        log = self.cache / "build.log"
        command = [*command_line(java, self.home), "build", *OPTIONS]
        with log.open("wb") as output:
            built = subprocess.run(  # noqa: S603 - our own command
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False
            )
        if built.returncode != 0:
            raise ServerError(f"Keycloak cannot be built: {last_words(log)}")


def command_line(java: Path, home: Path, *options: str) -> list[str]:
    """Return the command that runs Keycloak in a home, as its own bin/kc.sh would; what it shall do comes after."""
    return [
        str(java),
        *options,
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:MetaspaceSize=96M",
        "-XX:MaxMetaspaceSize=256m",
        *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED),
        "-Dfile.encoding=UTF-8",
        f"-Dkc.home.dir={home}",
        f"-Djboss.server.config.dir={home / 'conf'}",
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
        f"-Djava.util.concurrent.ForkJoinPool.common.threadFactory={POOL}",
        "-Dquarkus-log-max-startup-records=10000",
        "-Dpicocli.disable.closures=true",
        "-cp",
        str(home / "lib" / "quarkus-run.jar"),
        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
    ]


def _checksum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
