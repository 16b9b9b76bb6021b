"""What the log says of a network that was read or taken away."""

from collections import Counter
from collections.abc import Mapping

from jaring.apps.networks.domain import Start
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.audit.api import Touched, record_events


def log_network(
    verb: str, owner_ids: Mapping[str, tuple[int, ...]], *, viewer: Viewer, start: Start | None = None, how: str = ""
) -> None:
    """One row for each owner, with the number of its own entities and of no other's.

    The entity a picture starts from is named to its owner only: to the others it would tell whom the reader is after.
    Owners of nothing that was shown learn nothing; a picture of nothing is logged for the reader's own member.
    """
    counts = Counter(owner for owners in owner_ids.values() for owner in owners) or Counter({viewer.member_id: 0})
    centre = str(start.entity) if start and start.entity else ""
    record_events(
        verb,
        [
            Touched(
                kind="network",
                id=centre if owner in owner_ids.get(centre, ()) else "",
                owner_id=owner,
                note=f"{count} entities{f', {how}' if how else ''}",
            )
            for owner, count in sorted(counts.items())
        ],
        acting=viewer,
    )
