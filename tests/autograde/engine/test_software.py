"""The hash of the software: the same for the same code, however installed, and another for any other."""

from pathlib import Path

import pytest

from autograde.engine.software import software_here, software_in

FILES = {
    "autograde/grading/verify.py": "points = 1",
    "bargaining/raises.py": "rate = 2",
    "datasets/salaries/salaries.csv": "step,dollars\n1,50000\n",
}


def install(root: Path, **changed: str) -> Path:
    for name, text in {**FILES, **changed}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_a_checkout_and_a_wheel_with_the_same_code_are_the_same(tmp_path: Path) -> None:
    checkout, wheel = install(tmp_path / "checkout"), install(tmp_path / "wheel")
    (wheel / "datasets").rename(wheel / "bargaining" / "_datasets")
    install(wheel, **{"autograde/_programs/units.toml": "", "autograde/__pycache__/verify.json": "{}"})
    assert software_in(checkout) == software_in(wheel)


@pytest.mark.parametrize("name", [*FILES, "classroom/new.py"])
def test_any_other_code_or_data_is_other_software(name: str, tmp_path: Path) -> None:
    assert software_in(install(tmp_path / "a")) != software_in(install(tmp_path / "b", **{name: "other"}))


def test_what_is_installed_here_has_a_hash() -> None:
    assert len(software_here()) == 64
