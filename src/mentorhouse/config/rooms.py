"""The rooms of the house, from the floor up. Nothing else lists them."""

ROOMS = (
    "audit",
    "vault",
    "notifications",
    "accounts",
    "design",
    "organisations",
    "people",
    "programmes",
    "partnerships",
    "recruitment",
    "matching",
    "agreements",
    "meetings",
    "home",
)
