"""To read a page's outlet from its own small print: who holds the rights, or whose desk signs."""

import re

from msgspec.structs import replace

from memcon.model import Page, Section

_NAME = r"(?:The )?[A-Z][\w'’&-]*(?: (?:of |de |del |the )?[A-Z][\w'’&-]*){0,4}"
_YEARS = r"(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?"
_RIGHTS = re.compile(rf"(?:©|Copyright|\(c\))[\s©(c),]*{_YEARS}[\s,:]*({_NAME})\.?(?:\s|$)")
_DESK = re.compile(rf"(?:By\s+)?({_NAME}) (?:Editorial (?:Team|Board|Staff|Desk)|Newsroom|News Desk|Web Desk)")


def with_outlet(page: Page) -> Page:
    """The page, its report with the outlet that its small print names; as it is where one is given or none is named.

    Read only in furniture and only where it names one outlet: "© 1988 Northern Review" (basis footer), a line of its
    own like "Northern Review Editorial Team" (basis byline).
    """
    if page.report.outlet:
        return page
    lines = [line.strip() for s in page.sections if s.role == "furniture" for line in _lines(page, s)]
    signed = {found[1] for line in lines if (found := _DESK.fullmatch(line))}
    held = {found[1] for line in lines if (found := _RIGHTS.match(line))}
    for basis, names in (("footer", held), ("byline", signed)):
        if len(names) == 1:
            return replace(page, report=replace(page.report, outlet=names.pop(), outlet_basis=basis))
    return page


def _lines(page: Page, section: Section) -> list[str]:
    """The lines of a section."""
    return page.report.text[section.start : section.end].splitlines()
