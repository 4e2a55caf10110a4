"""The reading view: every part on a plain page, for a phone, a screen reader and paper, without a kernel."""
