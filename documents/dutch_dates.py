"""Days as people write them in Dutch."""

from datetime import date

from graph.wording import counted, in_dutch

__all__ = ["day_in_words", "days_left"]


def day_in_words(day: str) -> str:
    """Write ``2021-11-08`` as ``8 november 2021``; what is no day (``loopt nog``) stays as it is."""
    try:
        read = date.fromisoformat(day)
    except ValueError:
        return day
    return in_dutch(read.toordinal())


def days_left(until: str, today: date) -> str:
    """Tell in words how many days there are until a day, that day included; "" where it is no day."""
    try:
        left = (date.fromisoformat(until) - today).days
    except ValueError:
        return ""
    if left < 0:
        return f"{counted(-left, 'dag', 'dagen')} geleden verstreken"
    return "vandaag is de laatste dag" if not left else f"nog {counted(left, 'dag', 'dagen')}"
