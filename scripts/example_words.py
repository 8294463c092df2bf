"""What things are called in an invented country, and who lives where."""

from __future__ import annotations

NAMES = {
    "hartmoor": ("Hartmoor", "Ker Ashun", "Hjarmur"),
    "stonegate": ("Stonegate", "Ker Dovan", "Stengat"),
    "eastholm": ("Eastholm", "Anu Salen", "Austholm"),
    "redmarsh": ("Redmarsh", "Lir Oneth", "Raudmyr"),
    "crownhill": ("Crownhill", "Tor Avenel", "Krunhol"),
    "longwater": ("Longwater", "Lir Talúen", "Langvatn"),
    "saltings": ("The Saltings", "Anu Šerith", "Saltäng"),
    "westreach": ("Westreach", "Dan Ilorë", "Vestrek"),
    "millvale": ("Millvale", "Dan Okhar", "Mylldal"),
    "greyport": ("Greyport", "Hav Ellor", "Gråhavn"),
    "kingsbridge": ("Kingsbridge", "Tor Mirë", "Kungsbro"),
    "far-isle": ("Far Isle", "Anu Vaïl", "Fjarøy"),
}
"""By province: in English, and in the invented languages ``qaa`` and ``qab``."""
BESIDE = ("redmarsh", "millvale")
"""Provinces that are no partners."""
PEOPLE = {
    "hartmoor": (61000, 3200, 900, 0),
    "stonegate": (48000, 21000, 0, 0),
    "eastholm": (12000, 39000, 400, 3),
    "redmarsh": (22000, 800, 5200, 0),
    "crownhill": (97000, 9400, 2100, 150),
    "longwater": (18000, 4100, 23500, 60),
    "saltings": (9000, 14800, 700, 2600),
    "westreach": (34000, 1100, 0, 0),
    "millvale": (41000, 6900, 3300, 0),
    "greyport": (132000, 38000, 8100, 9700),
    "kingsbridge": (74000, 31000, 6000, 1200),
    "far-isle": (700, 300, 0, 11900),
}
"""Inhabitants by province, of each of `COUNTED`."""
COUNTED = ("orran", "sudric", "lakefolk", "islander")
SECTORS = (
    ("W1", "Wells", "Puse", "Bunari", "W", "Water", "Ujë", "Voda"),
    ("W2", "Pipes and drains", "Tuba dhe kanale", "Cevi i odvodi", "W", "Water", "Ujë", "Voda"),
    ("L1", "Schools", "Shkolla", "Škole", "L", "Letters", "Shkronja", "Pismenost"),
    ("L2", "Libraries", "Biblioteka", "Biblioteke", "L", "Letters", "Shkronja", "Pismenost"),
    ("H1", "Harbours", "Porte", "Luke", "H", "Harbours", "Porte dhe ura", "Luke i mostovi"),
    ("H2", "Bridges", "Ura", "Mostovi", "H", "Harbours", "Porte dhe ura", "Luke i mostovi"),
    ("T1", "Talks", "Bisedime", "Razgovori", "T", "Neighbours", "Fqinjë", "Susedi"),
)  # fmt: skip
"""Code, name in English, Albanian and Serbian; the same of the group."""
KINDS = (
    ("infrastructure", "W1", "A well for {name}", 9, (4000, 60000), (0, 0)),
    ("infrastructure", "W2", "Pipes below the market of {name}", 5, (20000, 260000), (0, 0)),
    ("training", "W2", "Course for well keepers, {name}", 6, (800, 9000), (8, 60)),
    ("grant", "L1", "Books and benches for a school of {name}", 10, (1500, 30000), (20, 240)),
    ("training", "L2", "Evenings of reading in {name}", 9, (500, 6000), (10, 90)),
    ("infrastructure", "H1", "A lantern for the quay of {name}", 4, (9000, 190000), (0, 0)),
    ("technical_assistance", "H2", "Advice on the bridges of {name}", 3, (3000, 40000), (0, 0)),
    ("dialogue", "T1", "Neighbours of {name} at one table", 8, (300, 4000), (12, 120)),
)
"""Type, sector, title, how common, least and most money, least and most people (0: not counted)."""
PROGRAMMES = (
    ("Nine Wells", "Foundation of the Nine Wells", "A", 5),
    ("Lantern Schools", "Lantern Trust", "B", 4),
    ("Harbour Light", "Lantern Trust;Union of Distant Cities", "", 2),
    ("", "", "", 1),
)
"""Programme, its donors, its objective, how common."""
