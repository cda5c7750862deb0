"""SQL that SQLite, PostgreSQL, Citus, YugabyteDB and CockroachDB do not all take alike: what the server never says."""

import re

NOT_PORTABLE = {
    "sequences, which are neither dense nor ordered everywhere": r"\b(BIG|SMALL)?SERIAL\b|\b(CREATE|ALTER)\s+SEQUENCE\b"
    r"|\bNEXTVAL\b|\bIDENTITY\b|\bAUTOINCREMENT\b",
    "advisory locks": r"\bPG_(TRY_)?ADVISORY\w*",
    "locking reads": r"\bFOR\s+(NO\s+KEY\s+)?UPDATE\b|\bFOR\s+(KEY\s+)?SHARE\b|\bSKIP\s+LOCKED\b|\bLOCK\s+TABLE\b",
    "triggers and stored procedures": r"\bCREATE\s+(OR\s+REPLACE\s+)?(TRIGGER|FUNCTION|PROCEDURE)\b|\bDO\s+\$|\bCALL\s",
    "deferrable and exclusion constraints": r"\bDEFERRABLE\b|\bEXCLUDE\s+USING\b|\bSET\s+CONSTRAINTS\b",
    "unique or foreign keys, which may leave out the shard": r"\bUNIQUE\b|\bREFERENCES\b|\bFOREIGN\s+KEY\b",
    "times and ids from the database": r"\bNOW\s*\(|\bCURRENT_(TIMESTAMP|DATE|TIME)\b|\bCLOCK_TIMESTAMP\b|\bRANDOM\s*\("
    r"|\bGEN_RANDOM_UUID\b",
    "array and JSON operators": r"->|#>|@>|<@|\bARRAY\s*\[|\bANY\s*\(|\bJSONB?_\w+\s*\(|::",
    "partial indexes": r"\bCREATE\s+INDEX\b.*\bWHERE\b",
    "expression indexes": r"\bCREATE\s+INDEX\b[^(]*\([^)]*\(",
    "generated columns": r"\bGENERATED\s+ALWAYS\b",
    "writes that read other rows": r"^\s*(INSERT|UPDATE|DELETE)\b.*\bSELECT\b|^\s*UPDATE\b.*\bFROM\b"
    r"|^\s*DELETE\b.*\bUSING\b",
    "paging by offset": r"\bOFFSET\b",
    "isolation by command": r"\bSET\s+(SESSION\s+CHARACTERISTICS|TRANSACTION)\b",
    "matching and picking of one engine's own": r"\bILIKE\b|\bSIMILAR\s+TO\b|\bDISTINCT\s+ON\b|\bLATERAL\b|~",
    "notes as more than a hint": r"\bUNLISTEN\b|\bLISTEN\b|\bNOTIFY\b|\bPG_NOTIFY\b",
}
HINTS = frozenset({"LISTEN enplan", "SELECT pg_notify(%s, %s)"})
"""What `sync/server/bulletins.py` says where it is understood; a database that does not is asked in another way."""


def not_portable(sql: str) -> list[str]:
    """Return what stands in the way of running *sql* on every engine."""
    if sql in HINTS:
        return []
    bare = re.sub(r"'[^']*'", "''", sql)
    return [name for name, pattern in NOT_PORTABLE.items() if re.search(pattern, bare, re.IGNORECASE | re.DOTALL)]
