"""Every language says everything, in its own words, and a view keeps its meaning in each."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from lib.config import Dashboard, read_config
from lib.language import DEFAULT, LANGUAGES, LOCALES, language, nearest_language, phrase
from lib.names import Names
from lib.store import Data, open_data
from scripts.build_cyrillic import CYRILLIC, Transliterator, cyrillic_catalogue
from scripts.build_words import TRANSLATED, said_in_english
from tests.reader import PAGES, lines, opened
from tests.world import World

ROOT = Path(__file__).resolve().parent.parent
OTHERS = [code for code in LANGUAGES if code != DEFAULT]
SAME = {
    "en": set(),
    "sq": {"beneficiaries.people", "methods.formula", "problem.parquet"},
    "sr_Latn": {
        "column.status",
        "filter.status",
        "intake.untaken.path",
        "list.status",
        "methods.formula",
        "problem.parquet",
    },
    "sr_Cyrl": {"problem.parquet"},
}
"""Phrases that happen to be the same as in English."""
WORD = re.compile(r"[^\W\d_]{2,}")


def messages(code: str) -> dict[str, Message]:
    with (LOCALES / code / "LC_MESSAGES" / "messages.po").open("rb") as lines:
        entries = [entry for entry in read_po(lines) if entry.id]
    return {(e.id[0] if isinstance(e.id, tuple) else str(e.id)): e for e in entries}


CATALOGUES = {code: messages(code) for code in LANGUAGES}
EACH = [(code, key) for code in OTHERS for key in CATALOGUES[DEFAULT]]


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string),)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", OTHERS)
def test_no_phrase_is_missing_and_none_is_left_over(code: str) -> None:
    assert CATALOGUES[code].keys() == CATALOGUES[DEFAULT].keys()


@pytest.mark.parametrize(("code", "key"), EACH)
def test_a_phrase_is_translated_with_the_same_fields(code: str, key: str) -> None:
    english, own = CATALOGUES[DEFAULT][key], CATALOGUES[code][key]
    assert not own.fuzzy
    assert all(form.strip() for form in forms(own))
    blanks = set().union(*map(fields, forms(english)))
    # a singular may leave its number out: "one activity"
    assert set().union(*map(fields, forms(own))) == blanks
    words = WORD.findall(re.sub(r"{\w+}|<[^>]*>", "", forms(english)[0]))
    if words and key not in SAME[code] and not all(word.isupper() for word in words):
        assert forms(own)[0] != forms(english)[0]


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_of_words_that_have_changed_since(code: str) -> None:
    english = {key: said_in_english(each) for key, each in CATALOGUES[DEFAULT].items()}
    made_of = {key: " ".join(each.auto_comments) for key, each in CATALOGUES[code].items()}
    old = [key for key in english if made_of[key] != english[key]]
    assert not old, "translate these again, then: make words"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_number_has_its_plural_form(code: str) -> None:
    plural = [key for key, entry in CATALOGUES[code].items() if isinstance(entry.string, tuple)]
    assert plural == [k for k, e in CATALOGUES[DEFAULT].items() if isinstance(e.string, tuple)]
    said = {language(code).count(key, n, **_any(key)) for key in plural for n in (0, 1, 2, 5, 21)}
    assert all(said)


def _any(key: str) -> dict[str, str]:
    blanks = set().union(*map(fields, forms(CATALOGUES[DEFAULT][key])))
    return dict.fromkeys(blanks - {"n"}, "x")


def test_serbian_counts_in_three_forms() -> None:
    say = language("sr_Latn")
    one, few, many = (say.count("problems.count", n).replace(str(n), "") for n in (21, 22, 25))
    assert len({one, few, many}) == 3


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("sq", "sq"),
        ("sq-XK", "sq"),
        ("sr-Latn-RS", "sr_Latn"),
        ("sr_Latn", "sr_Latn"),
        ("sr-Cyrl", "sr_Cyrl"),
        ("sr", "sr_Cyrl"),
        ("sr-RS", "sr_Cyrl"),
        ("en-GB", "en"),
        ("de-DE", "en"),
        ("", "en"),
        ("nonsense!", "en"),
    ],
)
def test_a_first_visit_is_in_the_language_of_the_browser(wanted: str, given: str) -> None:
    assert nearest_language(wanted, ("en", "sq", "sr_Latn", "sr_Cyrl")) == given


def test_another_script_of_the_language_is_nearer_than_another_language() -> None:
    assert nearest_language("sr-Cyrl", ("en", "sr_Latn")) == "sr_Latn"


def test_what_is_wrong_with_a_file_is_said_in_the_language_of_who_reads_it() -> None:
    said = phrase("problem.no_file")
    assert said == "no such file"
    assert language("sq").phrase(said) == language("sq")("problem.no_file") != said
    assert language("sq").phrase("activities.csv") == "activities.csv"


def test_cyrillic_is_made_from_latin_and_is_up_to_date() -> None:
    assert CYRILLIC.read_text(encoding="utf-8") == cyrillic_catalogue()


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Ljubav, njegov, džep, Đorđe, Štrpce", "Љубав, његов, џеп, Ђорђе, Штрпце"),
        ("Opština: {name}", "Општина: {name}"),
        ("Radna sveska (XLSX)", "Радна свеска (XLSX)"),
        ("od USAID-a i DAC/CRS", "од USAID-а и DAC/CRS"),
        ("naredba <code>python -m lib.check</code>", "наредба <code>python -m lib.check</code>"),
        ("participants_total i m²", "participants_total и m²"),
        ("https://example.org/opština je adresa", "https://example.org/opština је адреса"),
        ("projekat (faza I) i IV", "пројекат (фаза I) и IV"),
    ],
)
def test_what_is_no_serbian_word_stays_in_latin(latin: str, cyrillic: str) -> None:
    assert Transliterator()(latin) == cyrillic


@pytest.fixture(scope="module")
def shipped() -> Data:
    return open_data(ROOT / "data")


def _texts(part: object, path: str = "") -> list[tuple[str, dict[str, str]]]:
    """Every text of the configuration with its translations."""
    if isinstance(part, dict) and DEFAULT in part:
        return [(path, part)]
    items = part.items() if isinstance(part, dict) else enumerate(part)  # type: ignore[arg-type]
    inner = [
        (f"{path}.{key}", each) for key, each in items if isinstance(each, dict | list | tuple)
    ]
    return [found for key, each in inner for found in _texts(each, key)]


def test_the_shipped_texts_of_the_data_are_in_every_language_offered() -> None:
    config: Dashboard = read_config(ROOT / "data" / "dashboard.toml")
    texts = _texts(config.model_dump(exclude={"words"}))
    assert len(texts) > 15
    own = {code: config.words[code].phrases for code in config.languages}
    assert all(set(phrases) == set(own[DEFAULT]) for phrases in own.values())
    texts += [(key, {code: str(own[code][key]) for code in own}) for key in own[DEFAULT]]
    for path, words in texts:
        assert set(words) == set(config.languages), path
        assert Transliterator()(words["sr_Latn"], path) == words["sr_Cyrl"], path


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("column", ["sector", "sector_group"])
def test_sectors_have_names_of_their_own_in_every_language(
    shipped: Data, code: str, column: str
) -> None:
    english, own = (Names(shipped, language(each)) for each in (DEFAULT, code))
    values = shipped.values[column]
    same = [v for v in values if own.option(column, v) == english.option(column, v)]
    assert len(values) > 10
    assert not [value for value in same if value != "none"]


@pytest.mark.parametrize("code", OTHERS)
def test_published_totals_are_named_in_every_language(shipped: Data, code: str) -> None:
    own = Names(shipped, language(code))
    assert all(own.total(title) != title for title in shipped.totals["title"])


def test_the_other_official_name_stands_beside_the_reader_s(world: World, tmp_path: Path) -> None:
    world.config = world.config.replace(
        'majority =', 'languages = ["en", "sq", "sr_Latn", "sr_Cyrl"]\n'
        'official_names = ["sq", "sr_Latn"]\nmajority =', 1
    )  # fmt: skip
    for number in range(1, 5):
        properties = world.feature(number)["properties"]
        properties |= {"name_sq": f"{properties['name_en']}ë", "name_sr_latn": "Selo"}
        properties |= {"name_sr_cyrl": "Село"}
    world.feature(2)["properties"]["name_sq"] = "Birch"
    data = world.open(tmp_path)
    full = {code: Names(data, language(code)).full for code in data.config.languages}
    assert full["en"]["alder"] == "Alder / Alderë / Selo"
    assert full["en"]["birch"] == "Birch / Selo"
    assert full["sq"]["alder"] == "Alderë / Selo"
    assert full["sr_Latn"]["alder"] == "Selo / Alderë"
    assert full["sr_Cyrl"]["alder"] == "Село / Alderë"


def test_one_name_stands_alone_where_the_operator_asks_for_no_other(names: Names) -> None:
    assert names.full == names.places


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_every_language(page: str, code: str) -> None:
    app = opened(page, lang=code)
    config = read_config(ROOT / "data" / "dashboard.toml")
    assert app.title[0].value == config.title[code]
    key = Path(page).stem if page != "dashboard.py" else "map"
    assert language(code)(f"question.{key}") in [each.value for each in app.header]


def test_a_link_keeps_its_meaning_when_the_language_changes() -> None:
    chosen = {"municipality_ids": "istog", "activity_type": "grant", "since": "2015"}
    english, albanian = opened(**chosen), opened(lang="sq", **chosen)
    n = re.search(r"\d+", lines(english)[0])
    assert n and re.search(r"\d+", lines(albanian)[0])[0] == n[0]  # type: ignore[index]
    albanian.segmented_control(key="lang").set_value("en").run()
    assert dict(albanian.query_params.items()) == dict(english.query_params.items())
    assert "lang" not in albanian.query_params
    assert albanian.title[0].value == english.title[0].value


def test_a_language_that_is_not_offered_falls_back() -> None:
    assert opened(lang="xx").title[0].value == opened().title[0].value
