"""Joining classes, cards, devices, limits, groups, accommodations, audit"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REFUSAL = "audit events are never changed"


def upgrade() -> None:
    op.create_table(
        "tallies",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("count >= 1", name=op.f("ck_tallies_count")),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_tallies")),
    )
    op.create_table(
        "accommodations",
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("time_percent", sa.Integer(), nullable=True),
        sa.Column(
            "granted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "time_percent BETWEEN 100 AND 400", name=op.f("ck_accommodations_time_percent")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by_id"],
            ["users.id"],
            name=op.f("fk_accommodations_granted_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_accommodations_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_accommodations")),
    )
    with op.batch_alter_table("accommodations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_accommodations_granted_by_id"), ["granted_by_id"], unique=False
        )

    op.create_table(
        "audit_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.CheckConstraint("action <> '' AND subject <> ''", name=op.f("ck_audit_events_action")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name=op.f("fk_audit_events_actor_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_audit_events_person_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
    )
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_events_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_events_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_events_person_id"), ["person_id"], unique=False)

    op.create_table(
        "groups",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("class_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_groups_name")),
        sa.ForeignKeyConstraint(
            ["class_id"], ["classes.id"], name=op.f("fk_groups_class_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("class_id", "name", name=op.f("uq_groups_class_id_name")),
        sa.UniqueConstraint("id", "class_id", name=op.f("uq_groups_id_class_id")),
    )
    op.create_table(
        "inspections",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "administrator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("class_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_inspections_reason")),
        sa.ForeignKeyConstraint(
            ["administrator_id"],
            ["users.id"],
            name=op.f("fk_inspections_administrator_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["class_id"], ["classes.id"], name=op.f("fk_inspections_class_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspections")),
    )
    with op.batch_alter_table("inspections", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inspections_administrator_id"), ["administrator_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_inspections_class_id"), ["class_id"], unique=False)

    op.create_table(
        "known_devices",
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_known_devices_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("token_sha256", "user_id", name=op.f("pk_known_devices")),
    )
    with op.batch_alter_table("known_devices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_devices_seen_at"), ["seen_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_known_devices_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sign_in_cards",
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words_hash", sa.String(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["users.id"],
            name=op.f("fk_sign_in_cards_made_by_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sign_in_cards_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_sign_in_cards")),
    )
    with op.batch_alter_table("sign_in_cards", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_cards_made_by_id"), ["made_by_id"], unique=False
        )

    op.create_table(
        "group_members",
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("class_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id", "user_id"],
            ["members.class_id", "members.user_id"],
            name=op.f("fk_group_members_class_id_user_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["group_id", "class_id"],
            ["groups.id", "groups.class_id"],
            name=op.f("fk_group_members_group_id_class_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("group_id", "user_id", name=op.f("pk_group_members")),
    )
    with op.batch_alter_table("group_members", schema=None) as batch_op:
        batch_op.create_index(
            "ix_group_members_class_id_user_id", ["class_id", "user_id"], unique=False
        )

    with op.batch_alter_table("classes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("language", sa.String(), server_default="en", nullable=False))
        batch_op.add_column(sa.Column("join_code", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("join_token", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("join_ends_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("asks_teacher", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_classes_join_code"), ["join_code"])
        batch_op.create_unique_constraint(batch_op.f("uq_classes_join_token"), ["join_token"])
        batch_op.create_check_constraint(
            batch_op.f("ck_classes_join_code"),
            "(join_code IS NULL) = (join_token IS NULL) "
            "AND (join_code IS NULL) = (join_ends_at IS NULL)",
        )

    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state", sa.String(), server_default="here", nullable=False))
        batch_op.add_column(sa.Column("roster_id", sa.String(), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_members_class_id_roster_id"), ["class_id", "roster_id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_members_state"), "state IN ('here', 'waiting', 'left')"
        )
        batch_op.drop_constraint(batch_op.f("ck_members_role"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_members_role"), "role IN ('student', 'teacher', 'co_teacher', 'reader')"
        )

    with op.batch_alter_table("one_time_links", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.create_index(batch_op.f("ix_one_time_links_user_id"), ["user_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_one_time_links_user_id"),
            "users",
            ["user_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        batch_op.drop_constraint(batch_op.f("ck_one_time_links_purpose"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_one_time_links_purpose"), "purpose IN ('first_teacher', 'new_password')"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_one_time_links_user_id"),
            "(purpose = 'new_password') = (user_id IS NOT NULL)",
        )

    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("browser", sa.String(), nullable=True))

    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("language", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("erasure_asked_at", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(batch_op.f("ck_users_email"), "email <> ''")
        batch_op.create_check_constraint(
            batch_op.f("ck_users_erased_is_disabled"),
            "erased_at IS NULL OR disabled_at IS NOT NULL",
        )

    _refuse_to_change_audit_events(op.get_bind().dialect.name)


def _refuse_to_change_audit_events(database: str) -> None:
    """Let the database itself refuse, whoever writes and by whatever program."""
    if database == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_events_refuse_{change.lower()} BEFORE {change} "
                f"ON audit_events BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_to_change_audit_events() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_events_refuse_change BEFORE UPDATE OR DELETE "
        "ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse_to_change_audit_events()"
    )


def downgrade() -> None:
    """Going back is done by restoring the backup that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade instead")
