"""The command `bargain`: arguments, progress and exit codes. Everything it does is done by the other
packages.

Exit codes: 0 done, 2 the command could not do it (one sentence on the error stream says why), 130 stopped
with Ctrl-C.
"""

__all__ = ["main"]


def main() -> None:
    """Run the command with the arguments of this process."""
    from bargain_cli.app import run

    run()
