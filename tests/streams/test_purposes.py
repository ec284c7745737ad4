"""Purposes: the default of each topic and what a registration changes."""

import pytest

from streams.purposes import DEFAULTS, KNOWN, Registration, allowed, purpose_of


@pytest.mark.parametrize(("topic", "code"), DEFAULTS.items())
def test_an_event_without_a_purpose_has_that_of_its_topic(topic: str, code: str) -> None:
    """Unless its source is registered with another."""
    assert purpose_of(topic, None) == code
    assert purpose_of(topic, None, Registration(default="toezicht")) == "toezicht"
    assert purpose_of(topic, "meldingen", Registration(default="toezicht")) == "meldingen"


@pytest.mark.parametrize("topic", DEFAULTS)
def test_bibob_is_for_no_topic_of_a_source(topic: str) -> None:
    """Known, and refused there; the desk's own topic may carry it."""
    assert "bibob" in KNOWN
    assert not allowed(topic, "bibob", None)
    assert allowed("decisions", "bibob", None)
