"""Where the plans lie, said without ports and paths."""

import pytest

from ui.front import server_in_words


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (None, "Kun på denne pc"),
        ("https://enplan.kommune.dk", "enplan.kommune.dk"),
        ("https://enplan.kommune.dk:8443/sync", "enplan.kommune.dk"),
        ("enplan.kommune.dk:8443", "enplan.kommune.dk"),
        ("http://127.0.0.1:34225", "Server på denne pc"),
        ("http://[::1]:34225", "Server på denne pc"),
        ("http://localhost:34225", "Server på denne pc"),
        ("https://10.2.3.4:8443", "10.2.3.4"),
    ],
)
def test_a_server_is_told_by_its_name_and_this_machine_as_such(address: str | None, words: str) -> None:
    assert server_in_words(address) == words
