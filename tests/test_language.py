"""Words by key, plural forms, and numbers, money and dates as the language writes them."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from lib import schema
from lib.classes import OWN, SCHEMES
from lib.language import LOCALES, Language
from lib.parameters import BOUNDS, FILTERS
from lib.participation import MAJORITIES, PARTICIPATION
from lib.summaries import FEW, NONE, UNKNOWN

CODES = sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir())


def messages(code: str) -> list[Message]:
    with (LOCALES / code / "LC_MESSAGES" / "messages.po").open("rb") as lines:
        return [message for message in read_po(lines) if message.id]


def forms(message: Message) -> list[str]:
    """Every form of the words: one, or one for each plural."""
    return list(message.string) if message.pluralizable else [message.string]


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("code", CODES)
def test_every_key_has_words(code: str) -> None:
    for message in messages(code):
        assert all(form.strip() for form in forms(message)), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("code", CODES)
def test_every_field_of_the_words_has_a_name(code: str) -> None:
    for message in messages(code):
        assert "" not in set().union(*(fields(form) for form in forms(message))), message.id


@pytest.mark.parametrize("code", CODES)
def test_no_key_stands_twice(code: str) -> None:
    lines = (LOCALES / code / "LC_MESSAGES" / "messages.po").read_text("utf-8").splitlines()
    keys = [line for line in lines if line.startswith("msgid ")]
    assert len(keys) == len(set(keys))


OPTIONS = {
    "activity_type": schema.ACTIVITY_TYPES,
    "status": schema.STATUSES,
    "evidence": schema.EVIDENCE,
    "participation": PARTICIPATION,
}
NEEDED = [
    *(f"option.{column}.{value}" for column, values in OPTIONS.items() for value in values),
    *(f"filter.{each.key}" for each in (*FILTERS, *BOUNDS)),
    *(f"majority.{majority}" for majority in MAJORITIES),
    *(f"scheme.{scheme}" for scheme in (*SCHEMES, OWN)),
    *(f"state.{state}" for state in (NONE, UNKNOWN, FEW)),
]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("key", NEEDED)
def test_every_option_filter_and_state_has_words(code: str, key: str) -> None:
    assert Language(code)(key).strip()


def test_a_key_without_words_is_an_error(say: Language) -> None:
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        say("no.such.key")
    assert not say.has("no.such.key")
    assert say.has("none")


def test_a_plural_without_words_is_an_error(say: Language) -> None:
    for n in (1, 2):
        with pytest.raises(KeyError, match=r"no\.such\.key"):
            say.count("no.such.key", n)


def test_a_missing_field_is_an_error(say: Language) -> None:
    with pytest.raises(KeyError, match="high"):
        say("range", low="1")


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "0 activities in Alder under these filters"),
        (1, "1 activity in Alder under these filters"),
        (2, "2 activities in Alder under these filters"),
        (1234, "1,234 activities in Alder under these filters"),
    ],
)
def test_a_number_of_things_is_in_its_plural_form(say: Language, n: int, words: str) -> None:
    assert say.count("place.activities", n, place="Alder") == words


def test_a_language_has_the_plural_forms_that_it_declares(tmp_path: Path) -> None:
    """One, few and many: three forms, chosen by the rule in the catalogue itself."""
    folder = tmp_path / "sr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    rule = "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"
    (folder / "messages.po").write_text(
        f'msgid ""\nmsgstr ""\n"Language: sr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: {rule}\\n"\n\nmsgid "well"\nmsgid_plural "well.plural"\n'
        'msgstr[0] "{n} бунар"\nmsgstr[1] "{n} бунара"\nmsgstr[2] "{n} бунара много"\n',
        encoding="utf-8",
    )
    say = Language("sr", tmp_path)
    assert [say.count("well", n) for n in (1, 3, 7)] == ["1 бунар", "3 бунара", "7 бунара много"]


def test_words_in_the_data_fall_back_to_english(say: Language) -> None:
    assert say.of({"en": "wells", "sq": "puse"}) == "wells"
    assert say.of({"sq": "puse", "en": "wells"}) == "wells"


def test_braces_in_what_is_filled_in_stay_as_they_are(say: Language) -> None:
    assert say("range", low="{0}", high="%s") == "{0} – %s"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234567, 0, "1,234,567"),
        (1234.5, 2, "1,234.5"),
        (0.125, 2, "0.12"),
        (2.999, 2, "3"),
        (1.0, 2, "1"),
    ],
)
def test_numbers_are_written_as_the_language_does(
    say: Language, value: float, decimals: int, text: str
) -> None:
    assert say.number(value, decimals) == text


def test_money_is_written_with_its_currency(say: Language) -> None:
    assert say.money(102000).replace("\xa0", " ") == "USD 102,000"
    assert say.money(0.444, decimals=2).replace("\xa0", " ") == "USD 0.44"
    assert say.money(5, "EUR").replace("\xa0", " ") == "EUR 5"


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0%"), (41.4, "41%"), (41.6, "42%"), (100, "100%")]
)
def test_shares_are_written_in_percent(say: Language, share: float, text: str) -> None:
    assert say.percent(share) == text


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("", ""),
        ("2015", "2015"),
        ("2015-10", "October 2015"),
        ("2015-10-02", "October 2, 2015"),
        ("2016-02-29", "February 29, 2016"),
    ],
)
def test_a_date_says_no_more_than_is_known(say: Language, date: str, text: str) -> None:
    assert say.partial_date(date) == text


@given(day=st.dates())
def test_every_date_can_be_written_whole_and_in_part(say: Language, day: object) -> None:
    text = str(day)
    for part in (text[:4], text[:7], text):
        assert str(int(text[:4])) in say.partial_date(part)


def test_several_things_are_a_list_in_words(say: Language) -> None:
    assert say.list(["a"]) == "a"
    assert say.list(["a", "b", "c"]) == "a, b, and c"
    assert say.list([]) == ""
