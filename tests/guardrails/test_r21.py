"""R21: suspicion is no fact."""

from tests.guardrails.conftest import Town


def test_a_flag_says_how_sure_its_links_are(town: Town) -> None:
    """Its band is a part of one, low before high, and every link it rests on has its probability."""
    for flag in town.flags().values():
        low, high = flag.band
        assert 0.0 <= low <= high <= 1.0
        assert all(0.0 < link.probability <= 1.0 for link in flag.identity)
