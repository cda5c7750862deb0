"""The rules that the machine with everything at once guards, each as the patch that takes it out."""

from dataclasses import dataclass

from exchange_patch import Mutant, Patch


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one chapter."""

    chapter: str
    mutants: tuple[Mutant, ...]


def _rule(name: str, file: str, pattern: str, instead: str) -> Mutant:
    return Mutant(name, Patch(file, pattern, instead))


RIGHTS = Rules(
    "rights",
    (
        _rule(
            "only who is assigned writes",
            "sync/server/push.py",
            r"if self\._right\.rights == protocol\.WRITE else self\._right\.code",
            "",
        ),
        _rule(
            "only who is assigned is handed entries",
            "sync/server/answering.py",
            r"if not given\.of\(stream\)\.rights:",
            "if given is None:",
        ),
        _rule(
            "only who is assigned is told a state",
            "sync/server/rights.py",
            r"if stream\.citizen not in self\._assigned or",
            "if",
        ),
        _rule(
            "a right ends at its end",
            "sync/server/rights.py",
            r"(WHERE login = :login AND party = '' AND starts <= :now) AND ends > :now",
            r"\1 AND ends <> :now",
        ),
        _rule(
            "the index lists what is assigned now",
            "sync/server/rights.py",
            r"AND assignment_period\.ends > :now (ORDER BY stream\.id\"\n\)\n_SHARED)",
            r"\1",
        ),
        _rule(
            "who may not read is given nothing for what is taken back",
            "sync/server/push.py",
            r"log\.head if right\.rights else None",
            "log.head",
        ),
        _rule(
            "a compartment is for those who may enter it",
            "sync/server/rights.py",
            r"return compartment\.startswith\(AREA\) and",
            "return compartment.startswith(AREA) or",
        ),
        _rule(
            "work of who lost a compartment is kept",
            "sync/server/rights.py",
            r"NOT_ASSIGNED if self\._held_before\(stream\) else ",
            "",
        ),
    ),
)
LATE = Rules(
    "refusals and late work",
    (
        _rule(
            "a refused change is kept on its device",
            "app/store/receiving.py",
            r"UPDATE change SET state = 'refused'",
            "UPDATE change SET state = 'withdrawn'",
        ),
        _rule(
            "a refusal is remembered",
            "sync/server/push.py",
            r"for row in _REFUSED\.of\(self\._connection, ids, stream=stream\):",
            "for row in ():",
        ),
        _rule(
            "what hangs under a refused record is refused",
            "app/changes/outcome.py",
            r"or self\._missing\(change\)\n",
            "\n",
        ),
        _rule(
            "late work is kept",
            "sync/server/push.py",
            r"if is_quarantined else Refused\(digest\)",
            "if False else Refused(digest)",
        ),
        _rule(
            "late work is told to who works there",
            "sync/server/quarantine.py",
            r"told = \[_told\(log, each\) for each in late if each\.author in known\]",
            "told = []",
        ),
        _rule(
            "what is taken over enters under its author's name",
            "sync/server/quarantine.py",
            r"device=device, by=author\)",
            "device=device, by=session.login)",
        ),
        _rule(
            "older late work does not take the place of newer",
            "sync/server/quarantine.py",
            r" or _is_outrun\(log, change, device=device\)",
            "",
        ),
        _rule("a verdict is given once", "app/changes/outcome.py", r"or self\._written_once\(change, stamp\)\n", "\n"),
        _rule(
            "late work is offered again to a restored server",
            "app/store/exchange.py",
            r"late\.offer_again\(connection\)",
            "pass",
        ),
    ),
)
PURGE = Rules(
    "purge",
    (
        _rule(
            "a purge removes the changes",
            "app/store/states.py",
            r"_FORGET_CHANGES\.run\(connection, of=identity\)",
            "pass",
        ),
        _rule(
            "a purge removes the records",
            "app/store/states.py",
            r"_forget\(connection, \[row\.id for row in held\]\)",
            "pass",
        ),
        _rule(
            "a purge waits until what waited is answered",
            "sync/client/exchanger.py",
            r"states\.ended\(self\._store\)\.items\(\) if is_answered\]",
            "states.ended(self._store).items()]",
        ),
        _rule(
            "an ended right is told to who holds the stream",
            "sync/server/answering.py",
            r"self\._ended\.append\(stream\.id\)",
            "pass",
        ),
    ),
)
DELETION = Rules(
    "deletion",
    (
        _rule(
            "a deletion gives way to what it had not seen",
            "app/changes/outcome.py",
            r"value is True and self\._edited_unseen\(",
            "value is None and self._edited_unseen(",
        ),
        _rule(
            "an edit lets stand what was deleted unseen",
            "app/changes/outcome.py",
            r"self\._weighs\(edit\) and _deleted_unseen",
            "self._weighs(edit) and not edit and _deleted_unseen",
        ),
        _rule(
            "a new child lets its deleted parent stand",
            "app/changes/outcome.py",
            r"return verdicts \+ self\._revived_parents\(change, stamp\)",
            "return verdicts",
        ),
        _rule(
            "a deletion that gave way is kept beside",
            "app/changes/fold.py",
            r"\(\*gone\.rivals, deletion\)",
            "gone.rivals",
        ),
        _rule(
            "a deletion has not seen what an own edit hid",
            "app/store/edits.py",
            r"if DELETED in bases:",
            "if DELETED in bases and not bases:",
        ),
    ),
)
TEXTS = Rules(
    "joined texts and contests",
    (
        _rule(
            "texts written side by side are joined",
            "app/changes/outcome.py",
            r"if policy is Policy\.TEXT:\n",
            "if policy is Policy.TEXT:\n            return None\n        if False:\n",
        ),
        _rule("a joined text bears a mark", "app/changes/fold.py", r"left, merged=True\)", "left)"),
        _rule(
            "who wrote on has not seen what was joined", "app/changes/outcome.py", r" or bool\(cell\.merged\)\)", ")"
        ),
        _rule(
            "texts are joined from what both had seen",
            "app/changes/outcome.py",
            r"merge\(common or \"\", ",
            'merge(str(cell.value or ""), ',
        ),
        _rule(
            "what cannot be joined is kept beside",
            "app/changes/outcome.py",
            r"(or len\(joined\) > TEXT_LENGTH:\n\s+)return Verdict\(edit\.record, name, RIVAL\)",
            r"\1return Verdict(edit.record, name, IGNORED)",
        ),
        _rule("a late value is kept beside", "app/changes/fold.py", r"rivals=\(\*left, late\)", "rivals=left"),
        _rule(
            "a late place gives way",
            "app/changes/outcome.py",
            r"if policy is Policy\.YIELD:\n\s+return Verdict\(edit\.record, name, IGNORED\)",
            "if policy is Policy.YIELD:\n            return None",
        ),
        _rule(
            "rivals that were not seen stay",
            "app/changes/fold.py",
            r"if rival\.version > base and rival\.device != stamp\.device\)",
            "if False)",
        ),
    ),
)
REDACTION = Rules(
    "redaction",
    (
        _rule(
            "content goes from the server",
            "sync/server/redaction.py",
            r"UPDATE entry SET content = NULL WHERE",
            "UPDATE entry SET content = content WHERE",
        ),
        _rule(
            "content goes from what was refused",
            "sync/server/redaction.py",
            r"UPDATE refusal SET content = NULL WHERE",
            "UPDATE refusal SET content = content WHERE",
        ),
        _rule(
            "the server's state is made anew",
            "sync/server/redaction.py",
            r"log\.states\.update\(states\)\n    log\.write_records\(states\)",
            "states = {}",
        ),
        _rule(
            "content goes from every device",
            "app/store/receiving.py",
            r"return scrubbing\.scrub\(connection, ids\) if ids else set\(\)",
            "return set()",
        ),
        _rule(
            "what was taken back is not taken when it comes",
            "sync/server/redaction.py",
            r"_BAR\.run_many\(connection, \[",
            "_BAR.run_many(connection, [] and [",
        ),
        _rule(
            "what was joined with it goes too",
            "sync/server/redaction.py",
            r"judged = _judged\(log, gone\)",
            "judged = []",
        ),
        _rule(
            "what is entered anew gives way to what its device wrote later",
            "sync/server/anew.py",
            r"_newer\(told, standing\)",
            "set()",
        ),
        _rule(
            "what waits to be entered anew is entered when what it waits for goes",
            "sync/server/redaction.py",
            r"(    anew\.enter\(log.*\)\n)(?=    own\.write\(.*\n    return records)",
            r"    if judged:\n    \1",
        ),
        _rule(
            "what was entered anew is entered again by a restored server",
            "sync/server/redaction.py",
            r"anew\.lower\(log\)\n\s+anew\.enter\(.*\)",
            "pass",
        ),
        _rule(
            "what was told of it as late work goes too",
            "sync/server/redaction.py",
            r"(judged = _judged\(log, gone\)\n\s+named = .*\n\s+)telling = _telling\(log, named\)",
            r"\1telling = []",
        ),
        _rule(
            "an entry keeps its place by its commitment",
            "app/store/scrubbing.py",
            r"committed = chain\.commitment\(row\.salt or b\"\", ",
            'committed = chain.commitment(b"", ',
        ),
        _rule(
            "a commitment is salted",
            "app/changes/chain.py",
            r"return _digest\(salt, body, outcomes\)",
            'return _digest(b"", body, outcomes)',
        ),
        _rule(
            "salt and signature go with the content",
            "app/store/scrubbing.py",
            r"before = NULL, salt = NULL, outcomes",
            "before = NULL, outcomes",
        ),
    ),
)
CHAPTERS = (RIGHTS, LATE, PURGE, DELETION, TEXTS, REDACTION)
MUTANTS = tuple(mutant for chapter in CHAPTERS for mutant in chapter.mutants)
