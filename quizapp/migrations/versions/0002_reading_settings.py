"""How a person likes the text set"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("reading_settings", sa.JSON(none_as_null=True), nullable=True)
        )


def downgrade() -> None:
    """Going back is done by restoring the backup that was made before."""
    raise NotImplementedError("restore the backup made before the upgrade instead")
