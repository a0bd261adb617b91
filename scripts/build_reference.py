"""To build memcon's reference data from the open sources beside the repository and the editors' own tables."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "reference"))

from persons import build_persons
from places import build_places
from states import build_bodies, build_metonyms, build_states
from visits import build_visits


def main() -> None:
    """Write states, metonyms, bodies, places, persons and posts into src/memcon/data; states come first."""
    for build in (build_states, build_metonyms, build_bodies, build_places, build_persons, build_visits):
        build()


if __name__ == "__main__":
    main()
