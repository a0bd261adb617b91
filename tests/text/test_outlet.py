"""To test that a page's outlet is read from its small print, and never guessed."""

import pytest

from memcon.model import Report
from memcon.text.divide import divide
from memcon.text.outlet import with_outlet
from told_pages import LEAD, MORE

FEET = [
    (
        "the holder of the rights",
        "Copyright © 2019 The Rift Valley Herald. All rights reserved.",
        "The Rift Valley Herald",
        "footer",
    ),
    ("years from and to", "© 2011-2019 Northern Review", "Northern Review", "footer"),
    ("a desk that signs", "Filed under:\n\nRift Valley Herald Editorial Team", "Rift Valley Herald", "byline"),
    ("no name", "All rights reserved.", None, "none"),
    ("a reporter is no outlet", "By Ann Moe", None, "none"),
    ("two names", "© 2019 Northern Review\n\n© 2019 Rift Valley Herald", None, "none"),
]


@pytest.mark.parametrize(("new", "foot", "outlet", "basis"), FEET, ids=[row[0] for row in FEET])
def test_small_print_names_the_outlet(new: str, foot: str, outlet: str | None, basis: str) -> None:
    report = with_outlet(divide(Report(id="r", text=f"{LEAD}\n\n{MORE}\n\n{foot}", path="r.txt"))).report
    assert (report.outlet, report.outlet_basis) == (outlet, basis), new


def test_a_given_outlet_stays() -> None:
    text = f"{LEAD}\n\n{MORE}\n\n© 2019 Northern Review"
    page = divide(Report(id="r", text=text, path="r.txt", outlet="Rift Valley Herald", outlet_basis="given"))
    assert with_outlet(page) == page


def test_rights_told_of_in_the_article_name_nobody() -> None:
    text = f"{LEAD}\n\nThey signed a treaty on copyright.\n\n{MORE}"
    assert with_outlet(divide(Report(id="r", text=text, path="r.txt"))).report.outlet is None
