"""Lets `python -m bargain_cli` do what `bargain` does, where the command is not on the path."""

from bargain_cli import main

main()
