"""To load once what the tests of names share."""

import pytest

from memcon.reference import Reference, load_reference


@pytest.fixture(scope="session")
def known() -> Reference:
    """What memcon knows of the world and of words."""
    return load_reference()
