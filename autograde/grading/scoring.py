"""nbgrader's own autograding of one submission whose notebook has been run elsewhere.

Imported only when something is about to be scored: nbgrader costs seconds. Called by score.py alone.
"""

from typing import Any

from nbconvert.writers import FilesWriter
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute
from traitlets import Unicode

__all__ = ["AutogradeExecuted"]


class AutogradeExecuted(Autograde):  # type: ignore[misc]
    """`nbgrader autograde` with an executed notebook in place of its two passes: sanitizing, and Execute.

    Student, submission, timestamp, files for formgrader and every later step are nbgrader's own, in its
    order.
    """

    executed = Unicode()

    def start(self) -> None:
        """As BaseConverter.start does, without changing the working folder, which other threads share."""
        self.init_notebooks()
        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = self.exporter_class(parent=self, config=self.config)
        for step in self.autograde_preprocessors:
            if step is not Execute:
                self.exporter.register_preprocessor(step)
        self.convert_notebooks()

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Score the executed notebook as the one that was submitted as `notebook_filename`."""
        resources: Any = self.init_single_notebook_resources(notebook_filename)
        output, resources = self.exporter.from_filename(self.executed, resources=resources)
        self.write_single_notebook(output, resources)
