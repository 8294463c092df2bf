"""A folder of data like the shipped one, with as many activities as asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd

SHIPPED = Path(__file__).resolve().parent.parent / "data"
SEED = 20121


def write_folder(folder: Path, rows: int) -> Path:
    """Every file of the shipped data, its activities repeated with new ids at shuffled places."""
    folder.mkdir(parents=True)
    for file in SHIPPED.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    shipped = pd.read_csv(SHIPPED / "activities.csv", dtype=str, keep_default_na=False)
    chance = np.random.default_rng(SEED)
    copies = [_copy(shipped, number, chance) for number in range(-(-rows // len(shipped)))]
    pd.concat(copies).head(rows).to_csv(folder / "activities.csv", index=False)
    return folder


def shipped_rows() -> int:
    """How many activities the shipped data holds."""
    return len(pd.read_csv(SHIPPED / "activities.csv", usecols=["id"]))


def _copy(shipped: pd.DataFrame, number: int, chance: np.random.Generator) -> pd.DataFrame:
    """The first copy is the data itself; the others happen elsewhere."""
    if not number:
        return shipped
    places = chance.permutation(shipped["municipality_ids"])
    ids = shipped["id"] + f"-{number}"
    return shipped.assign(id=ids, municipality_ids=places, settlement="")
