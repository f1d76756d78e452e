"""What docker-compose.yml and the Dockerfile promise, without a container engine."""

import json
import os
import re
import secrets
import signal
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from portal.settings import declared
from tests.deployment.compose import Machine, read_file
from tests.embedded.stack import PROJECT, state_folder

HOST = "portaal.example.nl"
_SECRETS = ("POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "BACKUP_PASSWORD")
_OURS = ("migrate", "web", "worker", "keeper", "beat")
_STAY = ("database", "redis", "web", "worker", "keeper", "beat", "proxy")
# The file itself fills these in, because its own services stand there, and who may hold a key.
_OF_COMPOSE = (
    "DATABASE_", "REDIS_URL", "ALLOWED_HOSTS", "SITE_URL", "TRUSTED_PROXY_COUNT", "DRAINING_FILE",
    "PULSE_FILE", "AUDIT_HEADS_DIR", "BACKUP_DIR", "BACKUP_KEY", "POSTGRESQL_PROGRAMS", "DEMO",
)  # fmt: skip
CANARY = "CNRY-b7f1"


def _values(**more: str) -> dict[str, str]:
    made = {name: secrets.token_urlsafe(30) for name in (*_SECRETS, "REDIS_PASSWORD")}
    return {
        **made,
        "SITE_HOST": HOST,
        "SECRET_KEY": secrets.token_urlsafe(60),
        "BACKUP_KEY": secrets.token_urlsafe(32),
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "DEFAULT_FROM_EMAIL": "portaal@example.nl",
        **more,
    }


def test_every_service_is_closed_watched_and_told_only_what_is_declared() -> None:
    services = read_file(_values())["services"]
    assert {*_OURS, *_STAY} <= services.keys()
    for name in _STAY:
        assert services[name]["restart"] == "unless-stopped"
        assert services[name]["healthcheck"]["test"]
    known = {one.name for group in declared.SETTINGS.values() for one in group}
    for name in _OURS:
        service = services[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["environment"].keys() <= known
    # Only what migrates, and what tries backups out, may change tables.
    owners = {name for name in _OURS if "DATABASE_OWNER_URL" in services[name]["environment"]}
    assert owners == {"migrate", "keeper"}
    keys = {name for name in _OURS if "BACKUP_KEY" in services[name]["environment"]}
    assert keys == {"keeper"}
    reachable = {name for name, service in services.items() if service.get("ports")}
    assert reachable == {"proxy", "mail"}
    assert services["mail"]["profiles"] == ["mail-catcher"]
    # Side by side, two builds of one name fail the first time.
    assert [name for name, service in services.items() if "build" in service] == ["migrate"]
    assert {service["image"] for name, service in services.items() if name in _OURS} == {
        services["migrate"]["image"]
    }


def test_each_setting_of_an_operator_reaches_every_part() -> None:
    chosen = {
        one.name: f"chosen-{one.name}"
        for group in declared.SETTINGS.values()
        for one in group
        if not one.of_make and not one.name.startswith(_OF_COMPOSE)
    }
    services = read_file(_values(**chosen))["services"]
    for name in _OURS:
        told = services[name]["environment"]
        missing = {one for one in chosen if told.get(one) != chosen[one]}
        # The keeper sends nothing, and could not: it has no way out.
        assert missing == ({"EMAIL_URL"} if name == "keeper" else set())
    left_out = read_file(_values())["services"]["web"]["environment"]
    assert left_out["SLOW_REQUEST_MS"] == ""


def test_what_must_be_filled_in_is_asked_for_by_name() -> None:
    example = (PROJECT / ".env.example").read_text("utf-8")
    for name in ("APP_PASSWORD", "SECRET_KEY", "SITE_HOST", "EMAIL_URL", "REDIS_PASSWORD"):
        assert re.search(rf"^{name}=", example, re.MULTILINE)
        with pytest.raises(KeyError, match=name):
            read_file(_values(**{name: ""}))


def test_the_image_ends_without_compilers_and_without_root() -> None:
    stages = re.split(r"^FROM ", (PROJECT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    last = stages[-1]
    assert len(stages) == 4, "assets, libraries, and what runs"
    assert re.search(r"^USER 10001$", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    assert not re.search(r"gcc|build-essential|node", last)
    assert all("--require-hashes" in stage for stage in stages[1:-1])
    left_out = (PROJECT / ".dockerignore").read_text("utf-8").split()
    assert {".env", "tls", ".git", ".local"} <= set(left_out), "no secret goes into an image"
    web = read_file(_values())["services"]["web"]
    assert json.dumps(web["command"]) in last
    assert json.dumps(web["healthcheck"]["test"][1:]) in last


def test_a_larger_machine_gets_more_processes() -> None:
    command = read_file(_values(WEB_PROCESSES="4"))["services"]["web"]["command"]
    assert command[command.index("--workers") + 1] == "4"


@pytest.mark.stack
def test_every_command_does_what_the_file_says() -> None:
    with state_folder() as folder, _machine(folder) as machine:
        machine.make_database()
        machine.wait_until_healthy("database")
        _the_roles_are_as_in_make_run(machine)
        machine.start("redis")
        machine.wait_until_healthy("redis")
        done = machine.run_command("migrate")
        assert done.returncode == 0, done.stderr
        for service in ("web", "worker", "keeper", "beat"):
            machine.start(service)
        machine.wait_until_healthy("web", "worker", "keeper", "beat")
        machine.start("proxy")
        machine.wait_until_healthy("proxy")
        _the_proxy_keeps_what_is_public_and_nothing_else(machine)
        _the_proxy_refuses_what_is_too_much(machine)
        _a_made_up_address_gives_no_fresh_start(machine)
        _one_number_leads_through_all_logs(machine)
        _the_doctor_and_the_keeper_know_their_way(machine)
        _nobody_is_dropped_when_the_web_stops(machine)
        _without_a_web_the_proxy_has_words(machine)
        # A shell in between would end at once, and leave what it started alone.
        for service in ("worker", "redis", "proxy"):
            assert machine.stop(service) == 0, service
            assert not machine.is_healthy(service), service


@contextmanager
def _machine(folder: Path) -> Iterator[Machine]:
    tls = folder / "tls"
    tls.mkdir()
    _write_certificate(tls)
    # Every page is slow, so that each leaves its line in the log.
    machine = Machine(folder, _values(TLS_FOLDER=str(tls), SLOW_REQUEST_MS="0"))
    try:
        yield machine
    finally:
        machine.end()


def _the_roles_are_as_in_make_run(machine: Machine) -> None:
    words = ["psql", "-h", "127.0.0.1", "-p", machine.ports["5432"], "-U", "postgres", "-Atc"]
    query = "SELECT rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreatedb FROM pg_roles"
    password = machine.environment("database")["POSTGRES_PASSWORD"]
    done = machine.run(
        "database", *words, f"{query} WHERE rolname LIKE 'loketten%' ORDER BY 1",
        PGPASSWORD=password,
    )  # fmt: skip
    assert done.stdout.split() == [
        "loketten_app|f|f|t|f", "loketten_backup|f|t|t|f", "loketten_owner|f|f|t|t",
    ]  # fmt: skip


def _link(machine: Machine, of: str) -> HTTPSConnection:
    """A connection of a visitor with that address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    port = int(machine.ports["8443"])
    return HTTPSConnection("127.0.0.1", port, timeout=20, context=context, source_address=(of, 0))


def _ask(
    machine: Machine, address: str, *, method: str = "GET", body: bytes = b"",
    of: str = "127.0.0.1", **headers: str,
) -> tuple[HTTPResponse, bytes]:  # fmt: skip
    link = _link(machine, of)
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    try:
        link.request(method, address, body or None, {"Host": HOST, **named})
        answer = link.getresponse()
        return answer, answer.read()
    finally:
        link.close()


def _fill_in(
    machine: Machine, address: str, fields: dict[str, str], *, times: int = 1, **headers: str
) -> list[HTTPResponse]:
    """Open a form and send it, as a browser that stays open does."""
    opened, page = _ask(machine, address)
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, page[:500]
    cookies = [told.split(";")[0] for told in opened.headers.get_all("Set-Cookie") or []]
    body = urlencode({"csrfmiddlewaretoken": token[1].decode(), **fields}).encode()
    form = {"Cookie": "; ".join(cookies), "Origin": f"https://{HOST}"}
    form["Content_Type"] = "application/x-www-form-urlencoded"
    return [
        _ask(
            machine, address, method="POST", body=body, **form,
            **{name: f"{text}{number}" for name, text in headers.items()},
        )[0]
        for number in range(times)
    ]  # fmt: skip


def _kept(machine: Machine, address: str, **headers: str) -> tuple[str, bytes]:
    """What the proxy's log says of the cache, and the page."""
    answer, page = _ask(machine, address, **headers)
    assert answer.status == 200, (address, answer.status)
    number = answer.headers["X-Request-ID"]
    for _try in range(100):
        for line in _lines(machine, "proxy"):
            if line.get("request") == number:
                return str(line["cache"]), page
        time.sleep(0.02)
    raise AssertionError(f"the proxy did not tell of {number}")


def _lines(machine: Machine, service: str) -> list[dict[str, Any]]:
    written = machine.log(service).read_text().splitlines()
    return [json.loads(line) for line in written if line.startswith("{")]


def _the_proxy_keeps_what_is_public_and_nothing_else(machine: Machine) -> None:
    dutch = [_kept(machine, "/loketten") for _twice in range(2)]
    english = [_kept(machine, "/en/loketten") for _twice in range(2)]
    assert [kept for kept, _page in (*dutch, *english)] == ["MISS", "HIT", "MISS", "HIT"]
    assert b'lang="nl"' in dutch[1][1]
    assert b'lang="en"' in english[1][1]
    staff, _page = _kept(machine, "/loketten", Cookie="__Host-sessionid=somebody")
    assert staff == "BYPASS"
    form = [_kept(machine, "/account/login")[0] for _twice in range(2)]
    assert "HIT" not in form
    plain = HTTPConnection("127.0.0.1", int(machine.ports["8080"]), timeout=10)
    plain.request("GET", "/loketten", headers={"Host": HOST})
    moved = plain.getresponse()
    plain.close()
    assert (moved.status, moved.headers["Location"]) == (301, f"https://{HOST}/loketten")


def _the_proxy_refuses_what_is_too_much(machine: Machine) -> None:
    assert _ask(machine, "/health/ready")[0].status == 404
    assert _ask(machine, "/health/live")[0].status == 200
    assert _ask(machine, "/loketten", Host="elders.example.nl")[0].status == 400
    announced = {"Content_Length": str(13 * 1024 * 1024)}
    assert _ask(machine, "/loketten", method="POST", **announced)[0].status == 413
    refused = set()
    with closing(_link(machine, "127.0.0.9")) as hurried:
        for _time in range(600):
            hurried.request("GET", "/en/loketten", headers={"Host": HOST})
            answer = hurried.getresponse()
            page = answer.read()
            if answer.status == 429:
                refused.add((answer.headers["Retry-After"], b"Wait ten seconds" in page))
                break
    assert refused == {("10", True)}
    somebody_else, _page = _ask(machine, "/loketten", of="127.0.0.10")
    assert somebody_else.status == 200


def _a_made_up_address_gives_no_fresh_start(machine: Machine) -> None:
    answers = _fill_in(
        machine, "/account/login", {"login": "niemand@example.nl"}, times=31,
        X_Forwarded_For="198.51.100.", X_Real_IP="198.51.100.", Forwarded="for=198.51.100.",
    )  # fmt: skip
    assert [answer.status for answer in answers][:20] == [200] * 20
    assert answers[-1].status == 429


def _one_number_leads_through_all_logs(machine: Machine) -> None:
    # A page that does not exist, asked with what nobody may read back in a log.
    answer, _page = _ask(
        machine, f"/{CANARY}?q={CANARY}", X_Forwarded_For=CANARY, User_Agent=CANARY, Referer=CANARY
    )
    number = answer.headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", number)
    told = [line for line in _lines(machine, "web") if line.get("request") == number]
    assert [line["event"] for line in told] == ["request.slow"]
    _somebody_exists(machine)
    # Nobody listens where this test sends its mails, and the worker says so.
    (asked,) = _fill_in(machine, "/account/wachtwoord-vergeten", {"email": f"{CANARY}@example.nl"})
    of_worker = _line_of(machine, "worker", asked.headers["X-Request-ID"])
    assert (of_worker["event"], of_worker["error"]) == ("outbox.failed", "ConnectionRefusedError")
    _the_server_itself_writes_so_too(machine)
    for service in ("proxy", "web", "worker", "beat", "keeper"):
        text = machine.log(service).read_text()
        assert CANARY not in text
        assert "127.0.0.1 " not in text


def _line_of(machine: Machine, service: str, number: str) -> dict[str, Any]:
    for _try in range(100):
        for line in _lines(machine, service):
            if line.get("request") == number:
                return line
        time.sleep(0.1)
    raise AssertionError(machine.log(service).read_text()[-3000:])


@contextmanager
def _superuser(machine: Machine) -> Iterator[Any]:
    password = machine.environment("database")["POSTGRES_PASSWORD"]
    link = psycopg2.connect(
        host="127.0.0.1", port=machine.ports["5432"], user="postgres", password=password,
        dbname="loketten",
    )  # fmt: skip
    with closing(link), link, link.cursor() as cursor:
        yield cursor


def _somebody_exists(machine: Machine) -> None:
    with _superuser(machine) as cursor:
        cursor.execute(
            "INSERT INTO accounts_user (email, password, name, language, theme, national_roles, "
            "is_active, is_demo, joined_at, session_generation) "
            "VALUES (%s, 'x', %s, 'nl', 'light', '{}', true, false, now(), 0)",
            [f"{CANARY}@example.nl".lower(), CANARY],
        )


def _the_server_itself_writes_so_too(machine: Machine) -> None:
    """One of its two processes is killed; the other serves on."""
    (server,) = _children(machine.running["web"].pid)
    os.kill(_children(server)[0], signal.SIGKILL)
    for _try in range(100):
        told = [line for line in _lines(machine, "web") if line.get("logger") == "_granian"]
        if told:
            break
        time.sleep(0.1)
    assert [line["event"] for line in told] == ["Unexpected exit from worker-1"]
    written = machine.log("web").read_text().splitlines()
    assert [line for line in written if not line.startswith("{")] == []


def _children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(one) for thread in threads for one in (thread / "children").read_text().split()]


def _the_doctor_and_the_keeper_know_their_way(machine: Machine) -> None:
    kept = machine.run("keeper", "python", "manage.py", "backup")
    assert re.search(r"\d+ rows in \d+ tables", kept.stdout), kept.stderr
    done = machine.run("keeper", "python", "manage.py", "doctor")
    assert done.returncode == 1
    for name in ("database", "walls between desks", "Redis", "worker", "secret key", "addresses"):
        assert f"good   {name}" in done.stdout, done.stdout
    # Nobody listens where this test sends its mails, and no drill was done.
    assert "good   mail server" in done.stdout
    assert "No backup was tried out this week" in done.stdout
    assert "wrong  mail server" in machine.run("worker", "python", "manage.py", "doctor").stdout


def _nobody_is_dropped_when_the_web_stops(machine: Machine) -> None:
    stopped = threading.Event()
    answers: list[int] = []
    lost: list[str] = []

    def ask(address: str) -> None:
        link = HTTPConnection("127.0.0.1", int(machine.ports["8000"]), timeout=20)
        try:
            link.request("GET", address, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
            answers.append(link.getresponse().status)
        except (OSError, HTTPException) as error:
            lost.append(repr(error))
        finally:
            link.close()

    def visit() -> None:
        while not stopped.is_set():
            ask("/loketten")

    visitors = [threading.Thread(target=visit) for _visitor in range(4)]
    for visitor in visitors:
        visitor.start()
    time.sleep(0.5)
    machine.running["web"].terminate()
    while machine.is_healthy("web"):
        time.sleep(0.1)
    assert machine.running["web"].poll() is None, "it says so before it stops"
    asked_after = len(answers)
    # The proxy has seen it by now and sends nobody any more; what is asked is still answered.
    time.sleep(0.5)
    stopped.set()
    for visitor in visitors:
        visitor.join()
    assert len(answers) > asked_after
    slow = threading.Thread(target=ask, args=["/vacatures?q=traag"])
    with _superuser(machine) as cursor:
        # Whoever searches now waits until the web was told to stop, and then some.
        cursor.execute("LOCK TABLE vacancies_listing IN ACCESS EXCLUSIVE MODE")
        slow.start()
        while _still_listens(machine):
            time.sleep(0.1)
        assert slow.is_alive()
    slow.join()
    assert lost == []
    assert set(answers) == {200}
    assert machine.running.pop("web").wait(timeout=60) == 0


def _still_listens(machine: Machine) -> bool:
    with closing(socket.socket()) as link:
        return link.connect_ex(("127.0.0.1", int(machine.ports["8000"]))) == 0


def _without_a_web_the_proxy_has_words(machine: Machine) -> None:
    assert _kept(machine, "/loketten")[0] in {"HIT", "STALE"}
    for address, words in {
        "/vacatures?q=nieuw": "We zijn zo terug",
        "/en/vacatures?q=nieuw": "We will be back soon",
        "/api/v1/vacancies?q=nieuw": '"status":503',
    }.items():
        answer, page = _ask(machine, address)
        assert answer.status == 503
        assert words in page.decode()


def _write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now).not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
