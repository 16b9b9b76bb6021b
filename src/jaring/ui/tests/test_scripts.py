import pytest

from jaring.ui.scripts import language_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("สมชาย วงศ์ประเสริฐ", "th"),
        ("မင်းထွန်းအောင်", "my"),
        ("சோமசாய்", "ta"),
        ("සොම්චායි", "si"),
        ("Phạm Văn Định", "vi"),
        ("غلام حیدر نوری", "fa"),
        ("محمد الحسن", "ar"),
        ("محمد اڑتالیس", "ur"),
        ("ښځه", "ps"),
        ("王小明", "zh"),
        ("山田 たろう", "ja"),
        ("김철수", "ko"),
        ("Иван Петров", "ru"),
        ("ជា សុខ", "km"),
        ("މުޙައްމަދު", "dv"),
    ],
)
def test_it_guesses_the_language_from_the_script(name: str, code: str) -> None:
    assert language_of(name) == code


@pytest.mark.parametrize("text", ["", "KM Bintang Laut 7", "+62 21 555 0193", "José Núñez"])
def test_it_marks_nothing_on_plain_latin(text: str) -> None:
    assert language_of(text) == ""


def test_it_follows_the_script_that_prevails() -> None:
    assert language_of("สมชาย (Иван)") == "th"
