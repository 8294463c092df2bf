"""The codes that are the tool's own: what an activity can be, and how sure a figure is."""

ACTIVITY_TYPES = (
    "grant",
    "training",
    "infrastructure",
    "dialogue",
    "workshop",
    "technical_assistance",
    "other",
)
STATUSES = ("completed", "ongoing", "agreed", "reported", "planned", "announced")
EVIDENCE = ("published", "illustrative")
EXACTNESS = ("exact", "at_least", "about")
AMOUNT_EXACTNESS = (*EXACTNESS, "up_to")
AMOUNT_COVERS = ("total_cost", "donor_share", "part", "unknown")
PARTICIPANTS_ARE = ("participants", "recipients", "other")
BENEFICIARIES_ARE = ("people", "households", "firms", "other")
RELIABILITY = ("A", "B")
