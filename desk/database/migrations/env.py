"""Runs Alembic's steps on the connection that `desk.database.migrating` hands over."""

from alembic import context

from desk.database.schema import SCHEMA

context.configure(connection=context.config.attributes["connection"], target_metadata=SCHEMA)
context.run_migrations()
