"""A consent that is asked for at the desk and answered at the other one: both ledgers say the same to the group."""


def test_a_consent_is_asked_for_given_and_taken_back(answered, say):
    """The card shows what was answered last, and the record raises no alarm about it."""
    ours = answered.reference
    asked = answered.call(
        "desk", "--as", "Olena", given=say(f"/claim {ours}", f"/ask {ours} consent_publish"), unlock=True
    )
    assert "May we write about it publicly" in asked.out
    code = say("3", answered.code).removesuffix("\n")
    for answers, shown in ((("1", "2", "1"), "Publish: with initials only"), (("2", "2", "3", "1"), "Publish: NO")):
        told = answered.call("chat", "--lang", "en", given=say(code, *answers))
        assert "It has been added" in told.out, told.out
        read = answered.call("desk", "--as", "Olena", given=say(f"/claim {ours}", f"/open {ours}"), unlock=True)
        assert shown in read.out
        assert "WARNING" not in read.out
