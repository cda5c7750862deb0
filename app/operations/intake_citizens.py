"""Whose an imported resource is: citizens found again by what they are known by, or placeholders until told."""

import uuid

from app.domain.citizen import CITIZEN, Citizen
from app.domain.cpr import read_cpr
from app.domain.source_fact import SOURCE_FACT, SourceFact, fact_id
from app.intake.directory import numbers
from app.intake.fact import Identity
from app.intake.json_stream import decoded
from app.intake.reading import short
from app.intake.survey import Key, Survey, key_of
from app.operations.intake_ledger import Ledger, write_said
from app.store.transaction import PLAN
from app.texts import mark, say

_UNKNOWN = mark("intake", "Ukendt borger")


class Citizens:
    """Finds or makes the citizen that a resource belongs to."""

    def __init__(self, survey: Survey, ledger: Ledger) -> None:
        self._survey = survey
        self._ledger = ledger
        self._found: dict[Key, bytes] = {}
        self.made: set[str] = set()

    def id_of(self, identity: Identity) -> str:
        """Return the citizen's id; one who is nowhere becomes a placeholder that a later file fills."""
        known = self.find(identity)
        if known is None:
            known = self._ledger.store.new_id()
            self._found[key_of(identity)] = uuid.UUID(known).bytes
            self._ledger.made_citizen(known)
            self._make_placeholder(identity, known)
            self.made.add(known)
        return known

    def id_of_patient(self, identity: Identity) -> str:
        """Return the id for the citizen whose own resource is being read, here or new."""
        known = self.find(identity)
        if known is None:
            known = self._ledger.store.new_id()
            self._found[key_of(identity)] = uuid.UUID(known).bytes
            self._ledger.made_citizen(known)
            self.made.add(known)
        return known

    def find(self, identity: Identity) -> str | None:
        """Return the id of a citizen who is here already; None for one who is not."""
        key = key_of(identity)
        if key in self._found:
            return str(uuid.UUID(bytes=self._found[key]))
        here = self._stored(identity)
        if here is not None:
            self._found[key] = uuid.UUID(here).bytes
        return here

    def is_like_another(self, citizen: str, *, cpr: str) -> bool:
        """Tell whether another citizen here has the same CPR number; they are never joined for that."""
        number = read_cpr(cpr)
        if number is None:
            return False
        return any(other != citizen for other in self._ledger.reader.people(number.value, limit=3))

    def _stored(self, identity: Identity) -> str | None:
        facts = [each for each in self._facts(identity) if each.resource_type == "Patient" and each.told]
        if identity.source is not None or not identity.id:
            return next((each.told for each in facts), None)
        in_run = self._survey.is_patient(identity)
        same = next((each.told for each in facts if _is_named_by(identity, each)), None)
        same = same or next((each.told for each in facts if in_run and self._is_same(identity, each)), None)
        return same or self._told_by_same_content(identity, in_run=in_run)

    def _is_same(self, identity: Identity, fact: SourceFact) -> bool:
        """Without a source: the same type and id, and the same content or a shared number."""
        if self._survey.has_content(identity, fact.digest):
            return True
        if fact.body is None or fact.digest is None:
            return False
        shared = set(self._survey.numbers_of(identity))
        return not shared.isdisjoint(numbers(decoded(fact.body.encode())))

    def _told_by_same_content(self, identity: Identity, *, in_run: bool) -> str | None:
        """Return the citizen of resources that were read before with the very same content."""
        asked = Identity(identity.source, identity.type, identity.id.removesuffix("?"))
        for known_as, begins in self._survey.samples(asked):
            for fact in self._ledger.reader.all(SOURCE_FACT, parent=known_as):
                is_same = fact.digest is not None and fact.digest.startswith(begins)
                if is_same and fact.citizen and (not in_run or self._is_placeholder(fact.citizen)):
                    return fact.citizen
        return None

    def _is_placeholder(self, citizen: str) -> bool:
        found = self._ledger.reader.record(citizen)
        return isinstance(found, Citizen) and found.placeholder is True

    def _facts(self, identity: Identity) -> list[SourceFact]:
        return self._ledger.reader.all(SOURCE_FACT, parent=identity.known_as)

    def _make_placeholder(self, identity: Identity, citizen: str) -> None:
        shown = {"family": say(_UNKNOWN), "placeholder": True}
        self._ledger.put(CITIZEN, citizen, shown, citizen=citizen, compartment=PLAN)
        awaited = {
            "source": short(identity.source),
            "resource_type": "Patient",
            "resource_id": short(identity.id),
            "known_as": identity.known_as,
            "told": citizen,
            "said": write_said({citizen: shown}),
        }
        fact = fact_id(citizen, identity.known_as)
        self._ledger.put(SOURCE_FACT, fact, awaited, citizen=citizen, compartment=PLAN)


def _is_named_by(identity: Identity, fact: SourceFact) -> bool:
    """Tell whether the identity is of one of several persons with the same id, whom the content tells apart."""
    _, divider, content = identity.id.rpartition("~")
    return bool(divider and content) and (fact.digest or "").startswith(content)
