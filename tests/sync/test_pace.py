"""When the engine acts: soon after an edit, at once when called, ever later when it fails."""

from sync.client.pace import Pace
from sync.client.status import Phase, status
from sync.client.transport import OFFLINE


def a_pace(*, chance: float = 1.0) -> Pace:
    pace = Pace(now=0.0, chance=lambda: chance)
    pace.begun(0.0)
    pace.succeeded(0.0)
    return pace


def test_an_edit_is_sent_in_a_moment_and_nothing_at_all_after_a_minute() -> None:
    pace = a_pace()
    idle = pace.due

    pace.edited(5.0)

    assert (idle, pace.due) == (60.0, 5.03)


def test_what_is_typed_goes_together_three_times_a_second() -> None:
    pace = a_pace()

    pace.begun(5.0)
    pace.edited(5.01)
    pace.edited(5.2)

    assert pace.due == 5.3


def test_what_is_written_while_a_round_lasts_is_sent_in_another_soon_after() -> None:
    pace = a_pace()

    pace.begun(60.0)
    pace.edited(61.0)
    pace.succeeded(62.0)

    assert pace.due == 62.0


def test_C13_failures_wait_ever_longer_up_to_five_minutes() -> None:
    pace = a_pace()
    waits = []
    for _ in range(11):
        pace.failed(0.0)
        waits.append(pace.due)

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_C13_chance_makes_it_shorter_by_half_at_most() -> None:
    pace = a_pace(chance=0.0)
    pace.failed(0.0)

    assert pace.due == 0.5


def test_C13_what_the_server_asks_for_is_obeyed() -> None:
    pace = a_pace()
    pace.failed(10.0, retry_after=90)
    pace.edited(11.0)
    pace.nudged(12.0)

    assert pace.due == 100.0


def test_C13_a_wake_up_cuts_it_short() -> None:
    pace = a_pace()
    pace.failed(0.0, retry_after=90)

    pace.woken(3.0)

    assert pace.due == 3.0


def told(**altered: object) -> str:
    held = {"waiting": 0, "refused": 0, "reason": None, "is_fetching": False, "is_login_needed": False, "alarms": 0}
    return status(**{**held, **altered}).message()  # type: ignore[arg-type]


def test_the_corner_says_what_holds() -> None:
    assert [
        told(),
        told(waiting=3),
        told(is_fetching=True),
        told(waiting=1, reason=OFFLINE, is_fetching=True),
        told(reason=OFFLINE),
    ] == [
        "Alt er modtaget",
        "Gemt her (3 venter)",
        "Henter …",
        "Kan ikke sende: der er ingen forbindelse til serveren",
        "Alt er modtaget",
    ]
    assert len(Phase) == 4
