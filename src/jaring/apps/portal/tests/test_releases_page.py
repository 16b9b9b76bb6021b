"""The lists of releases: the owner's, the recipient's, and nothing for anybody else."""

import pytest

from jaring.apps.portal.tests.test_home import TITLE, propose, report
from tests.cast import Cast, Player


def listed(player: Player, **asked: str) -> str:
    """The main part of a list."""
    answer = player.client().get("/releases/", asked)
    assert answer.status_code == 200
    return str(answer.content.decode().partition("<main")[2])


def test_it_lists_a_proposal_to_the_owner_and_not_to_the_recipient(cast: Cast) -> None:
    propose(cast.aditi, report(cast.aditi), cast.bao)
    assert TITLE in listed(cast.rahmat)
    assert TITLE not in listed(cast.bao, show="received")
    assert "Nothing waits for a decision" in listed(cast.linh)


def test_it_lists_what_was_given_to_the_owner_and_what_was_received_to_the_recipient(cast: Cast) -> None:
    propose(cast.rahmat, report(cast.aditi), cast.bao)
    assert TITLE in listed(cast.aditi, show="given")
    assert TITLE in listed(cast.bao, show="received")
    assert TITLE not in listed(cast.chanda, show="received")


def test_it_narrows_to_a_member(cast: Cast) -> None:
    propose(cast.rahmat, report(cast.aditi), cast.bao)
    vietnam, laos = str(cast.bao.person.member_id), str(cast.chanda.person.member_id)
    assert TITLE in listed(cast.aditi, show="given", member=vietnam)
    assert TITLE not in listed(cast.aditi, show="given", member=laos)


@pytest.mark.parametrize("name", ["sari", "yusuf", "rosa", "noor", "tomas"])
def test_it_is_closed_to_those_who_read_nothing_nominal(cast: Cast, name: str) -> None:
    assert getattr(cast, name).client().get("/releases/").status_code == 403
