"""Time, feedback, reading tools, and what a student may say about a mark"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# What was told until now: nothing while answering, everything from handing in on.
TOLD = (
    '["answers", "correctness", "marks", "option_feedback", "explanation", "evidence", '
    '"right_answer", "overall"]'
)
HOMEWORK = f'{{"during": [], "after": {TOLD}, "later": {TOLD}, "closed": {TOLD}}}'


def upgrade() -> None:
    op.create_table(
        "glossary_entries",
        sa.Column("id", BIG, nullable=False),
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("translation", sa.String(), nullable=False),
        sa.Column("translation_language", sa.String(), nullable=False),
        sa.Column("made_by_id", BIG, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("meaning <> ''", name=op.f("ck_glossary_entries_meaning")),
        sa.CheckConstraint("word <> ''", name=op.f("ck_glossary_entries_word")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_glossary_entries_article_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["users.id"],
            name=op.f("fk_glossary_entries_made_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_entries")),
        sa.UniqueConstraint("article_id", "word", name=op.f("uq_glossary_entries_article_id_word")),
    )
    with op.batch_alter_table("glossary_entries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_glossary_entries_made_by_id"), ["made_by_id"], unique=False
        )

    op.create_table(
        "annotations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("article_version_id", BIG, nullable=False),
        sa.Column("span_start", BIG, nullable=False),
        sa.Column("span_end", BIG, nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("style", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "style IN ('important', 'question', 'new_word', 'disagree')",
            name=op.f("ck_annotations_style"),
        ),
        sa.CheckConstraint(
            "0 <= span_start AND span_start < span_end", name=op.f("ck_annotations_span")
        ),
        sa.ForeignKeyConstraint(
            ["article_version_id"],
            ["article_versions.id"],
            name=op.f("fk_annotations_article_version_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_annotations_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotations")),
        sa.UniqueConstraint(
            "user_id",
            "article_version_id",
            "span_start",
            "span_end",
            name=op.f("uq_annotations_user_id_article_version_id_span_start_span_end"),
        ),
    )
    with op.batch_alter_table("annotations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_annotations_article_version_id"), ["article_version_id"], unique=False
        )

    op.create_table(
        "extensions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("assignment_id", BIG, nullable=False),
        sa.Column("student_id", BIG, nullable=True),
        sa.Column("time_percent", sa.Integer(), nullable=True),
        sa.Column("extra_minutes", sa.Integer(), nullable=False),
        sa.Column("extra_attempts", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("granted_by_id", BIG, nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_extensions_window")),
        sa.CheckConstraint(
            "extra_attempts BETWEEN 0 AND 1000", name=op.f("ck_extensions_extra_attempts")
        ),
        sa.CheckConstraint(
            "extra_minutes BETWEEN 0 AND 10080", name=op.f("ck_extensions_extra_minutes")
        ),
        sa.CheckConstraint(
            "time_percent BETWEEN 100 AND 400", name=op.f("ck_extensions_time_percent")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name=op.f("fk_extensions_assignment_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["granted_by_id"],
            ["users.id"],
            name=op.f("fk_extensions_granted_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["users.id"], name=op.f("fk_extensions_student_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extensions")),
    )
    with op.batch_alter_table("extensions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_extensions_assignment_id_student_id_id",
            ["assignment_id", "student_id", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_extensions_granted_by_id"), ["granted_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_extensions_student_id"), ["student_id"], unique=False)

    op.create_table(
        "pauses",
        sa.Column("id", BIG, nullable=False),
        sa.Column("attempt_id", BIG, nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds_left", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", BIG, nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_pauses_ended")
        ),
        sa.CheckConstraint("seconds_left >= 0", name=op.f("ck_pauses_seconds_left")),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name=op.f("fk_pauses_attempt_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["users.id"], name=op.f("fk_pauses_ended_by_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pauses")),
    )
    with op.batch_alter_table("pauses", schema=None) as batch_op:
        batch_op.create_index("ix_pauses_attempt_id", ["attempt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pauses_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index(
            "uq_pauses_one_open",
            ["attempt_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "checks",
        sa.Column("attempt_id", BIG, nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_last", sa.Boolean(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_checks_revision")),
        sa.ForeignKeyConstraint(
            ["attempt_id", "slot"],
            ["served_slots.attempt_id", "served_slots.number"],
            name=op.f("fk_checks_attempt_id_slot"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("attempt_id", "slot", "revision", name=op.f("pk_checks")),
    )
    op.create_table(
        "slot_states",
        sa.Column("attempt_id", BIG, nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.Column("eliminated", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id", "slot"],
            ["served_slots.attempt_id", "served_slots.number"],
            name=op.f("fk_slot_states_attempt_id_slot"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("attempt_id", "slot", name=op.f("pk_slot_states")),
    )
    op.create_table(
        "challenges",
        sa.Column("id", BIG, nullable=False),
        sa.Column("attempt_id", BIG, nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("mark_id", BIG, nullable=False),
        sa.Column("article_version_id", BIG, nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("reply", sa.String(), nullable=True),
        sa.Column("decided_by_id", BIG, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "decision IN ('upheld', 'declined')", name=op.f("ck_challenges_decision")
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decision IS NULL) "
            "AND (decided_at IS NULL) = (decided_by_id IS NULL)",
            name=op.f("ck_challenges_decided"),
        ),
        sa.CheckConstraint(
            "0 <= span_start AND span_start < span_end", name=op.f("ck_challenges_span")
        ),
        sa.ForeignKeyConstraint(
            ["article_version_id"],
            ["article_versions.id"],
            name=op.f("fk_challenges_article_version_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id", "slot"],
            ["served_slots.attempt_id", "served_slots.number"],
            name=op.f("fk_challenges_attempt_id_slot"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["users.id"],
            name=op.f("fk_challenges_decided_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["mark_id"], ["marks.id"], name=op.f("fk_challenges_mark_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenges")),
        sa.UniqueConstraint("mark_id", name=op.f("uq_challenges_mark_id")),
    )
    with op.batch_alter_table("challenges", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_challenges_article_version_id"), ["article_version_id"], unique=False
        )
        batch_op.create_index("ix_challenges_attempt_id_slot", ["attempt_id", "slot"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_challenges_decided_by_id"), ["decided_by_id"], unique=False
        )

    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("limit_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("cuts_at_close", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("most_attempts", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("most_tries", sa.Integer(), server_default=sa.text("1"), nullable=False)
        )
        batch_op.add_column(sa.Column("feedback", sa.JSON(), nullable=True))
    assignments = sa.table("assignments", sa.column("feedback", sa.Text()))
    rules = sa.cast(sa.literal(HOMEWORK), sa.JSON()) if _is_postgresql() else HOMEWORK
    op.execute(assignments.update().values(feedback=rules))
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.alter_column("feedback", existing_type=sa.JSON(), nullable=False)
        for name, condition in (
            ("window", "closes_at > opens_at"),
            ("limit_minutes", "limit_minutes BETWEEN 1 AND 10080"),
            ("most_attempts", "most_attempts BETWEEN 1 AND 1000"),
            ("most_tries", "most_tries BETWEEN 1 AND 10"),
        ):
            batch_op.create_check_constraint(batch_op.f(f"ck_assignments_{name}"), condition)
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("ended_by", sa.String(), nullable=True))
    op.execute("UPDATE attempts SET ended_by = 'student' WHERE state = 'submitted'")
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.create_check_constraint(
            batch_op.f("ck_attempts_ended"), "(submitted_at IS NULL) = (ended_by IS NULL)"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_attempts_ended_by"), "ended_by IN ('student', 'time')"
        )
        batch_op.create_index(
            "ix_attempts_open_due_at",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
    with op.batch_alter_table("set_aside_responses", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_set_aside_responses_reason"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_set_aside_responses_reason"),
            "reason IN ('superseded', 'late', 'checked')",
        )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def downgrade() -> None:
    """Going back is done by restoring the backup that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade instead")
