"""Credit lines of agencies, at the head and the foot of a report, and words that only look like one."""

import pytest

from memcon.links.wires import wires
from memcon.model import Report

BODY = (
    "The president of Kenya received the prime minister of Norway at State House to discuss fishing. "
    "They agreed to set up a commission, a spokesman said, and to meet again before the year is out. "
    "Ministers of both countries will prepare the meeting, which is to be held in Bergen or in Tromso. "
    "The two had last spoken in spring, on the margins of a conference, when neither would give way. "
)
CASES = [
    ("NAIROBI, May 7 (AFP) – " + BODY, None, "AFP"),
    ("NAIROBI, May 7. /TASS/. " + BODY, None, "TASS"),
    ("NAIROBI, May 7 (Xinhua) -- " + BODY, "Kenya Courier", "Xinhua"),
    ("Kenya and Norway talk fish\n\nReuters\n\n" + BODY, None, "Reuters"),
    ("NAIROBI — (AP) — " + BODY, None, "AP"),
    (BODY + "\n\n(Xinhua)", None, "Xinhua"),
    (BODY + "\n\nSource: Anadolu Agency", None, "Anadolu"),
    (BODY + " – AFP", None, None),
    (BODY + "\n\n– AFP", None, "AFP"),
    (BODY, "Reuters", "Reuters"),
    (BODY, "Associated Press", "AP"),
    (BODY + "\n\n(AP, Reuters)", None, None),
    ("NAIROBI, May 7 (Kenya Courier) – " + BODY, None, None),
    (BODY + "The premier, a former reporter of Reuters, declined to answer.", None, None),
    ("The group (known as SPA) met. " + BODY, None, None),
    (BODY, None, None),
]


@pytest.mark.parametrize(("text", "outlet", "agency"), CASES)
def test_the_agency_of_a_report(text: str, outlet: str | None, agency: str | None) -> None:
    assert wires([Report(id="r", text=text, path="r", outlet=outlet)]).get("r") == agency
