"""Logs of the program itself: one JSON object a line on standard error, never on standard output, no personal data."""

import sys

import structlog

__all__ = ["configure_logs"]


def configure_logs() -> None:
    """Let structlog write so, with the moment in UTC."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        # Made anew at each call, so that standard error is whatever it is by then.
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
    )
