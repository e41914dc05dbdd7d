"""Sending mail, when whoever runs the site has said how: after the commit, never before."""

import smtplib
import ssl
from email.message import EmailMessage
from threading import Thread
from urllib.parse import unquote, urlsplit

import flask
import structlog

PATIENCE = 20  # seconds that the mail server may take
log = structlog.get_logger("quizapp")


def has_mail() -> bool:
    """Can this site send mail?"""
    return bool(flask.current_app.config["MAIL_URL"])


def send_later(to: str, subject: str, text: str) -> None:
    """Send a mail without making anybody wait: the time of an answer tells nothing."""
    message = EmailMessage()
    message["To"], message["From"] = to, flask.current_app.config["MAIL_FROM"]
    message["Subject"] = subject
    message.set_content(text)
    Thread(target=_send, args=(flask.current_app.config["MAIL_URL"], message)).start()


def _send(url: str, message: EmailMessage) -> None:
    parts = urlsplit(url)
    host, safely = parts.hostname or "", ssl.create_default_context()
    try:
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, parts.port or 465, timeout=PATIENCE, context=safely
            )
        else:
            server = smtplib.SMTP(host, parts.port or 587, timeout=PATIENCE)
        with server:
            if parts.scheme == "smtp" and parts.username:
                # A password is not sent to be read along.
                server.starttls(context=safely)
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as fault:
        log.error("mail not sent", exc_info=fault)
