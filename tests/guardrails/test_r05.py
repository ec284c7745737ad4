"""R5: forbidden features are refused."""

import msgspec
import pytest

from streams.forbidden import CONTAINED, EXACT
from streams.gateway import Gateway, Refused
from streams.pseudonyms import Keys
from tests.guardrails.conftest import Town


@pytest.mark.parametrize(
    "name", [*CONTAINED, *EXACT, "Nationaliteit", "inkomensKlasse", "bijstandsuitkering"]
)
def test_a_forbidden_name_is_refused_and_its_value_not_kept(name: str, town: Town) -> None:
    """At depth, in any case; what is kept of it is masked."""
    event = next(
        one for one in town.events if isinstance(one, dict) and one.get("data", {}).get("betrokkenen")
    )
    party = event["data"]["betrokkenen"][0] | {"extra": [{name: "geheim-123"}]}
    changed = event | {"data": event["data"] | {"betrokkenen": [party]}}
    refused = Gateway(Keys.load(None)).check(msgspec.json.encode(changed))
    assert isinstance(refused, Refused)
    assert refused.reason == "forbidden"
    assert b"geheim-123" not in (refused.masked or b"")
