"""Another implementation, in another language, by other people: ours verify there, changed ones do not."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from autograde.certificate.issue import revoke
from autograde.certificate.publish import publish
from autograde.signing.signed_json import read_signed_json
from tests.autograde.certificate.changes import another_value, changed, leaves, renamed, without
from tests.autograde.certificate.small_program import ISSUED, STAFF, Program

HERE = Path(__file__).parent / "node"
Verify = Callable[[list[Any], dict[str, Any]], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def node_verifies(pytestconfig: pytest.Config) -> Verify:
    """The verifier with its packages from npm, installed once; skips, with the reason, without them."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("node and npm are not installed here")
    wanted = (HERE / "package.json").read_bytes()
    folder = pytestconfig.cache.mkdir(f"node-{sha256(wanted).hexdigest()[:12]}")
    if not (folder / "whole").exists():
        (folder / "package.json").write_bytes(wanted)
        install = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(install, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            pytest.skip(f"the packages cannot be had from npm: {done.stderr[-200:]}")
        (folder / "whole").touch()
    shutil.copy(HERE / "verify.mjs", folder)

    def verify(credentials: list[Any], documents: dict[str, Any]) -> list[dict[str, Any]]:
        later = (ISSUED + timedelta(days=100)).isoformat()
        given = json.dumps({"now": later, "credentials": credentials, "documents": documents})
        done = subprocess.run(
            [node, "verify.mjs"],
            cwd=folder,
            input=given,
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )  # fmt: skip
        return list(json.loads(done.stdout))

    return verify


def published(program: Program, folder: Path) -> dict[str, Any]:
    """The status lists by their addresses, of a day gone by: its clock for lists cannot be set."""
    publish(program.office, folder, datetime(2025, 1, 1, tzinfo=UTC))
    lists = [json.loads(path.read_bytes()) for path in folder.glob("status-*.json")]
    return {one["id"]: one for one in lists}


def test_what_we_issue_verifies_there_and_a_revoked_one_does_not(
    program: Program, node_verifies: Verify, tmp_path: Path
) -> None:
    ana, bo = (program.completes(program.join(name)) for name in ("Ana Reyes", "Nguyễn Thị Minh"))
    program.attends(ana)
    issued = [program.issues(ana), program.issues(bo)]
    revoke(program.office, issued[1].number, "wrong person", STAFF, ISSUED + timedelta(days=1))
    credentials = [json.loads(program.credential(one)) for one in issued]
    found = node_verifies(credentials, published(program, tmp_path / "web"))
    assert found == [{"verified": True, "why": ""}, {"verified": False, "why": "revoked"}]


@pytest.mark.parametrize("change", [another_value, without, renamed])
def test_no_change_of_any_field_verifies_there(
    program: Program, node_verifies: Verify, tmp_path: Path, change: Callable[[Any, Any], None]
) -> None:
    issued = program.issues(program.completes(program.join()))
    document = read_signed_json(program.credential(issued), "c")
    paths = list(leaves(document))
    found = node_verifies(
        [document, *(changed(document, path, change) for path in paths)], published(program, tmp_path / "web")
    )
    assert found[0]["verified"]
    assert [path for path, one in zip(paths, found[1:], strict=True) if one["verified"]] == []
