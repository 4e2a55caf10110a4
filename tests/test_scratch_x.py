def test_one(small_school):
    from datetime import timedelta
    ana = small_school.join()
    data = small_school.packet(ana, {"base": f"{500+5*small_school.variant(ana)}", "reading":"more", "letter":"Please send it by Friday, thank you."})
    r = small_school.send(ana, data)
    from autograde.feedback import feedback
    print(feedback(small_school.office,"spring",ana,"part01-count"))
    print(small_school.grade())
    print(feedback(small_school.office,"spring",ana,"part01-count"))
    from desk.app import create_app
    from desk.settings import DeskSettings
    app=create_app(small_school.office, small_school.courses, DeskSettings(programs=small_school.programs, demonstration=True, lab_url="http://127.0.0.1:8888", clock=lambda: small_school.during+timedelta(hours=2)))
    c=app.test_client()
    r=c.get("/"); print(r.status, r.text, r.headers)
    with c.session_transaction() as s: s["person"]=ana
    for u in ["/","/feedback/small/part01-count","/nope","/feedback/small/x"]:
        r=c.get(u); print(r.status); print(r.text)
