"""To measure linking on made piles with known truth: B-cubed precision, recall and F1, CPU-seconds, most memory.

python bench/link_piles.py [10k] [100k] [1M] [dense] [--noise mild]     default: 10k 100k
"""

import argparse
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence

from memcon.links.link import linked
from memcon.model import Event
from piles import NOISE, make_pile

SIZES = {"10k": (10_000, 3.0), "100k": (100_000, 10.0), "1M": (1_000_000, 20.0), "dense": (250_000, 1.0)}
"""Claims and years of each pile; the dense year is what ten million claims in forty years come to."""
SEED = 11
"""None of those that the weights are estimated from."""


def b_cubed(events: Sequence[Event], truth: Mapping[str, int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of events: for each claim, how much of its event and of its true event the two share."""
    size = Counter(truth.values())
    precision = recall = 0.0
    for event in events:
        inside = Counter(truth[claim] for claim in event.claims)
        precision += sum(n * n for n in inside.values()) / len(event.claims)
        recall += sum(n * n / size[number] for number, n in inside.items())
    precision, recall = precision / len(truth), recall / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def run(name: str, noise: str) -> None:
    """Make one pile, link it, word every link, print the figures."""
    n, years = SIZES[name]
    pile = make_pile(SEED, n, years=years, noise=noise)
    begun = time.process_time()
    links, events = linked(pile.claims, pile.reports, pile.actors)
    worded = sum(bool(link.why) for link in links)
    took = time.process_time() - begun
    precision, recall, f1 = b_cubed(events, pile.truth)
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(
        f"{name}, {noise}: {len(pile.claims):,} claims in {len(pile.reports):,} reports, {worded:,} links; "
        f"precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}; {took:.1f} CPU-s, {memory:,.0f} MB"
    )


def main() -> int:
    """Measure each pile in a process of its own, so that one's memory is not another's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", nargs="*", choices=[*SIZES, []], default=["10k", "100k"])
    parser.add_argument("--noise", choices=[*NOISE], default="measured", help="how many days are told wrong")
    asked = parser.parse_args()
    if len(asked.piles) == 1:
        run(asked.piles[0], asked.noise)
        return 0
    command = [sys.executable, __file__, "--noise", asked.noise]
    return max(subprocess.run([*command, name], check=False).returncode for name in asked.piles)


if __name__ == "__main__":
    sys.exit(main())
