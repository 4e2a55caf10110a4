"""JupyterLab as a learner meets it: one column of text, three buttons, no code in sight.

settings/       what JupyterLab reads: overrides, switched-off extensions, style sheet
command.py      the command line and environment that start it
extension.py    two addresses on her own Jupyter server: to the desk, and "open this part"
linking.py      whose workspace this is, and opening parts in it
kernel.py       a sentence instead of a traceback
"""

from classroom.lab.command import lab_command

__all__ = ["lab_command"]
