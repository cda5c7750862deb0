"""Telling: what this user has seen of a plan here, and what is to be quiet for now; nobody else is told of it."""

import json
from collections.abc import Iterable

from app.queries.news import seen_mark
from app.queries.tells.board import quiet_keys, quiet_mark
from app.store.store import Store

MOST_QUIET = 400
"""So many of the latest are remembered: what an older one rested on has long changed."""


def keep_quiet(store: Store, *, citizen: str, keys: Iterable[str]) -> None:
    """Do not tell this user of *keys* until their facts change."""
    with store.reader() as reader:
        kept = quiet_keys(reader, citizen)
    quiet = list(dict.fromkeys([*kept, *keys]))[-MOST_QUIET:]
    store.put_setting(quiet_mark(citizen), json.dumps(quiet))


def plan_seen(store: Store, *, citizen: str) -> None:
    """Know that this user has seen the plan as it stands here."""
    with store.reader() as reader:
        heads = {each: reader.head(each) for each in reader.streams(citizen=citizen).values()}
        seen = json.dumps({each: head.version for each, head in heads.items() if head is not None})
        if reader.setting(seen_mark(citizen)) == seen:
            return
    store.put_setting(seen_mark(citizen), seen)
