"""docker-compose.yml without a container engine: each service as the file says it, on this
machine. Names of machines become ports of ours and folders of containers become folders of the
test; nothing else of a command, a health check or an init script is changed."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from portal.embedded.binaries import postgresql_folder, redis_program
from portal.embedded.packages import find_program
from portal.embedded.places import server_user
from tests.embedded.stack import PROJECT, free_port

FILE = PROJECT / "docker-compose.yml"
_PORTS = ("5432", "6379", "8000", "8080", "8443")
_HOSTS = ("database", "redis", "web")


def read_file(values: dict[str, str]) -> dict[str, Any]:
    """The file with its variables filled in, as `docker compose config` does it."""
    filled: dict[str, Any] = _filled(yaml.safe_load(FILE.read_text("utf-8")), values)
    return filled


def _filled(part: Any, values: dict[str, str]) -> Any:
    if isinstance(part, dict):
        # What starts with x- is only there to be repeated.
        return {name: _filled(one, values) for name, one in part.items() if name[:2] != "x-"}
    if isinstance(part, list):
        return [_filled(one, values) for one in part]

    def fill(found: re.Match[str]) -> str:
        name, _, rest = found[1].partition(":")
        if rest.startswith("?") and not values.get(name):
            raise KeyError(f"{name}: {rest[1:]}")
        return values.get(name) or rest.removeprefix("-").removeprefix("?")

    return re.sub(r"(?<!\$)\$\{([^}]+)\}", fill, part) if isinstance(part, str) else part


class Machine:
    """Where the services run for the length of a test."""

    def __init__(self, folder: Path, values: dict[str, str]) -> None:
        self.folder = folder
        self.services = read_file(values)["services"]
        self.ports = {port: str(free_port()) for port in _PORTS}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        programs = [
            Path(sys.executable).parent,
            postgresql_folder(folder) / "bin",
            redis_program(folder).parent,
            Path(find_program("nginx", say=print)).parent,
        ]
        self.path = ":".join([*map(str, programs), os.defpath])

    def here(self, service: str, text: str) -> str:
        """What a container would see, as it is on this machine."""
        text = text.replace("$$", "$")
        for host in _HOSTS:
            text = re.sub(rf"(?<=[@ ]){host}(?=:\d)", "127.0.0.1", text)
        for port, ours in self.ports.items():
            text = re.sub(rf"\b{port}\b", ours, text)
        mounts = {"/tmp/": f"{self.room(service)}/", "/data": str(self.room(service))}
        for volume in self.services[service].get("volumes", []):
            source, target, *_ = volume.split(":")
            mounts[target] = self._source(source)
        if service == "database":
            mounts["/sql"] = str(self.folder / "sql")
        # At once, the longest first: what became a folder of ours is not looked at again.
        inside = "|".join(re.escape(place) for place in sorted(mounts, key=len, reverse=True))
        return re.sub(rf"(?<![\w.])(?:{inside})", lambda found: mounts[found[0]], text)

    def room(self, service: str) -> Path:
        """Its /tmp, or its volume of data."""
        room = self.folder / service
        room.mkdir(mode=0o711, exist_ok=True)
        return room

    def environment(self, service: str) -> dict[str, str]:
        declared = self.services[service].get("environment", {})
        told = {name: self.here(service, str(text)) for name, text in declared.items()}
        # What the image sets.
        image = {"DJANGO_SETTINGS_MODULE": "portal.settings.production", "PYTHONUNBUFFERED": "1"}
        return {"PATH": self.path, "HOME": str(self.folder), **image, **told}

    def start(self, service: str) -> None:
        """The command of a service, as the file has it."""
        words = [self.here(service, word) for word in self.services[service]["command"]]
        self.start_words(service, words)

    def start_words(self, service: str, words: list[str], **more: str) -> None:
        user = server_user() if service == "database" else None
        with self.log(service).open("ab") as output:
            self.running[service] = subprocess.Popen(
                words, cwd=self.room(service) if user else PROJECT,
                env={**self.environment(service), **more}, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT,
                user=user[0] if user else None, group=user[1] if user else None,
            )  # fmt: skip

    def run(self, service: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Something that ends, in the surroundings of a service."""
        return subprocess.run(
            words, cwd=PROJECT, env={**self.environment(service), **more},
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip

    def run_command(self, service: str) -> subprocess.CompletedProcess[str]:
        return self.run(service, *(self.here(service, word) for word in self._command(service)))

    def is_healthy(self, service: str) -> bool:
        """What the health check of the file says."""
        kind, *words = self.services[service]["healthcheck"]["test"]
        told = [self.here(service, word) for word in words]
        return (
            self.run(service, *(["sh", "-c", *told] if kind == "CMD-SHELL" else told)).returncode
            == 0
        )

    def wait_until_healthy(self, *services: str, seconds: float = 90) -> None:
        for service in services:
            deadline = time.monotonic() + seconds
            while not self.is_healthy(service):
                assert self.running[service].poll() is None, self.log(service).read_text()[-3000:]
                assert time.monotonic() < deadline, self.log(service).read_text()[-3000:]
                time.sleep(0.3)

    def log(self, service: str) -> Path:
        return self.folder / f"{service}.log"

    def stop(self, service: str) -> int:
        """As `docker stop` does; its exit code."""
        process = self.running.pop(service)
        process.terminate()
        return process.wait(timeout=60)

    def end(self) -> None:
        for service in [name for name in self.running if name != "database"]:
            process = self.running[service]
            process.terminate()
        for process in self.running.values():
            process.terminate()
            try:
                process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def make_database(self) -> None:
        """What the image of PostgreSQL does when its volume is empty."""
        data, user = self.room("database") / "data", server_user()
        environment = self.environment("database")
        secret = self.folder / "superuser"
        secret.write_text(environment["POSTGRES_PASSWORD"])
        if user:
            os.chown(self.room("database"), *user)
            os.chown(secret, *user)
        words = ["initdb", "-D", str(data), "-U", "postgres", f"--pwfile={secret}"]
        words += ["--auth=scram-sha-256", *environment["POSTGRES_INITDB_ARGS"].split()]
        subprocess.run(
            words, env=environment, check=True, capture_output=True, cwd=self.folder,
            user=user[0] if user else None, group=user[1] if user else None,
        )  # fmt: skip
        sql = self.folder / "sql"
        sql.mkdir(exist_ok=True)
        for volume in self.services["database"]["volumes"]:
            source, target, *_ = volume.split(":")
            if target.startswith("/sql/"):
                shutil.copy(PROJECT / source, sql / Path(target).name)
        # The image listens on a socket only while it makes things; the test's own on its port.
        words = [self.here("database", word) for word in self.services["database"]["command"]]
        self.start_words("database", words, PGDATA=str(data), PGPORT=self.ports["5432"])
        self._wait_for_server()
        for _again in range(2):
            done = self._run_init_script()
            assert done.returncode == 0, done.stderr

    def _run_init_script(self) -> subprocess.CompletedProcess[str]:
        (script,) = (
            volume.split(":")[0]
            for volume in self.services["database"]["volumes"]
            if "/docker-entrypoint-initdb.d/" in volume
        )
        place = {"PGHOST": "127.0.0.1", "PGPORT": self.ports["5432"]}
        password = self.environment("database")["POSTGRES_PASSWORD"]
        return self.run("database", str(PROJECT / script), **place, PGPASSWORD=password)

    def _wait_for_server(self) -> None:
        words = ["pg_isready", "-h", "127.0.0.1", "-p", self.ports["5432"]]
        for _try in range(100):
            if self.run("database", *words).returncode == 0:
                return
            time.sleep(0.1)
        raise AssertionError(self.log("database").read_text())

    def _command(self, service: str) -> list[str]:
        words: list[str] = self.services[service]["command"]
        return words

    def _source(self, source: str) -> str:
        if source.startswith("./portal"):
            return str(self.translated(PROJECT / source))
        if source.startswith((".", "/")):
            return source
        volume = self.folder / "volumes" / source
        volume.mkdir(parents=True, exist_ok=True)
        return str(volume)

    def translated(self, file: Path) -> Path:
        """A file that is mounted: the proxy's names machines and folders too."""
        if file.name != "nginx.conf":
            return file
        copy = self.folder / file.name
        if not copy.exists():
            copy.touch()
            copy.write_text(self.here("proxy", file.read_text("utf-8")))
        return copy
