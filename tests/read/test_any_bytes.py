"""To test that no bytes whatever, in a file of any ending, stop the reading of a pile; `scripts/fuzz` tries more."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from inputs import SOUND, TEXT, broken
from memcon.limits import Limits
from memcon.read import READERS, read

LONG = int(os.environ.get("MEMCON_FUZZ", "0"))
"""Examples of each ending in the long form; 0 is the short one."""

EXAMPLES = settings(
    max_examples=LONG or 12,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink) if LONG else (Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
ENDINGS = sorted({*SOUND, *READERS})
SLOW = 5.0
"""CPU-seconds that a file of 100 kB may take; told in the long form alone, on a quiet core."""


@pytest.mark.parametrize("ending", SOUND)
def test_the_sound_files_are_sound(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"any{ending}"
    file.write_bytes(SOUND[ending]())
    assert [(r.problem, r.outcome) for r in read([file])] == [(None, "coded")] * len(list(read([file])))


@pytest.mark.parametrize("ending", ENDINGS)
@EXAMPLES
@given(data=st.data())
def test_any_bytes_become_rows(tmp_path: Path, ending: str, data: st.DataObject) -> None:
    file, good = tmp_path / f"any{ending}", tmp_path / "zz.txt"
    good.write_text(TEXT)
    sound = SOUND.get(ending, lambda: b"")()
    file.write_bytes(data.draw(broken(sound) | st.binary(max_size=300)))
    begun = time.process_time()
    found = list(read([tmp_path], Limits(seconds=30)))
    assert not LONG or time.process_time() - begun < SLOW
    assert found[-1].text == TEXT or TEXT in [report.text for report in found]  # the other file of the pile is read
    assert [report for report in found if report.path.startswith(str(file)) or str(file) in str(report.also)]
    for report in found:
        assert report.outcome in ("coded", "skipped", "failed")
        assert report.problem or report.outcome == "coded"
        for words in (report.text, report.path, report.problem or "", report.title or "", report.url or ""):
            words.encode("utf-8")
