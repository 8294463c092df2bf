"""Where the files behind the data come from is read strictly."""

from pathlib import Path

import pytest

from lib.problems import BadData
from lib.provenance import read_provenance

GOOD = f'''["works.csv"]
what = "Works"
publisher = "The moon"
address = "https://example.org/works"
licence = "CC BY"
date = "2020-01"
sha256 = "{"a" * 64}"
'''


def written(folder: Path, text: str) -> Path:
    (folder / "sources").mkdir()
    (folder / "sources" / "provenance.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_need_not_have_one(tmp_path: Path) -> None:
    assert read_provenance(tmp_path) == {}


def test_each_file_is_read_with_what_is_said_of_it(tmp_path: Path) -> None:
    sources = read_provenance(written(tmp_path, GOOD))
    assert sources["works.csv"].publisher == "The moon"


@pytest.mark.parametrize(
    ("good", "bad", "column"),
    [
        ('date = "2020-01"', 'date = "soon"', "works.csv.date"),
        ('licence = "CC BY"', "", "works.csv.licence"),
        ('licence = "CC BY"', 'licence = "CC BY"\nlicense = "x"', "works.csv.license"),
        ("https://example.org/works", "javascript:alert(1)", "works.csv.address"),
        ('what = "Works"', "what = ", ""),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, good: str, bad: str, column: str) -> None:
    with pytest.raises(BadData) as caught:
        read_provenance(written(tmp_path, GOOD.replace(good, bad)))
    assert column in [problem.column for problem in caught.value.problems]
