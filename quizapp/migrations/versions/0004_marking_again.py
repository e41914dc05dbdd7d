"""Evidence asked for too, hints, and marking again"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "marking_runs",
        sa.Column("id", BIG, nullable=False),
        sa.Column("assignment_id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=True),
        sa.Column("question_version_id", BIG, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("made_by_id", BIG, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by_id", BIG, nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(question_id IS NULL) = (question_version_id IS NULL)",
            name=op.f("ck_marking_runs_question_version"),
        ),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undone_by_id IS NULL)", name=op.f("ck_marking_runs_undone")
        ),
        sa.CheckConstraint("changed >= 0", name=op.f("ck_marking_runs_changed")),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name=op.f("fk_marking_runs_assignment_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["users.id"],
            name=op.f("fk_marking_runs_made_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["questions.id"],
            name=op.f("fk_marking_runs_question_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["question_version_id"],
            ["question_versions.id"],
            name=op.f("fk_marking_runs_question_version_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"],
            ["users.id"],
            name=op.f("fk_marking_runs_undone_by_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marking_runs")),
    )
    with op.batch_alter_table("marking_runs", schema=None) as batch_op:
        for name in (
            *("assignment_id", "made_by_id", "question_id"),
            *("question_version_id", "undone_by_id"),
        ):
            batch_op.create_index(batch_op.f(f"ix_marking_runs_{name}"), [name], unique=False)
    op.create_table(
        "hints_taken",
        sa.Column("attempt_id", BIG, nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_hints_taken_level")),
        sa.ForeignKeyConstraint(
            ["attempt_id", "slot"],
            ["served_slots.attempt_id", "served_slots.number"],
            name=op.f("fk_hints_taken_attempt_id_slot"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("attempt_id", "slot", "level", name=op.f("pk_hints_taken")),
    )
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("show_where", sa.String(), server_default=sa.text("''"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("allows_hints", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    with op.batch_alter_table("served_slots", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("show_where", sa.String(), server_default=sa.text("''"), nullable=False)
        )
    with op.batch_alter_table("marks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_right", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("evidence_right", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("detail", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("run_id", BIG, nullable=True))
        batch_op.add_column(sa.Column("withdraws_id", BIG, nullable=True))
        batch_op.create_index(batch_op.f("ix_marks_run_id"), ["run_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_marks_withdraws_id"), ["withdraws_id"], unique=True)
        batch_op.create_foreign_key(
            batch_op.f("fk_marks_run_id"), "marking_runs", ["run_id"], ["id"], ondelete="RESTRICT"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_marks_withdraws_id"),
            "marks",
            ["withdraws_id"],
            ["id"],
            ondelete="RESTRICT",
        )
    with op.batch_alter_table("question_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("author_id", BIG, nullable=True))
        batch_op.create_index(
            batch_op.f("ix_question_versions_author_id"), ["author_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_question_versions_author_id"),
            "users",
            ["author_id"],
            ["id"],
            ondelete="RESTRICT",
        )


def downgrade() -> None:
    """Going back is done by restoring the backup that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade instead")
