"""The application: settings in, a Flask app out."""

import gc

import flask
import jinja2
from werkzeug.middleware.proxy_fix import ProxyFix

from quizapp import config, db
from quizapp.accounts.profile_views import bp as profile
from quizapp.accounts.reset_views import bp as reset
from quizapp.accounts.views import bp as accounts
from quizapp.audit.views import bp as admin
from quizapp.authoring.question_views import bp as questions
from quizapp.authoring.views import bp as authoring
from quizapp.classes.card_views import bp as cards
from quizapp.classes.extension_views import bp as extensions
from quizapp.classes.giving_views import bp as giving
from quizapp.classes.granting_views import bp as granting
from quizapp.classes.group_views import bp as groups
from quizapp.classes.joining_views import bp as joining
from quizapp.classes.roster_views import bp as rosters
from quizapp.classes.sharing_views import bp as sharing
from quizapp.classes.student_views import bp as student
from quizapp.classes.terms_views import bp as terms
from quizapp.classes.views import bp as classes
from quizapp.marking.run_views import bp as remarking
from quizapp.marking.views import bp as marking
from quizapp.privacy.views import administrators as people_data
from quizapp.privacy.views import bp as privacy
from quizapp.privacy.views import students as students_data
from quizapp.reading.glossary_views import bp as glossary
from quizapp.reading.note_views import bp as notes
from quizapp.reading.views import bp as reading
from quizapp.results.views import bp as results
from quizapp.taking.assignment_views import bp as assignments
from quizapp.taking.challenge_views import bp as challenges
from quizapp.taking.checking_views import bp as checks
from quizapp.taking.pause_views import bp as pauses
from quizapp.taking.practice_views import bp as practice
from quizapp.taking.review_views import bp as taking
from quizapp.taking.slot_state_views import bp as slot_states
from quizapp.web import addresses, assets, errors, filters, headers, logs
from quizapp.web.access import allow_size, require_doors
from quizapp.web.forgery import Protection
from quizapp.web.hosts import own_hosts
from quizapp.web.sessions import TableSessions, raise_kept_fault

BLUEPRINTS = (
    practice,
    accounts,
    profile,
    reset,
    taking,
    checks,
    challenges,
    slot_states,
    pauses,
    assignments,
    student,
    terms,
    classes,
    joining,
    giving,
    extensions,
    rosters,
    cards,
    sharing,
    groups,
    granting,
    authoring,
    marking,
    remarking,
    questions,
    results,
    reading,
    glossary,
    notes,
    privacy,
    students_data,
    people_data,
    admin,
)


def create_app(settings: config.Settings | None = None) -> flask.Flask:
    """Return the app for these settings, or for those of the environment."""
    settings = settings or config.load()
    config.refuse_unsafe(settings)
    app = flask.Flask(
        __name__,
        template_folder=str(config.PROJECT / "templates"),
        static_folder=str(config.PROJECT / "static"),
    )
    app.view_functions["static"] = assets.send_asset
    app.config.update(_config(settings))
    if settings.proxies:
        hops = dict.fromkeys(("x_for", "x_proto", "x_host"), settings.proxies)
        # Flask's own way to put something before it.
        app.wsgi_app = ProxyFix(app.wsgi_app, **hops)  # type: ignore[method-assign]
    logs.set_up()
    app.session_interface = TableSessions()
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.bind(app, db.make_engine(settings.database_url))
    addresses.keep_addresses(app)
    app.before_request(raise_kept_fault)
    app.before_request(allow_size)  # before the token is looked for in what was sent
    Protection(app)
    filters.add_filters(app)
    errors.add_error_pages(app)
    app.after_request(headers.set_headers)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    require_doors(app)
    return app


def create_served_app() -> flask.Flask:
    """Return the app for a worker that serves it until it is stopped.

    What is there by now stays for good, so nobody has to look through it for garbage again;
    and pages make much that is gone by their end, so it is looked for less often.
    """
    app = create_app()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    return app


def _config(settings: config.Settings) -> dict[str, object]:
    """Return Flask's own settings, and those that pages ask for."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": "__Host-quizapp" if settings.is_https else "quizapp",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_HOURS": settings.session_hours,
        "GUEST_DAYS": settings.guest_days,
        "CARD_DAYS": settings.card_days,
        "PUBLIC_URL": settings.public_url,
        "IS_LAN": settings.is_lan,
        "MAIL_URL": settings.mail_url,
        "MAIL_FROM": settings.mail_from,
        "MAX_CONTENT_LENGTH": 256 * 1024,
        "MAX_FORM_PARTS": 1000,
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: its default ends a long quiz
        "WTF_CSRF_SSL_STRICT": False,  # web.forgery looks at more than the Referer
        "TRUSTED_HOSTS": own_hosts(settings.public_url, is_lan=settings.is_lan),
        "IS_TRUSTWORTHY": settings.is_https or settings.is_loopback,
    }
