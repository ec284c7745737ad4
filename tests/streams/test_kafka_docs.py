"""Every topic and setting has its heading in docs/kafka.md, and nothing else has."""

import re
from pathlib import Path

from streams import settings, topics

TEXT = (Path(__file__).parent.parent.parent / "docs" / "kafka.md").read_text(encoding="utf-8")


def headings(section: str) -> set[str]:
    """Return the headings of one section."""
    part = TEXT.split(f"\n## {section}\n", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"^### (\S+)$", part, flags=re.MULTILINE))


def test_every_topic_has_its_heading() -> None:
    """A topic that nobody explains is a topic that nobody guards."""
    assert headings("Topics") == {topic.name for topic in topics.TOPICS}


def test_every_setting_has_its_heading() -> None:
    """Each environment variable is documented."""
    assert headings("Settings") == set(settings.variables())
