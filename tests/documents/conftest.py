"""An ordinary advisory for each test that asks for one."""

import pytest

from screening.advisory import Advisory
from tests.documents.made import made


@pytest.fixture(name="advisory")
def an_advisory() -> Advisory:
    """Give an ordinary advisory."""
    return made()
