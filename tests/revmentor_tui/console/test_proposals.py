"""What may give somebody away is proposed, never hidden by itself."""

FIRST = "На планёрках решают трое, остальные молчат, как было с Виктором Павловичем в марте"
NAME = "Виктором Павловичем"


async def test_a_name_is_proposed_with_its_kind_and_nothing_is_hidden(home, play):
    async with play(home) as player:
        await player.go_to(FIRST)
        await player.settle()
        assert f"«{NAME}» имя" in player.see
        assert (await player.review(FIRST)).redactions == ()


async def test_yes_hides_it_by_an_act_that_can_be_undone(home, play):
    async with play(home) as player:
        await player.go_to(FIRST)
        await player.settle()
        await player.press("right_square_bracket", "y")
        marks = (await player.review(FIRST)).redactions
        assert [(FIRST[mark.start : mark.end], mark.kind) for mark in marks] == [(NAME, "name")]
        assert "скрыть?" not in player.see
        await player.press("z")
        assert (await player.review(FIRST)).redactions == ()
        assert f"«{NAME}» имя" in player.see


async def test_no_leaves_it_and_is_not_asked_again(home, play):
    async with play(home) as player:
        await player.go_to(FIRST)
        await player.settle()
        await player.press("ъ", "т")
        assert (await player.review(FIRST)).redactions == ()
        assert "скрыть?" not in player.see
        await player.press("J", "K")
        assert "скрыть?" not in player.see


async def test_only_with_a_proposal_in_hand_do_yes_and_no_mean_that(home, play):
    async with play(home) as player:
        await player.go_to(FIRST)
        await player.settle()
        await player.press("y")
        assert (await player.review(FIRST)).redactions == ()
        await player.press("n")
        assert "Заметка для модераторов" in player.see


async def test_several_are_gone_through_one_after_another(make_home, play):
    text = "пишите на ivan@example.org или 89031234567"
    home = await make_home((text, "второе", "третье"))
    async with play(home) as player:
        await player.go_to(text)
        await player.settle()
        await player.press("right_square_bracket", "n", "y")
        marks = (await player.review(text)).redactions
        assert [(text[mark.start : mark.end], mark.kind) for mark in marks] == [("89031234567", "contact")]


async def test_people_of_the_roster_are_found_and_a_broken_roster_is_one_sentence(make_home, play):
    text = "спросите ржевцова почему так"
    home = await make_home((text, "второе", "третье"))
    roster = home.settings.home / "roster.csv"
    roster.write_text("имя\nРжевцов Лев\n", "utf-8")
    async with play(home) as player:
        await player.go_to(text)
        await player.settle()
        await player.press("right_square_bracket")
        assert "«ржевцова» имя · человек из списка" in player.see
    roster.write_bytes(b"\xff\xfe\x00")
    async with play(home) as player:
        await player.go_to(text)
        await player.settle()
        notices = [notice.message for notice in player.app._notifications]
        assert any("строка 1" in message.lower() for message in notices)
        assert not any("ржевцов" in message.lower() for message in notices)


async def test_a_lock_forgets_what_was_found(home, play):
    async with play(home) as player:
        await player.go_to(FIRST)
        await player.settle()
        proposals = player.app.caseload.proposals
        assert proposals._found
        await player.press("ctrl+l")
        await player.settle()
        assert proposals._found == {}
