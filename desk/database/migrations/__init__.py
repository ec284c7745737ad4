"""Alembic's steps from each version of the desk's tables to the next."""
