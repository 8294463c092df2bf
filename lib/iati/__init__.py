"""Activities as the International Aid Transparency Initiative writes them: out, and in again."""

from lib.iati.writing import as_iati, iati_pieces

__all__ = ["as_iati", "iati_pieces"]
