"""One prepared process for all tests of the engines."""

from collections.abc import Iterator

import pytest

from autograde.engine.forked import ForkedEngine, can_fork


@pytest.fixture(scope="module")
def forked() -> Iterator[ForkedEngine]:
    """An engine whose process has run nothing before this module's tests."""
    if not can_fork():
        pytest.skip("this system does not fork processes; the ordinary kernel is used here")
    with ForkedEngine() as engine:
        yield engine
