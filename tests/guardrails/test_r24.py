"""R24: an advisory without what speaks for the applicant is none."""

import msgspec

from screening.advisory import missing
from tests.documents.made import made


def test_an_empty_ontlastend_is_missing() -> None:
    """The maker refuses to publish what has a missing field."""
    whole = made()
    assert "ontlastend" not in missing(whole)
    assert "ontlastend" in missing(msgspec.structs.replace(whole, ontlastend=[]))
