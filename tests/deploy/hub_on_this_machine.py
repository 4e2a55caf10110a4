"""A whole JupyterHub on the loopback: an environment from the wheel, system accounts, our configuration.

What a program does by hand (docs/operations/jupyterhub.md), done for a test and undone after it. Needs root,
for the accounts; a Python that other accounts may run; and npm, for the Hub's proxy.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest

__all__ = ["DOMAIN", "PASSWORD", "Hub", "add_account", "environment", "proxy", "remove_account"]

ROOT = Path(__file__).parents[2]
DOMAIN, PASSWORD = "example.org", "a password for all, in this test"
UP_SECONDS = 120
CONFIG = """
load_subconfig({config!r})
c.JupyterHub.authenticator_class = "shared-password"  # in place of the machine's own sign-in
c.SharedPasswordAuthenticator.user_password = {password!r}
c.JupyterHub.load_groups = {{"instructors": {{"users": {instructors!r}}}}}
c.JupyterHub.log_level = "WARN"
"""


def environment(folder: Path) -> Path:
    """An environment with the wheel and what belongs to it, that every account may use; its bin folder.

    BARGAIN_TEST_HUB_BIN may name one that is there already: to make it takes a minute or more.
    """
    named = os.environ.get("BARGAIN_TEST_HUB_BIN")
    if named:
        return Path(named)
    python = "/usr/bin/python3"  # the one that runs these tests may lie in somebody's home
    uv = shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
    if os.geteuid() != 0:
        pytest.skip("learners' servers under accounts of their own take root")
    if not Path(python).exists() or not Path(uv).exists():
        pytest.skip("no uv, or no Python that every account of this machine may run")
    wanted = folder / "wanted.txt"
    extras = ["--extra", "hub", "--extra", "postgresql"]
    for words in (
        ["build", "--wheel", "-q", "-o", str(folder / "dist"), "."],
        ["venv", "-q", "--python", python, str(folder / "env")],
        ["export", "--frozen", "-q", "--no-dev", "--no-emit-project", *extras, "-o", str(wanted)],
    ):
        subprocess.run([uv, *words], cwd=ROOT, check=True, env={**os.environ, "VIRTUAL_ENV": ""})
    [wheel] = (folder / "dist").glob("*.whl")
    into = ["pip", "install", "-q", "--compile-bytecode", "--python", str(folder / "env" / "bin" / "python")]
    subprocess.run([uv, *into, "-r", str(wanted), str(wheel)], cwd=ROOT, check=True)
    return folder / "env" / "bin"


def proxy(folder: Path) -> Path:
    """configurable-http-proxy from npm, or a skip."""
    found = shutil.which("configurable-http-proxy")
    if found:
        return Path(found)
    npm = shutil.which("npm")
    got = npm and subprocess.run(
        [npm, "install", "--silent", "--prefix", str(folder), "configurable-http-proxy"], check=False
    )
    if not got or got.returncode:
        pytest.skip("the Hub's proxy, configurable-http-proxy, could not be had from npm")
    return folder / "node_modules" / ".bin" / "configurable-http-proxy"


def add_account(name: str) -> None:
    """A system account with a home."""
    subprocess.run(["useradd", "--create-home", "--shell", "/bin/sh", name], check=True)


def remove_account(name: str) -> None:
    """Take it away with its home; whatever still runs under it is ended first."""
    import psutil

    for process in psutil.process_iter(["uids"]):
        if process.info["uids"] and process.info["uids"].real == pwd.getpwnam(name).pw_uid:
            process.kill()
            process.wait(10)
    subprocess.run(["userdel", "--remove", name], check=True, capture_output=True)


class Hub:
    """The Hub as a process that can be stopped and started again."""

    def __init__(
        self, bin_folder: Path, proxy_program: Path, folder: Path, office: Path, curriculum: Path
    ) -> None:
        self.bin, self.folder = bin_folder, folder
        ports = _free_ports(4)
        self.origin = f"http://127.0.0.1:{ports}"
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("BARGAIN_", "PYTHON"))
            },
            "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            "BARGAIN_HUB_ORIGIN": self.origin,
            "BARGAIN_HUB_BIND": self.origin,
            "BARGAIN_HUB_PORTS": str(ports + 1),
            "BARGAIN_HUB_STATE": str(folder),
            "BARGAIN_HUB_DOMAIN": DOMAIN,
            "BARGAIN_HUB_PROXY": str(proxy_program),
            "BARGAIN_HOME": str(office),
            "BARGAIN_CURRICULUM": str(curriculum),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, instructors: list[str]) -> None:
        """Start it and wait until Hub and desk answer."""
        config = self.folder / "config.py"
        config.write_text(
            CONFIG.format(
                config=str(ROOT / "deploy" / "jupyterhub" / "jupyterhub_config.py"),
                password=PASSWORD,
                instructors=instructors,
            )
        )
        with (self.folder / "said.log").open("ab") as said:
            self.process = subprocess.Popen(
                [str(self.bin / "jupyterhub"), "-f", str(config)],
                cwd=self.folder, env=self.environment, stdout=said, stderr=said, start_new_session=True,
            )  # fmt: skip
        for path in ("/hub/health", "/services/desk/healthz"):
            self._wait_for(path)

    def stop(self) -> None:
        """End it as a service manager does; learners' servers go on."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)
            self.process = None

    def said(self) -> str:
        """Its log."""
        return (self.folder / "said.log").read_text(errors="replace")

    def _wait_for(self, path: str) -> None:
        limit = time.monotonic() + UP_SECONDS
        while time.monotonic() < limit:
            assert self.process is not None
            if self.process.poll() is not None:
                break
            try:
                if httpx.get(self.origin + path, trust_env=False).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.2)
        raise RuntimeError(f"{path} did not answer:\n{self.said()[-6000:]}")


def _free_ports(count: int) -> int:
    """The first of so many free ports in a row."""
    for first in range(18100, 19100, count):
        try:
            for port in range(first, first + count):
                socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return first
    raise RuntimeError("no free ports")
