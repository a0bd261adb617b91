"""To measure how fast saved pages become reports: pages per CPU-second, beside the extractor alone in precision mode.

python bench/pages.py [FOLDER]     default: the pages that lie beside the repository
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from trafilatura import bare_extraction

from memcon.read.fields import Fields
from memcon.read.html import page

PAGES = Path(__file__).parents[2] / "shared" / "data" / "html" / "kremlin"
ROUNDS = 3


def pages_a_second(work: Callable[[Path, bytes], object], pages: dict[Path, bytes]) -> float:
    """Pages that `work` takes in a CPU-second, the first round, which loads and fills caches, left out."""
    for file, raw in pages.items():
        work(file, raw)
    begun = time.process_time()
    for _ in range(ROUNDS):
        for file, raw in pages.items():
            work(file, raw)
    return ROUNDS * len(pages) / (time.process_time() - begun)


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    pages = {file: file.read_bytes() for file in sorted(folder.glob("*.htm*"))}
    if not pages:
        raise SystemExit(f"{folder}: no .html files; name a folder of saved pages")
    ours = pages_a_second(lambda file, raw: page(raw, file, str(file), Fields()), pages)
    alone = pages_a_second(lambda _, raw: bare_extraction(raw, favor_precision=True, include_comments=False), pages)
    print(f"{len(pages)} pages: {ours:.1f} reports a CPU-second; the extractor alone in precision mode {alone:.1f}")


if __name__ == "__main__":
    main()
