"""The school on a JupyterHub, on one machine: the desk is a service, each learner has a server of her own.

Started by `jupyterhub -f deploy/jupyterhub/jupyterhub_config.py` as root, in an environment with
`bargaining-school[hub,postgresql]` that every account may read. docs/operations/jupyterhub.md explains it.

Everything that differs between places comes from the environment:
    BARGAIN_HUB_ORIGIN   what people type, such as https://learn.example.org
    BARGAIN_HUB_BIND     where the proxy listens; behind a web server with TLS: http://127.0.0.1:8000
    BARGAIN_HUB_STATE    a folder that only this account can enter: cookie secret and database of the Hub
    BARGAIN_HOME         the office, BARGAIN_CURRICULUM the lessons: folders only the desk's account can enter
    BARGAIN_HUB_DOMAIN   makes an e-mail address of an account: ana and example.org make ana@example.org
    BARGAIN_DESK_ACCOUNT the account the desk runs under, "" for the Hub's own
    BARGAIN_HUB_PROXY    the program configurable-http-proxy, BARGAIN_HUB_PORTS the first of four free ports
"""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - traitlets gives it to this file

ORIGIN = os.environ["BARGAIN_HUB_ORIGIN"].rstrip("/")
STATE = Path(os.environ["BARGAIN_HUB_STATE"])
HUB_PORT, PROXY_PORT, DESK_PORT = (int(os.environ.get("BARGAIN_HUB_PORTS", "8081")) + n for n in range(3))
ROLES = {"instructor": "instructors", "staff": "staff", "officer": "officers"}

# Hub and proxy speak to each other and to the desk on this machine only.
c.JupyterHub.bind_url = os.environ.get("BARGAIN_HUB_BIND", "http://127.0.0.1:8000")
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{HUB_PORT}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PROXY_PORT}"
c.ConfigurableHTTPProxy.command = [os.environ.get("BARGAIN_HUB_PROXY", "configurable-http-proxy")]
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{STATE / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
# A restart of the Hub leaves learners' servers at work.
c.JupyterHub.cleanup_servers = False

# Each server runs under the system account of whoever signed in: no other account can read her work, and she
# can read neither office nor lessons nor keys.
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [sys.executable, "-m", "classroom.lab.on_hub"]
c.Spawner.environment = {"BARGAIN_DESK": f"{ORIGIN}/services/desk"}
c.Spawner.env_keep = ["PATH", "LANG", "LC_ALL", "TZ"]
c.Spawner.default_url = "/classroom/desk"
c.Spawner.start_timeout = c.Spawner.http_timeout = 120
c.JupyterHub.implicit_spawn_seconds = 0.5

# The sign-in of the machine itself (PAM), until a program puts its own here.
c.JupyterHub.authenticator_class = "pam"
c.Authenticator.allow_all = True

# Who is in a group has that role at the desk's door, if the office's records give it to her as well.
c.JupyterHub.custom_scopes = {
    f"custom:desk:{role}": {"description": f"Enter the desk as {role}"} for role in ROLES
}
c.JupyterHub.load_groups = {group: {"users": []} for group in ROLES.values()}
c.JupyterHub.load_roles = [
    {"name": "user", "scopes": ["self", "access:services!service=desk"]},
    *({"name": role, "scopes": [f"custom:desk:{role}"], "groups": [group]} for role, group in ROLES.items()),
]
c.JupyterHub.services = [
    {
        "name": "desk",
        "url": f"http://127.0.0.1:{DESK_PORT}",
        "command": [
            *(sys.executable, "-m", "bargain_cli", "desk", "--hub", "--desk-url", ORIGIN),
            *("--hub-domain", os.environ.get("BARGAIN_HUB_DOMAIN", "")),
        ],
        "environment": {name: os.environ[name] for name in ("BARGAIN_HOME", "BARGAIN_CURRICULUM")},
        "oauth_no_confirm": True,
        "oauth_redirect_uri": f"{ORIGIN}/services/desk/hub/signed-in",
        "oauth_client_allowed_scopes": [f"custom:desk:{role}" for role in ROLES],
        **({"user": os.environ["BARGAIN_DESK_ACCOUNT"]} if os.environ.get("BARGAIN_DESK_ACCOUNT") else {}),
    }
]
