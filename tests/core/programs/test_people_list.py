"""The table of people: read as spreadsheets write it, refused whole with the line that is wrong."""

import pytest

from core.errors import BadInput
from core.people.invitations import EMPLOYEE, EXECUTIVE
from core.programs.people_list import read_people


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_table_in_either_language_gives_cards(delimiter: str, bom: str) -> None:
    russian = [
        ["Имя", "Роль", "Должность", "Хочет узнать", "Языки"],
        ["Олег", "Руководитель", "CFO", "'данные'", "рус"],
    ]
    english = [["name", "role", "title", "wants", "languages"], ["Ann", "employee", "", "'money'", "en"]]
    for table, role in ((russian, EXECUTIVE), (english, EMPLOYEE)):
        text = bom + "\r\n".join(delimiter.join(cell.replace("'", '"') for cell in row) for row in table) + "\r\n\r\n"
        (card,) = read_people("people.csv", text.encode())
        assert card.role == role
        assert card.facts["wants"] in ("данные", "money")
        assert card.facts["languages"] in ("ru", "en")


def test_a_table_saved_by_a_russian_excel_is_read() -> None:
    table = "Имя;Роль;Хочет узнать\r\nЁлкин Олег;Руководитель;«данные»\r\n"
    (card,) = read_people("люди.csv", table.encode("cp1251"))
    assert (card.role, card.facts["name"], card.facts["wants"]) == (EXECUTIVE, "Ёлкин Олег", "«данные»")


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"", "error-people-heading", None),
        ("имя\n".encode(), "error-people-empty", None),
        ("кто\nАнна\n".encode(), "error-people-heading", None),
        ("кто;роль\r\nОлег;Руководитель\r\n".encode("cp1251"), "error-people-encoding", 1),
        ("Имя;роль\r\nОлег;Руководитель".encode("cp1251") + b"\x98", "error-people-encoding", 1),
        ("имя,роль\nАнна,\nБорис,царь\n".encode(), "error-people-role", 3),
        ("имя,языки\nАнна,клингонский\n".encode(), "error-people-line", 2),
        ("имя,мест\nАнна,много\n".encode(), "error-people-line", 2),
        (f"имя\n{'я' * 61}\n".encode(), "error-people-line", 2),
        ('имя\n"Анна\n'.encode(), "error-people-csv", 2),
    ],
)
def test_what_is_wrong_is_named_with_its_line(data: bytes, message: str, line: int | None) -> None:
    with pytest.raises(BadInput) as caught:
        read_people("люди.csv", data)
    assert caught.value.message_id == message
    assert caught.value.facts.get("line") == line
