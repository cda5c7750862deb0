"""Writing: one fact at a time becomes records and the source fact that remembers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.clock import instant, today
from app.domain.citizen import IDENTIFIER, Citizen
from app.domain.plan import PLAN, Plan
from app.domain.source_fact import SOURCE_FACT, SourceFact, fact_id
from app.ids import plan_of
from app.intake.fact import (
    Draft,
    Fact,
    Identity,
    ToActor,
    ToCitizen,
    ToItem,
    ToSlot,
)
from app.intake.fact import Outcome as Became
from app.intake.fhir_r4 import remembered
from app.intake.reading import known, short
from app.intake.survey import Survey
from app.operations.citizens import PROTECTED
from app.operations.intake_actors import Actors
from app.operations.intake_citizens import Citizens
from app.operations.intake_facts import PART, fields_of, is_older, write_fact, write_rest
from app.operations.intake_ledger import Ledger, Said, Wanted, read_said, slot_id, write_said
from app.store.transaction import PLAN as PLAN_COMPARTMENT
from app.store.transaction import USER
from app.texts import Text, mark, say

_LINKING = frozenset({"CarePlan", "Goal", "Task"})
"""Resources that name others as what they belong to."""
OLDER = mark("intake", "En nyere udgave er læst.")
LEFT = mark("intake", "Er rettet i Enplan siden sidst. Disse felter står, som de er her: {fields}.")
LIKE = mark("intake", "En anden borger har samme CPR-nummer. De to er ikke lagt sammen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one resource: the record that shows it, and what the user should know."""

    outcome: Became
    record: str | None = None
    reason: str | None = None


class Writing:
    """Writes the facts of one run."""

    def __init__(self, survey: Survey, ledger: Ledger) -> None:
        self._survey = survey
        self._ledger = ledger
        self._actors = Actors(survey, ledger)
        self._citizens = Citizens(survey, ledger)
        self._today = today(ledger.store.clock)
        self._joined: set[str] = set()
        self._read: set[str] = set()

    def end(self) -> None:
        """End a file: what it told is saved as one act, and each new citizen has a plan."""
        self._mend()
        for citizen in self._citizens.made:
            self._ledger.stand(citizen)
        self._citizens.made.clear()
        self._actors.end()
        self._ledger.end()

    def _mend(self) -> None:
        """Draw the links that earlier files of the same source told of and whose other end has come only now."""
        waiting, self._joined = self._joined, set()
        for citizen in sorted(waiting):
            facts = [each for each in self._ledger.reader.all(SOURCE_FACT, citizen=citizen) if each.source]
            patient = next((each for each in facts if each.resource_type == "Patient" and each.told), None)
            if patient is None:
                continue
            owner = Identity(patient.source, "Patient", patient.resource_id or "")
            for held in facts:
                if held.resource_type in _LINKING and held.told and held.body and held.id not in self._read:
                    fact = remembered(held.body, source=held.source, today=self._today)
                    self._take_for(fact, owner)

    def take(self, fact: Fact) -> Result:
        """Write one fact."""
        if fact.outcome is Became.SKIPPED:
            return Result(outcome=Became.SKIPPED, reason=_said(fact.reason))
        if not self._survey.is_newest(fact) and not self._survey.is_ambiguous(fact.identity):
            return Result(outcome=Became.SAME, reason=say(OLDER))
        owner = self._owner(fact)
        if fact.person is not None and (owner is None or not fact.drafts):
            return self._take_person(fact, owner)
        if owner is None:
            return self._keep(fact, owner=self._actors.own_stream, citizen=None, told=None, said={}, changed=False)
        return self._take_for(fact, owner)

    def _owner(self, fact: Fact) -> Identity | None:
        """Return whose the fact is; for what must have a citizen and names none, the unknown one of its source."""
        if fact.identity.type == "Patient":
            return self._own_identity(fact)
        told = fact.citizen.identity if fact.citizen else None
        found = self._survey.citizen_of(fact.identity, told)
        if found is None and fact.identity.source is not None:
            found = self._stored_owner(fact)
        if found is None or (found.type not in ("Patient", "") and not fact.needs_citizen):
            return Identity(fact.identity.source, "Patient", "") if fact.needs_citizen else None
        if self._survey.is_ambiguous(found):
            return Identity(None, "Patient", f"{found.id}?")
        return found

    def _own_identity(self, fact: Fact) -> Identity:
        """Persons who bear the same id without a source are told apart by what is written of them."""
        if self._survey.is_ambiguous(fact.identity):
            return Identity(None, "Patient", f"{fact.identity.id}~{fact.digest[:12]}")
        return fact.identity

    def _stored_owner(self, fact: Fact) -> Identity | None:
        for other in fact.through:
            known_as = other.identity.known_as if other.identity else ""
            for held in self._ledger.reader.all(SOURCE_FACT, parent=known_as) if known_as else ():
                patient = self._patient_fact(held.citizen)
                if patient is not None and patient.resource_id:
                    return Identity(patient.source, "Patient", patient.resource_id)
        return None

    def _patient_fact(self, citizen: str | None) -> SourceFact | None:
        if citizen is None:
            return None
        facts = self._ledger.reader.all(SOURCE_FACT, citizen=citizen)
        return next((each for each in facts if each.resource_type == "Patient"), None)

    def _take_for(self, fact: Fact, owner: Identity) -> Result:
        is_patient = fact.identity.type == "Patient" and fact.outcome is Became.MAPPED
        citizen = self._citizens.id_of_patient(owner) if is_patient else self._citizens.id_of(owner)
        held = self._held(citizen, owner if is_patient else fact.identity)
        if held is not None and is_older(fact, held):
            return Result(outcome=Became.SAME, record=held.told, reason=say(OLDER))
        self._remember(fact, citizen, held)
        before = read_said(held.said) if held else {}
        main = citizen if is_patient else self._main(fact, owner, citizen, held)
        drafts = fact.as_intervention if self._is_intervention(fact, main, citizen) else fact.drafts
        said: Said = dict(before) if fact.identity.type == "Patient" and not is_patient else {}
        changed, left = False, list[str]()
        for draft in drafts:
            wanted = self._wanted(fact, draft, main=main, citizen=citizen, owner=owner)
            if wanted is None:
                continue
            outcome = self._ledger.want(wanted, before.get(wanted.id, {}))
            changed = changed or outcome.changed
            left += outcome.left
            if outcome.said:
                said[wanted.id] = outcome.said
        changed = self._withdraw(before, said, fact) or changed
        for mention in fact.mentions:
            self._actors.of(mention.target, citizen=citizen, known_as=owner)
        if fact.person is not None and self._survey.part(owner, fact.identity) is not None:
            self._actors.of_identity(fact.identity, citizen=citizen, known_as=owner)
        told = main if main in said else next(iter(said), None)
        result = self._keep(fact, owner=citizen, citizen=citizen, told=told, said=said, changed=changed)
        return self._noticed(result, fact, citizen=citizen, left=left, is_patient=is_patient)

    def _remember(self, fact: Fact, citizen: str, held: SourceFact | None) -> None:
        """Note what was read of a citizen who was here before: something may have waited for it."""
        if fact.identity.type in _LINKING and fact.identity.source is not None and not self._ledger.is_fresh(citizen):
            self._read.add(fact_id(citizen, fact.identity.known_as))
            self._joined.update(() if held is not None else (citizen,))

    def _held(self, citizen: str, identity: Identity) -> SourceFact | None:
        found = self._ledger.record(fact_id(citizen, identity.known_as), citizen)
        return found if isinstance(found, SourceFact) and not found.deleted else None

    def _main(self, fact: Fact, owner: Identity, citizen: str, held: SourceFact | None) -> str:
        """Return the id of the record the fact is shown as; what was shown once stays that record."""
        if held is not None and held.told is not None and held.digest is not None:
            return held.told if fact.plan_rank is not None else slot_id(citizen, fact.identity.known_as)
        if fact.plan_rank is not None and self._survey.is_plan(owner, fact.identity) and self._is_free(citizen):
            return plan_of(citizen)
        return slot_id(citizen, fact.identity.known_as)

    def _is_free(self, citizen: str) -> bool:
        """Tell whether the citizen's plan is still blank: nobody has given it a title or a text."""
        plan = self._ledger.record(plan_of(citizen), citizen)
        return plan is None or (isinstance(plan, Plan) and plan.title is None and plan.note is None)

    def _is_intervention(self, fact: Fact, main: str, citizen: str) -> bool:
        return fact.plan_rank is not None and main != plan_of(citizen)

    def _wanted(self, fact: Fact, draft: Draft, *, main: str, citizen: str, owner: Identity) -> Wanted | None:
        fields: dict[str, Any] = {}
        unresolved: set[str] = set()
        for name, value in draft.fields.items():
            found = self._resolved(value, main=main, citizen=citizen, owner=owner)
            if found is None or found == []:
                unresolved.add(name)
            else:
                fields[name] = found
        if not unresolved.isdisjoint(draft.needs):
            return None
        identity = slot_id(main, draft.slot)
        self._below(fact, draft, fields, citizen=citizen, main=main)
        return Wanted(
            id=identity,
            type=draft.type,
            fields=fields,
            citizen=citizen,
            compartment=self._compartment(draft, citizen),
            open=frozenset(unresolved),
            only_if_there=fact.outcome is Became.KEPT,
            replaces_all=draft.type is PLAN and self._is_free(citizen),
        )

    def _below(self, fact: Fact, draft: Draft, fields: dict[str, Any], *, citizen: str, main: str) -> None:
        """Set the goal above where that goal is the one that names the link."""
        above = self._survey.parent(fact.identity) if draft.type.kind == "item" and not draft.slot else None
        if above is not None and above.identity is not None and "part_of" not in fields:
            parent = slot_id(citizen, above.identity.known_as)
            if parent != main:
                fields["part_of"] = parent

    def _compartment(self, draft: Draft, citizen: str) -> str:
        if draft.protected or (draft.type.kind == "contact_point" and self._is_protected(citizen)):
            return PROTECTED
        return PLAN_COMPARTMENT

    def _is_protected(self, citizen: str) -> bool:
        if self._ledger.is_written(citizen):
            return False
        found = self._ledger.reader.record(citizen)
        return isinstance(found, Citizen) and found.protected is True

    def _resolved(self, value: Any, *, main: str, citizen: str, owner: Identity) -> Any:
        if isinstance(value, ToSlot):
            return slot_id(main, value.slot)
        if isinstance(value, ToActor):
            return self._actors.of(value.target, citizen=citizen, known_as=owner)
        if isinstance(value, ToItem):
            return self._item(value, citizen=citizen, owner=owner)
        if isinstance(value, ToCitizen):
            found = self._survey.resolve(value.target.identity)
            return self._citizens.id_of(found) if found is not None else None
        if isinstance(value, tuple):
            parts = [self._resolved(one, main=main, citizen=citizen, owner=owner) for one in value]
            return [one for one in parts if one is not None]
        return value

    def _item(self, value: ToItem, *, citizen: str, owner: Identity) -> str | None:
        """Return the item another resource is shown as; None while it is not here or is the plan itself."""
        found = self._survey.resolve(value.target.identity)
        if found is None:
            return None
        identity = slot_id(citizen, found.known_as)
        known_here = self._survey.knows(found)
        if known_here is not None:
            belongs = self._survey.citizen_of(found, known_here.owner) == owner
            is_item = known_here.is_item and not self._survey.is_plan(owner, found)
            return identity if belongs and is_item else None
        record = self._ledger.record(identity, citizen)
        return identity if record is not None and not record.deleted else None

    def _withdraw(self, before: Said, said: Said, fact: Fact) -> bool:
        """Take away records the source no longer tells; a resource that is only kept now leaves what it showed."""
        gone = [identity for identity in before if identity not in said]
        if fact.outcome is Became.KEPT and fact.drafts:
            gone = []
        went = [self._ledger.withdraw(identity, before[identity]) for identity in gone]
        return any(went)

    def _take_person(self, fact: Fact, owner: Identity | None) -> Result:
        actor = self._survey.actor_of(fact.identity)
        citizens = [owner] if owner is not None else list(self._survey.citizens_of(fact.identity))
        results = [self._take_actor(fact, citizen) for citizen in sorted(citizens, key=lambda one: one.known_as)]
        if results:
            changed = [one for one in results if one.outcome is not Became.SAME]
            return (changed or results)[0]
        held = self._held(self._actors.own_stream, fact.identity)
        before = read_said(held.said) if held else {}
        if held is not None and is_older(fact, held):
            return Result(outcome=Became.SAME, record=held.told, reason=say(OLDER))
        identity, outcome = self._actors.in_directory(actor, next(iter(before.values()), {}))
        said = {identity: outcome.said}
        owner_id = self._actors.own_stream
        return self._keep(fact, owner=owner_id, citizen=None, told=identity, said=said, changed=outcome.changed)

    def _take_actor(self, fact: Fact, owner: Identity) -> Result:
        citizen = self._citizens.id_of(owner)
        held = self._held(citizen, fact.identity)
        if held is not None and is_older(fact, held):
            return Result(outcome=Became.SAME, record=held.told, reason=say(OLDER))
        identity = self._actors.of_identity(fact.identity, citizen=citizen, known_as=owner)
        for mention in fact.mentions:
            self._actors.of(mention.target, citizen=citizen, known_as=owner)
        outcome = self._actors.outcome(identity) if identity else None
        said = {identity: outcome.said} if identity and outcome else {}
        changed = outcome.changed if outcome else False
        result = self._keep(fact, owner=citizen, citizen=citizen, told=identity, said=said, changed=changed)
        return self._noticed(result, fact, citizen=citizen, left=outcome.left if outcome else [], is_patient=False)

    def _keep(
        self, fact: Fact, *, owner: str, citizen: str | None, told: str | None, said: Said, changed: bool
    ) -> Result:
        """Write the source fact; one that says nothing new stays as it is."""
        identity = self._own_identity(fact) if fact.identity.type == "Patient" else fact.identity
        where = fact_id(owner, identity.known_as)
        held = self._ledger.record(where, citizen)
        parts = [fact.body[at : at + PART] for at in range(0, len(fact.body), PART)]
        fields = known(
            source=short(identity.source),
            resource_type=short(identity.type),
            resource_id=short(fact.identity.id),
            known_as=identity.known_as,
            title=short(fact.title),
            day=fact.day,
            state=short(fact.state),
            told=told,
            said=write_said(said),
            digest=fact.digest,
            body=parts[0],
        )
        before = fields_of(held) if isinstance(held, SourceFact) and not held.deleted else {}
        outcome = Became.MAPPED if told is not None and fact.outcome is Became.MAPPED else Became.KEPT
        stands = {name: value for name, value in before.items() if name != "read_at"}
        if stands == fields and not changed and len(parts) == 1:
            return Result(outcome=Became.SAME, record=told, reason=_said(fact.reason))
        if before.get("digest") != fact.digest:
            fields["read_at"] = instant(self._ledger.store.clock.now())
        write_fact(self._ledger, where, held, before, fields, citizen=citizen, compartment=self._place(fact, citizen))
        if held is not None or len(parts) > 1:
            write_rest(self._ledger, where, parts, citizen=citizen, compartment=self._place(fact, citizen))
        if before.get("digest") == fact.digest and not changed:
            return Result(outcome=Became.SAME, record=told, reason=_said(fact.reason))
        return Result(outcome=outcome, record=told, reason=_said(fact.reason))

    def _place(self, fact: Fact, citizen: str | None) -> str:
        if citizen is None:
            return USER
        hidden = fact.protected or (fact.identity.type == "Patient" and self._is_protected(citizen))
        return PROTECTED if hidden else PLAN_COMPARTMENT

    def _noticed(self, result: Result, fact: Fact, *, citizen: str, left: Iterable[str], is_patient: bool) -> Result:
        notices = [result.reason, _said(fact.notice)]
        kept = sorted(set(left))
        if kept:
            notices.append(say(LEFT, fields=", ".join(kept)))
        if is_patient and any(self._citizens.is_like_another(citizen, cpr=one) for one in _cprs(fact)):
            notices.append(say(LIKE))
        return Result(
            outcome=result.outcome, record=result.record, reason=" ".join(one for one in notices if one) or None
        )


def _cprs(fact: Fact) -> list[str]:
    drafts = (each for each in fact.drafts if each.type is IDENTIFIER and each.fields.get("system") == "cpr")
    return [str(each.fields["value"]) for each in drafts]


def _said(text: Text | None) -> str | None:
    return say(text) if text else None
