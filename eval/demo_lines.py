"""To put fifteen lines that the demo really prints on the README's first screen.

python eval/demo_lines.py [FROM]     FROM begins the first line to show; default: the days of the Washington summit
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- demo: written by `python eval/demo_lines.py` -->", "<!-- end of demo -->"
LINES, WIDTH = 15, 120
FROM = "1987-10-30"


def demo() -> list[str]:
    """What `memcon demo` prints, as lines without trailing blanks."""
    command = [str(Path(sys.executable).with_name("memcon")), "demo"]
    with tempfile.TemporaryDirectory() as work:
        wide = os.environ | {"COLUMNS": str(WIDTH)}
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=work, env=wide)
    return [line.rstrip() for line in done.stdout.splitlines()]


def window(printed: list[str], first: str) -> list[str]:
    """Fifteen lines from the first that begins with `first`; raises ValueError where none does."""
    found = next((number for number, line in enumerate(printed) if line.startswith(first)), None)
    if found is None:
        raise ValueError(f"the demo prints no line that begins with {first!r}; name another day")
    return printed[found : found + LINES]


def with_lines(page: str, lines: list[str]) -> str:
    """A page with the lines as a block between its marks; raises ValueError where the marks are missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md: expected the lines {BEGIN} and {END}; put them under the commands")
    block = "\n".join(["```text", *lines, "```"])
    return f"{before}{BEGIN}\n\n{block}\n\n{END}{after}"


def main() -> int:
    """Run the demo and write its lines into the README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", nargs="?", default=FROM)
    lines = window(demo(), parser.parse_args().first)
    README.write_text(with_lines(README.read_text(encoding="utf-8"), lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
