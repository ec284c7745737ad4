"""The normalised name of an organisation: the one thing that the oracle shares with the product."""

from graph.identity.organisation_names import normalised

__all__ = ["normalised"]
