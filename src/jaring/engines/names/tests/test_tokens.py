"""Words and scripts of the region."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jaring.engines.names.tokens import normalise, script_of, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nguyễn Văn Đức", ["nguyen", "van", "duc"]),
        ("ประเทศไทยสวยงาม", ["ประเทศไทย", "สวยงาม"]),
        ("မောင်အောင်ကျော်", ["မောင်", "အောင်", "ကျော်"]),
        ("北京大学", ["北京", "大学"]),
        ("අනුර කුමාර", ["අනුර", "කුමාර"]),
        ("அருண் குமார்", ["அருண்", "குமார்"]),
        ("محمد نبی، گل", ["محمد", "نبی", "گل"]),
        ("សុខ\u200bដារ៉ា", ["សុខ", "ដារ៉ា"]),
        ("O'Neil-Smith, J.", ["o'neil", "smith", "j"]),
    ],
)
def test_it_finds_the_words_of_a_name(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("สมชาย", "Thai"), ("ດາວ", "Laoo"), ("សុខ", "Khmr"), ("မောင်", "Mymr"), ("අනුර", "Sinh"), ("அருண்", "Taml"),
        ("محمد نبی گل", "Arab"), ("さくら 学", "Jpan"), ("김철수", "Kore"), ("Nguyễn", "Latn"), ("Budi", "Latn"),
        ("2026-04", "Zyyy"), ("ޢަލީ", "Thaa"),
    ],
)  # fmt: skip
def test_it_tells_the_script(text: str, script: str) -> None:
    assert script_of(text) == script


def test_it_drops_marks_from_latin_letters_only() -> None:
    assert normalise("José ÇELİK") == "jose celik"
    assert normalise("เชียงใหม่") == "เชียงใหม่"
    assert normalise("й") == "й"


@given(st.text(max_size=60))
@settings(deadline=None)  # the first call loads the vocabulary
def test_it_normalises_once_and_for_all(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert all(token.strip() for token in tokens(text))
