"""The codes of the Danish guides for social care (KL, FFB) that decide how a resource is shown."""

from app.domain.goal import Direction
from app.domain.life_area import LifeArea

WISH = "416fe27d-3ccf-4390-8742-8b52a9d8dc78"
GOAL = "0bb3daef-538d-45dc-b444-abdbcb63f6bc"
SUBGOAL = "6746d4af-145a-4bfd-a672-05c0cf11b53b"
PURPOSE = "424827b1-23aa-4848-962b-56ee47def560"

EXPECTED_LEVEL = "66959f77-6e2a-4574-8423-3ff097f8b9fa"
GOAL_TYPE = "90c48f03-f194-4b2f-ad7d-6cba1069ae48"

INTERVENTION_PROFILES = ("PlannedIntervention", "ffb-intervention", "CareSocialIntervention")
"""Ends of the profiles whose CarePlan is one intervention of a plan."""

LEVELS = {
    "b508ff66-6326-4862-a6d7-7bbf184c9823": 0,
    "8328ce4a-6238-4f73-bf1a-74aadb68eff8": 1,
    "5bdde847-2837-416b-ab63-bbff8b7aa531": 2,
    "cae545f5-2813-4d79-98fc-0a7d770af3cd": 3,
    "832ae90b-23b5-4063-80aa-0b81bdce680e": 4,
}
DIRECTIONS = {
    "d41c8072-52f8-42b5-9375-ddbea454d27f": Direction.DEVELOP,
    "10752a63-00b4-4958-b7f4-9f3a18f74266": Direction.KEEP,
    "e47c22bd-d88d-48ab-882b-419923e1f44e": Direction.LIMIT_LOSS,
}
LIFE_AREAS = {
    "3f9da5ac-9686-4eeb-b517-b46e17fcb1d7": LifeArea.FRIENDS,
    "4c082610-b122-4019-96f2-1061e287445e": LifeArea.FAMILY,
    "dcc6bb77-45af-4625-9c4d-7d7878307220": LifeArea.FRIENDS,
    "9bbbffef-c404-4ea3-a927-cd22d8027e6d": LifeArea.SPEECH,
    "2ba29098-a527-43d5-b858-4c5353669f42": LifeArea.SPEECH,
    "986898d0-e2e5-4afa-9cb3-ee7aecaa0143": LifeArea.SPEECH,
    "a80e8f96-18ba-4ee4-9496-d3ce882c2f85": LifeArea.SPEECH,
    "759ddc8e-57c0-4aa6-8d32-14d8eb51c5dd": LifeArea.MOVING,
    "320c9aa6-630e-4695-bba2-29ea808fad24": LifeArea.MOVING,
    "4977ce08-df4d-4c09-8e03-c2a563862e68": LifeArea.MOVING,
    "eff3385d-01fa-4c9c-9850-52e179243f21": LifeArea.MOVING,
    "885400cc-dd71-479e-8993-3fc48fdd6710": LifeArea.SELF_CARE,
    "b3939f0b-43d9-4e8c-bb2e-50ff8bb7ed03": LifeArea.SELF_CARE,
    "94fb3ea0-92cf-43b1-929b-c95e6fb739a1": LifeArea.SELF_CARE,
    "347aa085-4fe2-411f-ac56-5693d164adc3": LifeArea.SELF_CARE,
    "464a2ab6-a7df-4b3a-b74d-7873f4cfe668": LifeArea.SELF_CARE,
    "14615a09-bd94-4602-b43a-f6d3d3f9801d": LifeArea.SELF_CARE,
    "4a58417e-9a75-43f2-9763-66505050159f": LifeArea.BODY,
    "28fbf17e-bca3-45e1-be35-553e3d91f1b7": LifeArea.BODY,
    "3a748135-98a8-416a-808d-bff88a8e40ee": LifeArea.LEISURE,
    "8888edfa-642b-4329-9fe3-a9b180e6d3f4": LifeArea.SCHOOL,
    "685e8517-2f5c-4ef8-a7c4-fa2d008fdd9d": LifeArea.WORK,
    "70443014-3faf-402d-abcf-396bfad32eb9": LifeArea.MONEY,
    "8bef71de-55b5-47fe-b438-18ac769106b3": LifeArea.MONEY,
    "fd4b8dd3-5c4b-4257-8c13-ea045617d2f6": LifeArea.HOME,
    "01770afa-cd17-41fe-a966-b8895e4d55d8": LifeArea.HOME,
    "b947f321-7cdb-4b33-9653-f3ff800572b0": LifeArea.HOME,
    "8f32c948-41c4-49d7-8913-cdeede2e7fe1": LifeArea.HOME,
    "bd67597b-e80f-427f-8cf9-79d01eff91fc": LifeArea.HOME,
    "4a51d7a7-61e7-48fa-a1d5-9d26337c6c38": LifeArea.HOME,
    "58ef570c-1c1e-47be-8bfd-26ed99825762": LifeArea.FAMILY,
}
"""FFB themes and the life area each belongs to."""
