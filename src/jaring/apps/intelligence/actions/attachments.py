"""Files of reports: judged, stored outside the web root under names that say nothing, sent only as attachment."""

from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jaring.apps.intelligence.actions.contributions import lock_contribution, lock_for_addition, touch_contribution
from jaring.apps.intelligence.attachment_kinds import HEAD, SIZE_LIMIT, clean_name, media_type_of
from jaring.apps.intelligence.models import Attachment
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.audit.api import Touched, record_event
from jaring.kernel.clock import now
from jaring.kernel.errors import ConflictError, NotFoundError
from jaring.platform.files import open_file, remove_file, store_file

FOLDER = "attachments"
MOST = 50  # files of one report


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file on its way out. Whoever takes it closes `content`."""

    name: str
    media_type: str
    size: int
    content: BinaryIO


@transaction.atomic
def add_attachment(contribution_id: UUID, name: str, source: BinaryIO, *, acting: Viewer) -> Attachment:
    """Take a file into an own report. `source` can be rewound, as uploads can.

    Raises:
        BadInputError: empty, too large, a program, or a page a browser would run; `field` is "file".
    """
    contribution = lock_for_addition(contribution_id, acting=acting)
    if Attachment.objects.filter(contribution_id=contribution.id).count() >= MOST:
        raise ConflictError(_("This report already holds 50 files. Begin another report for more."))
    kept_name = clean_name(name)
    media_type = media_type_of(kept_name, source.read(HEAD))
    source.seek(0)
    stored = store_file(source, FOLDER, limit=SIZE_LIMIT)
    try:
        with transaction.atomic():
            attachment = Attachment.objects.create(
                owner_id=contribution.owner_id,
                label_id=contribution.label_id,
                contribution_id=contribution.id,
                name=kept_name,
                media_type=media_type,
                size=stored.size,
                sha256=stored.sha256,
                stored_as=stored.name,
                created_at=now(),
            )
            touch_contribution(contribution)
            _log("add_attachment", attachment, acting)
    except BaseException:
        remove_file(stored.name)
        raise
    return attachment


@transaction.atomic
def open_attachment(attachment_id: UUID, *, acting: Viewer) -> OpenedFile:
    """The file for download; logged for its owner. Raises NotFoundError when it is absent, hidden or lost."""
    attachment = _find(attachment_id)
    content = open_file(attachment.stored_as)
    _log("read_attachment", attachment, acting)
    return OpenedFile(attachment.name, attachment.media_type, attachment.size, content)


@transaction.atomic
def remove_attachment(attachment_id: UUID, *, acting: Viewer) -> UUID:
    """Take a file out of an own report and delete its bytes; returns the report's id."""
    attachment = _find(attachment_id)
    contribution = lock_contribution(attachment.contribution_id, acting=acting)
    _log("remove_attachment", attachment, acting)
    stored_as = attachment.stored_as
    attachment.delete()
    touch_contribution(contribution)
    # Only once no row leads to the bytes any more.
    transaction.on_commit(lambda: remove_file(stored_as))
    return contribution.id


def _find(attachment_id: UUID) -> Attachment:
    found = Attachment.objects.filter(id=attachment_id).first()
    if found is None:
        raise NotFoundError(_("There is no such file that you may see."))
    return found


def _log(verb: str, attachment: Attachment, acting: Viewer) -> None:
    # Not the name: it may name a person, and the log keeps what it holds and shows it to auditors.
    note = f"{attachment.media_type}, {attachment.size} bytes"
    touched = Touched("attachment", attachment.id, attachment.owner_id, note)
    record_event(verb, touched, acting=acting)
