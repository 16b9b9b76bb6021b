"""Bringing in a file: begin, say what columns mean, keep, discard."""

import hashlib
from collections.abc import Iterable
from collections.abc import Mapping as Parts
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from jaring.apps.intelligence import access
from jaring.apps.intelligence.actions.contributions import ContributionDraft, create_contribution
from jaring.apps.intelligence.domain import TITLE_LIMIT, ContributionKind, ContributionState
from jaring.apps.intelligence.importing.checking import header_hash
from jaring.apps.intelligence.importing.reading import FORMATS, guess_format
from jaring.apps.intelligence.importing.states import DISCARDABLE, ImportState
from jaring.apps.intelligence.importing.storing import wait_for_turn
from jaring.apps.intelligence.models import Import, ImportProblem, SavedMapping
from jaring.engines.readers.tables import Mapping
from jaring.foundation.accounts.api import LegalBasis, Marking, Viewer
from jaring.foundation.audit.api import Touched, record_event
from jaring.foundation.sharing.api import intern_label
from jaring.kernel.clock import now
from jaring.kernel.errors import BadInputError, ConflictError, NotFoundError
from jaring.kernel.texts import without_turning
from jaring.platform.files import StoredFile, open_file, remove_file, store_file
from jaring.platform.jobs import defer

FOLDER = "imports"
PARTS = ("file", "alt", "add")
_HEAD = 64
STALLED_AFTER = timedelta(minutes=10)  # no chunk takes that long: whoever kept it has gone


@dataclass(frozen=True, slots=True)
class BeginImport:
    """What a person says about a file: everything but the name may be left to us."""

    file_name: str
    format: str = "auto"
    title: str = ""
    marking: int = Marking.RESTRICTED
    legal_basis: str = LegalBasis.NATIONAL_LAW
    source_grade: str = "B"
    information_grade: str = "2"
    options: dict[str, Any] = field(default_factory=dict)


def begin_import(terms: BeginImport, parts: Parts[str, BinaryIO], *, acting: Viewer) -> Import:
    """Take the file in and start checking it. Nothing of it is kept until `keep_import`.

    `parts` holds the file under "file"; OFAC's lists come with "alt" and "add" as well.
    The same bytes a second time give back the import that kept them, so nothing is doubled.
    """
    access.require_may_contribute(acting)
    _require_sound(terms, parts, acting)
    stored = {
        name: store_file(parts[name], FOLDER, limit=settings.JARING_UPLOAD_LIMIT) for name in PARTS if name in parts
    }
    try:
        with transaction.atomic():
            import_, fresh = _record_import(terms, stored, acting)
    except BaseException:
        _remove(part.name for part in stored.values())
        raise
    if not fresh:
        _remove(part.name for part in stored.values())
    return import_


def _record_import(terms: BeginImport, stored: dict[str, StoredFile], acting: Viewer) -> tuple[Import, bool]:
    chosen = terms.format if terms.format != "auto" else _format_of(terms, stored["file"])
    digest = hashlib.sha256(chosen.encode() + b"".join(part.sha256 for part in stored.values())).digest()
    known = Import.objects.filter(
        owner_id=acting.member_id, sha256=digest, state__in=[ImportState.KEPT, ImportState.KEEPING]
    ).first()
    if known is not None and "mapping" not in terms.options:
        return known, False
    import_ = Import.objects.create(
        owner_id=acting.member_id,
        label_id=intern_label(terms.marking),
        author_id=acting.person_id,
        file_name=without_turning(terms.file_name)[:200],
        format=chosen,
        sha256=digest,
        size=sum(part.size for part in stored.values()),
        stored_as={name: part.name for name, part in stored.items()},
        options={**terms.options, **_report_options(terms)},
        state=ImportState.CHECKING,
        created_at=now(),
        changed_at=now(),
    )
    _log("begin_import", import_, acting)
    defer("check_import", import_.id)
    return import_, True


@transaction.atomic
def choose_mapping(import_id: UUID, mapping_json: str, save_as: str, *, acting: Viewer) -> Import:
    """Say what the columns mean; with a name, so that the next sheet of this kind is read the same way."""
    import_ = _locked(import_id, acting)
    if import_.format != "table" or import_.state not in {ImportState.MAPPING, ImportState.CHECKED}:
        raise ConflictError(_("This file needs no columns matched now."))
    try:
        mapping = Mapping.from_json(mapping_json)
    except ValueError as broken:
        raise BadInputError(str(broken), field="mapping") from broken
    faults = mapping.faults()
    if faults:
        raise BadInputError(" ".join(faults), field="mapping")
    import_.options = {**import_.options, "mapping": mapping.to_json()}
    import_.state, import_.changed_at = ImportState.CHECKING, now()
    import_.save(update_fields=["options", "state", "changed_at"])
    if save_as.strip():
        _save_mapping(import_, mapping, save_as.strip(), acting)
    _log("choose_mapping", import_, acting)
    defer("check_import", import_.id)
    return import_


@transaction.atomic
def keep_import(import_id: UUID, *, acting: Viewer) -> Import:
    """Keep the good records: a report of the member begins, and fills in the background."""
    import_ = _locked(import_id, acting)
    if import_.state == ImportState.KEPT:
        return import_
    if import_.contribution_id is not None:
        return _go_on(import_, acting)
    if import_.state != ImportState.CHECKED:
        raise ConflictError(_("This file has not been checked to its end yet. Wait for the report."))
    if not import_.entities:
        raise BadInputError(_("No record of this file can be kept. Mend what the report names and load it again."))
    twin = _twin_of(import_)
    if twin is not None:
        return twin
    contribution = create_contribution(_draft_of(import_), acting=acting, kind=ContributionKind.IMPORT)
    if contribution.legal_basis:
        contribution.state = ContributionState.FINAL
        contribution.save(update_fields=["state"])
    import_.contribution_id = contribution.id
    import_.state, import_.cursor, import_.statements = ImportState.KEEPING, 0, 0
    import_.changed_at = now()
    import_.save()
    _log("keep_import", import_, acting)
    defer("keep_import", import_.id)
    return import_


def _go_on(import_: Import, acting: Viewer) -> Import:
    """Begin again where an import stopped: after a failure, or when nobody has moved it for a while."""
    if import_.state == ImportState.KEEPING and now() - import_.changed_at < STALLED_AFTER:
        return import_
    import_.state, import_.message, import_.changed_at = ImportState.KEEPING, "", now()
    import_.save(update_fields=["state", "message", "changed_at"])
    _log("resume_import", import_, acting)
    defer("keep_import", import_.id)
    return import_


def _twin_of(import_: Import) -> Import | None:
    """Another import of the same bytes that is kept already; this one is then let go, for it would only double it."""
    wait_for_turn(import_.owner_id)
    twin = (
        Import.objects.filter(
            owner_id=import_.owner_id, sha256=bytes(import_.sha256), state__in=[ImportState.KEPT, ImportState.KEEPING]
        )
        .exclude(id=import_.id)
        .first()
    )
    if twin is not None:
        import_.state, import_.changed_at = ImportState.DISCARDED, now()
        import_.save(update_fields=["state", "changed_at"])
    return twin


@transaction.atomic
def discard_import(import_id: UUID, *, acting: Viewer) -> None:
    """Throw the file and its report away; what was kept stays."""
    import_ = _locked(import_id, acting)
    if import_.state not in DISCARDABLE:
        raise ConflictError(_("This file is already kept. Throw its report away instead."))
    ImportProblem.objects.filter(import_id=import_.id).delete()
    names = list(import_.stored_as.values())
    import_.state, import_.stored_as, import_.changed_at = ImportState.DISCARDED, {}, now()
    import_.save()
    _log("discard_import", import_, acting)
    transaction.on_commit(partial(_remove, names))


def _draft_of(import_: Import) -> ContributionDraft:
    options = import_.options
    return ContributionDraft(
        title=options["title"],
        source_grade=options["source_grade"],
        information_grade=options["information_grade"],
        marking=options["marking"],
        legal_basis=options["legal_basis"],
    )


def _report_options(terms: BeginImport) -> dict[str, Any]:
    title = without_turning(terms.title.strip() or terms.file_name)[:TITLE_LIMIT]
    return {
        "title": title,
        "marking": int(terms.marking),
        "legal_basis": str(terms.legal_basis),
        "source_grade": terms.source_grade,
        "information_grade": terms.information_grade,
    }


def _require_sound(terms: BeginImport, parts: Parts[str, BinaryIO], acting: Viewer) -> None:
    if "file" not in parts or not terms.file_name.strip():
        raise BadInputError(_("Choose a file to bring in."), field="file")
    if "\x00" in terms.file_name + terms.title:
        raise BadInputError(_("The name holds a character that cannot be stored. Rename the file."), field="file")
    if terms.format not in {"auto", *FORMATS}:
        raise BadInputError(_("The format is auto, ftm, table or ofac."), field="format")
    if terms.marking not in range(Marking.OFFICIAL, acting.clearance + 1):
        raise BadInputError(_("Choose a marking up to your own clearance."), field="marking")
    if terms.legal_basis and terms.legal_basis not in set(LegalBasis):
        raise BadInputError(_("Choose a legal basis from the list."), field="legal_basis")
    if terms.source_grade not in "ABCX" or terms.information_grade not in "1234" or not terms.source_grade:
        raise BadInputError(_("Grade the source A, B, C or X and the information 1, 2, 3 or 4."), field="source_grade")
    if "mapping" in terms.options:
        _require_sound_mapping(terms.options["mapping"])


def _require_sound_mapping(text: object) -> None:
    try:
        faults = Mapping.from_json(str(text)).faults()
    except ValueError as broken:
        raise BadInputError(str(broken), field="mapping") from broken
    if faults:
        raise BadInputError(" ".join(faults), field="mapping")


def _format_of(terms: BeginImport, stored: StoredFile) -> str:
    with open_file(stored.name) as stream:
        return guess_format(terms.file_name, stream.read(_HEAD))


def _save_mapping(import_: Import, mapping: Mapping, name: str, acting: Viewer) -> None:
    digest = header_hash(import_.options.get("header") or [column.header for column in mapping.columns])
    SavedMapping.objects.filter(owner_id=acting.member_id, header_hash=digest, name=name[:120]).delete()
    SavedMapping.objects.create(
        owner_id=acting.member_id,
        label_id=intern_label(Marking.OFFICIAL),
        name=name[:120],
        header_hash=digest,
        mapping={"json": mapping.to_json()},
        author_id=acting.person_id,
        changed_at=now(),
    )


def _locked(import_id: UUID, acting: Viewer) -> Import:
    access.require_may_contribute(acting)
    import_ = Import.objects.select_for_update().filter(id=import_id, owner_id=acting.member_id).first()
    if import_ is None:
        raise NotFoundError(_("There is no such import that you may see."))
    return import_


def _remove(names: Iterable[str]) -> None:
    for name in names:
        remove_file(name)


def _log(verb: str, import_: Import, acting: Viewer) -> None:
    record_event(verb, Touched("import", import_.id, import_.owner_id), acting=acting)
