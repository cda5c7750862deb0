"""Who may do what, written by hand from the design: role, relation to the citizen, compartment, path.

Nothing here is computed from the program: where table and program differ, one of them is wrong.
"""

PLAN, AREA, OTHER_AREA, PROTECTED, SHARE = "plan", "area:social", "area:job", "protected", "share"
COMPARTMENTS = (PLAN, AREA, OTHER_AREA, PROTECTED, SHARE)
"""The user belongs to `area:social`; the share is with the actor that the outsider is, or with the citizen."""

WRITERS = ("caseworker", "field_worker", "plan_coordinator", "superuser")
READERS = ("manager", "auditor")
CLOSED = ("administrator", "administrative")
OUTSIDERS = ("external", "citizen_service")
ROLES = (*WRITERS, *READERS, *CLOSED, *OUTSIDERS)

ASSIGNED = "assigned"
ENDED = "ended"
FUTURE = "future"
SUBSTITUTE = "substitute"
NEVER = "never"
EMERGENCY = "emergency"
PARTY = "party"
"""Assigned as one of the citizen's actors, with a consent that holds; or, for a medbetjener, the citizen is present."""
RELATIONS = (ASSIGNED, ENDED, FUTURE, SUBSTITUTE, NEVER, EMERGENCY, PARTY)

WRITE, READ, NOTHING = "write", "read", ""

MAY: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], str] = {
    # Staff who work with the citizen: the plan, what is protected, the own administration's area. Nobody else's.
    (WRITERS, (ASSIGNED, SUBSTITUTE), (PLAN, AREA, PROTECTED)): WRITE,
    (READERS, (ASSIGNED, SUBSTITUTE), (PLAN, AREA, PROTECTED)): READ,
    # In an emergency the plan alone.
    (WRITERS, (EMERGENCY,), (PLAN,)): WRITE,
    (READERS, (EMERGENCY,), (PLAN,)): READ,
    # Outsiders: what was copied for them.
    (OUTSIDERS, (PARTY,), (SHARE,)): READ,
}
"""Whatever is not named here is nothing: neither in the index, nor state, log or entries, nor by writing."""

ACTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("GET", "/team"): ("manager",),
    ("POST", "/assignments"): ("manager",),
    ("GET", "/emergencies"): ("superuser", "auditor", "manager"),
    ("POST", "/emergencies"): WRITERS,
    ("POST", "/visits"): ("citizen_service",),
    ("GET", "/counts"): ("administrative", "manager", "superuser", "auditor"),
    # Everybody has devices of his own; what of others may be seen is another matter.
    ("GET", "/devices"): ROLES,
    ("POST", "/devices/lost"): ROLES,
    # Of which streams, is in `MAY`: by them files are tried as well.
    ("POST", "/attached"): ROLES,
    ("POST", "/attached/part"): ROLES,
    ("POST", "/attached/take"): ROLES,
}
"""The roles that an act is open to; to all others it is forbidden, whatever they ask."""

EXCHANGE: dict[tuple[str, str], str] = {
    ("GET", "/streams"): "token",
    ("GET", "/streams/{stream}/state"): "token",
    ("GET", "/streams/{stream}/log"): "token",
    ("POST", "/sync"): "token",
    ("POST", "/devices"): "token",
    ("POST", "/devices/purged"): "token",
    ("POST", "/session"): "password or secret",
    ("POST", "/factors"): "password or secret, and the factor before it",
    ("POST", "/keys"): "password or secret",
    ("POST", "/keys/new"): "password or secret, and the factor before it",
    ("POST", "/outside"): "nothing: it tells an address of the provider",
    ("POST", "/outside/saml"): "the provider's signature: it tells a code to the program that began",
    ("POST", "/devices/wiped"): "secret",
    ("POST", "/sealed"): "signature",
}
"""The paths of the exchange, and what opens each; what they hand out is in `MAY`."""

OPEN: tuple[tuple[str, str], ...] = tuple(
    ("GET", path) for path in ("/health", "/ready", "/metrics", "/openapi.json", "/docs")
)
"""What says nothing of anybody: it answers everybody, the figures this machine alone or who has their token."""

OPERATIONS: dict[str, tuple[str, ...]] = {
    "actors": (PLAN,), "after_meeting": (PLAN,), "arranging": (PLAN,), "attachments": (PLAN,),
    "board": (PLAN,), "board_templates": (PLAN,), "citizens": (PLAN, PROTECTED), "consents": (PLAN,),
    "contests": (PLAN,), "copying": (PLAN,), "family": (PLAN,), "history": (PLAN,), "ink_to_card": (PLAN,),
    "items": (PLAN,), "late_work": (PLAN,),
    "meetings": (PLAN,), "paper": (PLAN,), "plans": (PLAN,), "protection": (PLAN, PROTECTED),
    "ratings": (PLAN,), "refusals": (), "telling": (), "tidying": (PLAN,), "underlays": (PLAN,),
    "undoing": (PLAN,),
    "wrong_citizen": (PLAN,),
    # Reading, printing and exporting write only who looked: into the device's own stream.
    "look_ups": ("device",), "export": ("device",), "board_out": ("device",),
    # An import writes what the file holds, persons and organisations of nobody into the user's own stream.
    "intake": (PLAN, PROTECTED, "user"), "intake_actors": (PLAN, "user"), "intake_citizens": (PLAN, PROTECTED),
    "intake_drawing": (PLAN,), "drawing_report": (),
    "intake_facts": (PLAN, "user"), "intake_ledger": ("user",), "intake_perhaps": (), "intake_report": (),
    "intake_writing": (PLAN, PROTECTED, "user"),
}  # fmt: skip
"""What each module of operations writes at most; the server judges it by the rows above."""

CREATORS = ("caseworker", "plan_coordinator", "superuser")
"""Who may make a citizen."""


BESIDE: dict[tuple[tuple[str, ...], str], str] = {
    # What belongs to the user, and nobody else's: settings, and who was looked up on a device.
    (ROLES, "user:own"): WRITE,
    (ROLES, "device:own"): WRITE,
    # Who works here; outsiders are told by their share. What is the same for all, everybody reads.
    ((*WRITERS, *READERS, *CLOSED), "directory"): READ,
    (ROLES, "catalogue"): READ,
}
"""The streams of no citizen. Another user's own and another's device's are nobody's."""
BESIDE_ALL = ("user:own", "device:own", "user:another", "device:another", "directory", "catalogue")

TAKES_BACK: tuple[tuple[str, ...], tuple[str, ...]] = (WRITERS, (ASSIGNED, SUBSTITUTE, EMERGENCY, ENDED))
"""Who takes back the own words of the last 30 minutes, also when the right has ended; nobody takes back another's."""

KINDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "citizen", "identifier", "contact_point", "relative", "plan", "item", "participation", "disagreement",
            "rating", "consent", "note", "attachment", "measurement", "board", "placement", "connector", "ink", "frame",
            "label", "source_fact", "late_work", "look_up", "organisation", "professional",
        ),
        WRITERS,
    ),
    # The server alone writes who works here, on what, and with whom.
    "user": (), "device": (), "assignment": (),
}  # fmt: skip
"""Who may write a record of the kind into the plan of a citizen to whom the user is assigned."""

OPERATOR = "whoever may read the folder of the server"
KEYHOLDER = "whoever has the private key that the file is for"
IN_WORDS = "the same, who must say in whose name"
DECIDING = ("superuser", "manager", "auditor", "administrator")
STAFF = (*WRITERS, *READERS, "administrator")

COMMANDS: dict[str, str | tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "serve", "migrate", "check", "backup", "backup-keys", "backed-up", "restore", "restored", "escrow", "demo",
            "user add", "user factors", "unit put", "unit place", "unit list", "assign", "device list", "device lost",
            "provider put", "provider put-saml", "provider metadata", "provider remove", "plan key", "plan register",
            # They tell ids, instants, authors, reasons: never what a plan says.
            "report look-ups", "report sample", "redact find", "erase due", "erase register", "mergers",
        ),
        OPERATOR,
    ),
    "plan copies": KEYHOLDER,
    "user end": IN_WORDS, "user reset-second-factor": IN_WORDS, "user remove-key": IN_WORDS,
    # Nobody redacts or erases alone, nor in the name of somebody who does not answer for it.
    "redact ask": STAFF, "redact confirm": DECIDING, "erase ask": DECIDING, "erase confirm": DECIDING,
    "merge": DECIDING, "protect": DECIDING,
    "plan export": STAFF, "plan import": STAFF,
}  # fmt: skip
"""The commands of the server: the roles of the account in whose name each must be done, or who may give it."""

SHOWING: tuple[tuple[str, str], ...] = (
    ("GET", "/streams/{stream}/state"),
    ("GET", "/streams/{stream}/log"),
    ("POST", "/sync"),
    ("POST", "/attached/part"),
)
"""The paths that say what a plan says, to who is assigned; to all others no path says any of it."""

NAMING: dict[tuple[str, str], tuple[str, ...]] = {
    # A team leader of the unit the citizen belongs to; its devices, and to the administrator any, once they are lost.
    ("GET", "/team"): ("manager",),
    ("POST", "/devices/lost"): ("manager", "administrator"),
}
"""The paths that name citizens, and nothing else of them, to who is not assigned; each such answer is written down."""


def may(role: str, relation: str, compartment: str) -> str:
    """Return what the table says."""
    found = [
        right
        for (roles, relations, compartments), right in MAY.items()
        if role in roles and relation in relations and compartment in compartments
    ]
    return found[0] if found else NOTHING


def may_beside(role: str, stream: str) -> str:
    """Return what the table says of a stream of no citizen."""
    return next((right for (roles, name), right in BESIDE.items() if role in roles and name == stream), NOTHING)
