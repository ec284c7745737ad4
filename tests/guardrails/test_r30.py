"""R30: a register hit or a tip alone refuses nothing."""

from screening.advisory import Uitkomst, Weging
from screening.dossier import Dossier
from screening.ladder import Situation, climb


def test_a_hit_alone_never_goes_above_own_research() -> None:
    """Whatever else a human recorded."""
    for danger in (None, "ernstig_gevaar", "mindere_mate"):
        for done in (None, "2026-01-01"):
            dossier = Dossier(
                treffers=("bibob_register", "tip"), gevaar=danger, eigen_onderzoek_volledig=done
            )
            now = Situation(
                allowed=True, open_questions=0, suspicions=0, weighing=Weging.BEVESTIGD, dossier=dossier
            )
            assert climb(now)[0].trede <= Uitkomst.EIGEN_ONDERZOEK.trede
