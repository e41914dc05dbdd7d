"""./quiz run: set up on first use, then serve."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from quizapp import config, db
from quizapp.accounts.actions import LINK_HOURS, has_teacher, make_first_teacher_link
from quizapp.authoring.loading import FaultySet, load_question_set
from quizapp.classes.actions import open_practice
from quizapp.cli.articles import read_article
from quizapp.cli.database import load_settings, prepare
from quizapp.cli.questions import in_lines, read_set
from quizapp.reading.actions import add_article
from quizapp.serving import serve


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--lan", "is_lan", is_flag=True, help="Let phones in the same network in; plain HTTP."
)
@click.option("--no-demo", is_flag=True, help="Load no articles and questions of ours.")
def run(port: int, is_lan: bool, no_demo: bool) -> None:
    """Set up on first use, serve, and print where to go. Stop it with Ctrl-C."""
    address = "0.0.0.0" if is_lan else "127.0.0.1"  # noqa: S104  asked for with --lan
    _refuse_a_taken_port(address, port)
    # The workers are processes of their own and read the settings from the environment.
    os.environ["QUIZAPP_LAN"] = "1" if is_lan else "0"
    if not config.chosen().get("PUBLIC_URL"):
        host = lan_address() if is_lan else address
        os.environ["QUIZAPP_PUBLIC_URL"] = f"http://{host}:{port}"
    settings = _safe_settings()
    engine = prepare(settings)
    if not no_demo:
        load_demo(engine)
    _say_where_to_go(settings, _first_teacher_path(engine), is_lan=is_lan)
    engine.dispose()
    with _job_worker():
        serve(address, port)


def _safe_settings() -> config.Settings:
    """Return the settings, or refuse in words before any worker starts."""
    settings = load_settings()
    try:
        config.refuse_unsafe(settings)
    except config.WrongSetting as wrong:
        raise click.ClickException(str(wrong)) from wrong
    return settings


def load_demo(engine: Engine) -> None:
    """Load seeds/ and questions/ and open a practice class; what is loaded stays as it is."""
    now = datetime.now(UTC)
    with db.open_session(engine, writes=True) as session:
        for path in sorted((config.PROJECT / "seeds").glob("*.md")):
            add_article(session, read_article(path), now, slug=path.stem)
        session.commit()
    with db.open_session(engine, writes=True) as session:
        for path in sorted((config.PROJECT / "questions").glob("*.yaml")):
            _load_set(session, path, now)
        open_practice(session, now)
        session.commit()


def _load_set(session: Session, path: Path, now: datetime) -> None:
    """Load one set, or say what is wrong with it and go on: the others can be served."""
    try:
        load_question_set(session, read_set(path), now)
    except FaultySet as faulty:
        click.echo("\n".join(in_lines(path, faulty.faults)), err=True)


def _first_teacher_path(engine: Engine) -> str:
    """Return the path of a new one-time link while there is no teacher, else ''."""
    with db.open_session(engine, writes=True) as session:
        if has_teacher(session):
            return ""
        token = secrets.token_urlsafe(24)
        make_first_teacher_link(session, token, datetime.now(UTC))
        session.commit()
    return f"/first-teacher/{token}"


def _say_where_to_go(settings: config.Settings, teacher_path: str, *, is_lan: bool) -> None:
    url = settings.public_url
    click.echo(f"\n  Practise at once, as a guest:   {url}/")
    if teacher_path:
        click.echo(
            f"  Become the first teacher:       {url}{teacher_path}\n"
            f"                                  (works once, for {LINK_HOURS} hours)"
        )
    else:
        click.echo(f"  Teachers sign in at:            {url}/sign-in")
    if is_lan:
        click.echo("\n  Phones in this network can open the first address, or scan this:\n")
        _print_qr(url + "/")
        click.echo("  Plain HTTP: use it only in a network you trust.")
    click.echo("\n  Stop with Ctrl-C.\n")
    sys.stdout.flush()


def _print_qr(url: str) -> None:
    import segno

    segno.make(url, error="m").terminal(out=sys.stdout, compact=True, border=2)


ELSEWHERE = "192.0.2.1"  # of no network: the way to it is the way to the internet
HOTSPOTS = ("192.168.2.2", "172.20.10.2", "192.168.137.2")  # as macOS, iOS and Windows make them


def lan_address() -> str:
    """Return the address that other machines in this network reach us at.

    A laptop that is its own hotspot has no way to the internet, but one to its phones.
    """
    for target in (ELSEWHERE, *_neighbours(), *HOTSPOTS):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                # Nothing is sent: connecting a datagram socket only picks the way out.
                probe.connect((target, 9))
            except OSError:
                continue  # no way there
            own: str = probe.getsockname()[0]
            if not own.startswith("127."):
                return own
    raise click.ClickException(
        "this machine is in no network that phones could share: join one or open a hotspot, "
        "then start again (without --lan the site is for this machine alone)"
    )


def _neighbours() -> Iterator[str]:
    """Yield an address in each network that this machine is in, where Linux tells them."""
    table = Path("/proc/net/route")
    rows = table.read_text("ascii").splitlines()[1:] if table.exists() else []
    for row in rows:
        # The network's own address, its bytes in this machine's order; the next is a host's.
        network = int(row.split()[1], 16).to_bytes(4, sys.byteorder)
        yield socket.inet_ntoa((int.from_bytes(network) + 2).to_bytes(4))


def _refuse_a_taken_port(address: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as fault:
            raise click.ClickException(
                f"port {port} cannot be used ({fault.strerror}); try ./quiz run --port {port + 1}"
            ) from fault


@contextmanager
def _job_worker() -> Iterator[None]:
    """Keep one job worker while the site is served."""
    command = [sys.executable, "-m", "huey.bin.huey_consumer", "quizapp.jobs.huey", "-q", "-w", "1"]
    worker = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(config.PROJECT)})  # noqa: S603  our own command
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=10)
