"""To measure that large and hostile input takes time in proportion: CPU-seconds of each stage against its aim.

python bench/hostile.py     exit 1 when a stage takes more than its aim
"""

import sys
import time
from collections.abc import Callable
from random import Random

from memcon.dates import find
from memcon.dates.settle import settle
from memcon.links.copies import copies
from memcon.model import Report
from memcon.reference import load_reference
from memcon.text.divide import divide
from memcon.text.marks import quoted

MARKS = ('"', "“", "”", "'", "‘", '" ', "“a ", "``", "a'b ", '“a"”’ ', "“\n")
TIMES = ("1 ", "two ", "May 7 to ", "from the ", "first week of ", "12-", "a\n\n", "last ", "(")
TOLD = ("May 7 to ", "two days later ", "On May 7 they met. ", "Tuesday, May 7\n")
MONSTERS = {
    "one line": "The president met the premier in Nairobi. " * 120_000,
    "one word": "a" * 5_000_000,
    "many short lines": "Who came?\n" * 30_000,
    "many blanks": " \n" * 2_500_000,
    "many marks": "(AP Photo/" * 500_000,
    "columns": "the president met the premier of another state in his house\n" * 80_000,
}
PAGE = 200_000
"""Characters of the longest report that is coded."""
AIM = 2.0
"""CPU-seconds for each row on a quiet core, where the row names no other aim."""


def seconds(work: Callable[..., object], *given: object) -> float:
    """The CPU-seconds that one piece of work takes."""
    begun = time.process_time()
    work(*given)
    return time.process_time() - begun


def megabyte(stretch: str) -> str:
    """A megabyte of one stretch of text."""
    return stretch * (1_000_000 // len(stretch))


def report(text: str, name: str = "r") -> Report:
    """A report that is nothing but its text."""
    return Report(id=name, text=text, path=name)


def rows() -> list[tuple[str, float, float]]:
    """Name, CPU-seconds and aim of everything measured."""
    found = [(f"quoted: {noise!r}", seconds(quoted, megabyte(noise)[:PAGE]), AIM) for noise in MARKS]
    found += [(f"find: {piece!r}", seconds(find, megabyte(piece)), AIM) for piece in TIMES]
    found += [(f"divide: {name}", seconds(divide, report(text)), AIM) for name, text in MONSTERS.items()]
    found += [("load the reference", seconds(load_reference), 0.5)]
    known = load_reference()
    for piece in TOLD:
        page = divide(report(megabyte(piece)))
        times = find(page.report.text)
        found.append((f"settle: {piece!r}", seconds(settle, page, times, (), known), AIM))
    pile = copied_pile()
    found.append(("copies: 2,500 reports", seconds(copies, pile), 8.0))
    return found


def copied_pile() -> list[Report]:
    """Two thousand reports of three hundred words, and copies of a quarter of them."""
    random = Random(3)
    words = [f"word{n}" for n in range(4000)]
    texts = [" ".join(random.choices(words, k=300)) for _ in range(2000)]
    texts += [text + " and one more sentence at the end" for text in texts[:500]]
    return [report(text, f"{n:05}") for n, text in enumerate(texts)]


def main() -> int:
    """Measure and print."""
    slow = 0
    for name, took, aim in rows():
        slow += took > aim
        print(f"{took:7.2f} s  aim {aim:g} s  {'TOO SLOW  ' if took > aim else ''}{name}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
