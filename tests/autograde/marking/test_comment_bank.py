"""The comment bank: own and shared sentences, changed by their author only."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograde.errors import GradingError
from autograde.marking.comment_bank import change_sentence, drop_sentence, keep_sentence, sentences_for
from autograde.office import Office, open_office

RIVERA, KELLER = "p-00000000000a", "p-00000000000b"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "office")


def test_own_sentences_come_first_and_others_only_when_shared(office) -> None:
    where = {"course": "costing", "part": "part01", "row": "Privacy"}
    own = keep_sentence(office, RIVERA, **where, text=" Leave the\nnames out. ", shared=False)
    keep_sentence(office, KELLER, **where, text="A row number will do.", shared=True)
    keep_sentence(office, KELLER, **where, text="Only Keller reads this.", shared=False)
    everywhere = keep_sentence(office, RIVERA, course="costing", part="", row="", text="Good.", shared=False)
    assert own.text == "Leave the names out."
    shown = [one.text for one in sentences_for(office, RIVERA, "costing", "part01")]
    assert shown == ["Good.", "Leave the names out.", "A row number will do."]
    assert sentences_for(office, RIVERA, "costing", "part02") == [everywhere]
    assert sentences_for(office, RIVERA, "language") == []
    again = keep_sentence(office, RIVERA, **where, text="Leave the names out.", shared=True)
    assert again.id == own.id
    assert len(sentences_for(office, RIVERA, "costing")) == 3


def test_only_the_author_changes_or_erases(office) -> None:
    own = keep_sentence(office, RIVERA, course="costing", part="", row="", text="Good.", shared=True)
    with pytest.raises(GradingError, match="not one of yours"):
        change_sentence(office, KELLER, own.id, text="Bad.", shared=True)
    with pytest.raises(GradingError, match="not one of yours"):
        drop_sentence(office, KELLER, "../" + own.id)
    with pytest.raises(GradingError, match="1 to 1,000"):
        change_sentence(office, RIVERA, own.id, text=" ", shared=True)
    assert change_sentence(office, RIVERA, own.id, text="Very good.", shared=False).text == "Very good."
    drop_sentence(office, RIVERA, own.id)
    assert sentences_for(office, RIVERA, "costing") == []
