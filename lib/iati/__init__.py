"""Activities as the International Aid Transparency Initiative writes them: out, and in again."""

from lib.iati.account import Account, Entry
from lib.iati.feed import Limits, recognises
from lib.iati.known import Known, known_of
from lib.iati.reading import read_iati
from lib.iati.writing import as_iati, iati_pieces

__all__ = [
    "Account",
    "Entry",
    "Known",
    "Limits",
    "as_iati",
    "iati_pieces",
    "known_of",
    "read_iati",
    "recognises",
]
