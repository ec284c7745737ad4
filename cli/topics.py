"""`dwarsverband topics`: what the topics on Kafka must be, and making them so."""

import typer

from cli.options import Json
from cli.terminal import print_json
from streams import settings, topics

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None)


@app.command("plan")
def plan(json: Json = False) -> None:
    """Show what `apply` would do; change nothing."""
    found = topics.plan(settings.load())
    lines = _lines(found)
    if json:
        print_json(
            {
                "create": [topic.name for topic in found.create],
                "configure": _texts(found.configure),
                "refused": _texts(found.refused),
                "publish": found.publish,
            }
        )
        return
    print("\n".join(lines) if lines else "all topics are as they must be")


@app.command("apply")
def apply() -> None:
    """Make missing topics and set what may be set; refuse to change partitions or table."""
    found = topics.plan(settings.load())
    topics.apply(found)
    print("\n".join(_lines(found)) if not found.empty else "all topics are as they must be")


@app.command("check")
def check(json: Json = False) -> None:
    """Compare the topics with what they must be; exit 1 when something differs."""
    drifts = topics.check(settings.load())
    if json:
        print_json({"drifts": _texts(drifts)})
    else:
        print("\n".join(_texts(drifts)) if drifts else "all topics are as they must be")
    if drifts:
        raise typer.Exit(1)


def _texts(drifts: list[topics.Drift] | tuple[topics.Drift, ...]) -> list[str]:
    return [str(drift) for drift in drifts]


def _lines(plan: topics.Plan) -> list[str]:
    lines = [f"create {topic.name} ({topic.count} partitions): {topic.meaning}" for topic in plan.create]
    lines += [f"set {drift}" for drift in plan.configure]
    lines += [f"refused {drift}" for drift in plan.refused]
    return [*lines, "publish the table municipality → partition"] if plan.publish else lines
