"""Lines out of many plans are written down as read once in a day for each citizen, act and purpose."""

from datetime import timedelta

from app.domain.look_up import LOOK_UP, LookUp, LookUpAct, chained
from app.operations.citizens import add_citizen
from app.operations.look_ups import look_up, look_up_lines
from app.store.store import Store


def look_ups(store: Store) -> list[LookUp]:
    with store.reader() as reader:
        return sorted(reader.all(LOOK_UP), key=lambda each: each.id)


def two(store: Store) -> list[str]:
    return [add_citizen(store, given=name, family="Holm") for name in ("Karen", "Aage")]


def test_each_citizen_is_written_once_in_a_day_however_often_the_list_is_shown(store: Store) -> None:
    karen, aage = two(store)

    counts = [
        look_up_lines(store, citizens=shown, purpose="Dagens overblik", act=LookUpAct.LIST)
        for shown in ([karen], [karen, aage, karen], [aage, karen], [])
    ]

    assert counts == [1, 1, 0, 0]
    assert [(each.subject, each.act) for each in look_ups(store)] == [(karen, LookUpAct.LIST), (aage, LookUpAct.LIST)]


def test_another_act_another_purpose_and_another_day_are_written_again(store: Store) -> None:
    karen, _ = two(store)
    look_up(store, citizen=karen, purpose="Dagens overblik")

    first = look_up_lines(store, citizens=[karen], purpose="Dagens overblik", act=LookUpAct.LIST)
    searched = look_up_lines(store, citizens=[karen], purpose="Søgning", act=LookUpAct.SEARCH)
    other = look_up_lines(store, citizens=[karen], purpose="Søgning efter ord", act=LookUpAct.SEARCH)
    store.clock.set(store.clock.now() + timedelta(days=1))  # type: ignore[attr-defined]
    tomorrow = look_up_lines(store, citizens=[karen], purpose="Dagens overblik", act=LookUpAct.LIST)

    assert (first, searched, other, tomorrow) == (1, 1, 1, 1)


def test_what_is_written_at_once_has_its_place_in_the_chain(store: Store) -> None:
    citizens = two(store)
    look_up(store, citizen=citizens[0], purpose="Møde")
    look_up_lines(store, citizens=citizens, purpose="Dagens overblik", act=LookUpAct.LIST)
    look_up(store, citizen=citizens[1], purpose="Møde")

    written = look_ups(store)

    assert [each.before for each in written] == [None, *(chained(each) for each in written[:-1])]
