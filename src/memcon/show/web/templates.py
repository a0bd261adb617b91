"""To write pages down: templates in which every value is escaped, and no character can steer what shows it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from memcon.show.mark import UNSAFE
from memcon.show.web import addresses, wording
from memcon.show.web.svg.density import draw_density
from memcon.show.web.svg.map import draw_map
from memcon.show.web.svg.timeline import draw


@cache
def environment() -> Environment:
    """What all templates share: filters that word values, functions that name addresses and draw."""
    made = Environment(
        loader=PackageLoader("memcon.show.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_steady,
    )
    made.filters |= {
        "when": lambda row: wording.when(row.first, row.last),
        "briefly": lambda row: wording.brief(wording.when(row.first, row.last)),
        "day": lambda day: wording.when(day, day),
        "plain": wording.plain,
        "grouped": wording.grouped,
        "mark": wording.mark,
        "sided": _sided,
        "web": _web_address,
    }
    made.globals |= {
        "url": addresses,
        "words": wording,
        "plural": wording.plural,
        "draw_timeline": draw,
        "draw_density": draw_density,
        "draw_map": draw_map,
    }
    return made


_ONLY_SHOWN: Mapping[str, Any] = {"token": "", "closed": "", "done": None, "compared": None, "back": ""}
"""What a page has around it where nothing can be decided."""


def written(template: str, page: object, around: Mapping[str, Any]) -> str:
    """A page as HTML; `around` is what every page has: the record's name, the path, the address of its twin."""
    return environment().get_template(template).render(page=page, **{**_ONLY_SHOWN, **around})


def _steady(value: Any) -> Any:
    """A value without characters that turn the direction of what follows, or that no page may hold."""
    if value is None:
        return ""
    return UNSAFE.sub("\ufffd", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _sided(parties: tuple[str, ...]) -> str:
    """Who takes part; those beyond the fourth are counted."""
    more = f" and {len(parties) - 4} more" if len(parties) > 4 else ""
    return " – ".join(parties[:4]) + more or "nobody named"


def _web_address(url: str | None) -> str:
    """An address that may be a link: of the web, nothing else (`javascript:`, `data:`)."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""
