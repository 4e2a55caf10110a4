"""Serving the desk: what a stop in the middle left undone is done first."""

import pytest

from autograde.intake import receive
from desk.serve import serve
from desk.settings import DeskSettings


def test_the_desk_begins_by_completing_what_a_stop_left_undone(
    small_school, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = small_school.join()
    data = small_school.packet(ana, {"base": "$7"})

    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(receive, "write_canonical", stop)
        with pytest.raises(KeyboardInterrupt):
            small_school.send(ana, data)
    folder = small_school.office.session_folder("spring") / "submitted" / ana / small_school.part
    assert not folder.exists()
    served = {}
    monkeypatch.setattr("waitress.serve", lambda app, **settings: served.update(app=app, **settings))
    settings = DeskSettings(programs=small_school.programs)
    serve(small_school.office, small_school.courses, settings, host="127.0.0.1", port=8765)
    assert (folder / "answers.json").is_file()
    assert (served["host"], served["port"]) == ("127.0.0.1", 8765)
    assert served["app"].test_client().get("/healthz").text == "ok\n"
