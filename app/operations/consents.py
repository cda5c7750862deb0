"""Consent: given on the spot for named items and actors, and withdrawn as easily."""

from collections.abc import Sequence

from app.domain.consent import CONSENT, Consent, Given
from app.domain.danish import one_line
from app.errors import UserError
from app.operations.board import encode_stroke
from app.operations.items import Point
from app.store.store import Store
from app.texts import mark


def give_consent(
    store: Store,
    *,
    citizen: str,
    items: Sequence[str],
    actors: Sequence[str],
    given: Given,
    witness: str | None = None,
    purpose: str | None = None,
    until: str | None = None,
    signature: Sequence[Sequence[Point]] = (),
) -> str:
    """Keep a consent and return its id; an oral one names a witness, *until* is an ISO day.

    *signature* is what the citizen drew, stroke by stroke, from the field's upper left corner.
    """
    if not items or not actors:
        raise UserError(mark("consent", "Vælg mindst ét punkt og én aktør, som borgeren siger ja til at dele med."))
    if given is Given.ORAL and not one_line(witness):
        raise UserError(mark("consent", "Skriv, hvem der hørte borgeren sige ja, eller vælg skriftligt samtykke."))
    with store.transact(mark("act", "Giv samtykke"), citizen=citizen) as transaction:
        return transaction.put(
            CONSENT,
            Consent(
                items=tuple(items),
                actors=tuple(actors),
                purpose=one_line(purpose),
                given=given,
                given_at=transaction.now,
                witness=one_line(witness),
                until=until,
                signature=tuple(encode_stroke(each)[0] for each in signature if each),
            ),
        )


def withdraw_consent(store: Store, consent: Consent) -> None:
    """Withdraw a consent; effective here at once, and sent before everything else."""
    with store.transact(mark("act", "Træk samtykke tilbage"), citizen=consent.citizen) as transaction:
        transaction.edit(consent, withdrawn_at=transaction.now)
