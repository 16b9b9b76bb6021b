"""Bringing in files."""

from typing import Annotated, BinaryIO, Literal, cast
from uuid import UUID

from django.core.paginator import Paginator
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import StringConstraints

from jaring.apps.intelligence.actions.imports import (
    BeginImport,
    begin_import,
    choose_mapping,
    discard_import,
    keep_import,
)
from jaring.apps.intelligence.endpoints.schemas import (
    ImportOut,
    ImportProblemOut,
    InformationGradeCode,
    MappingIn,
    MarkingCode,
    SourceGradeCode,
)
from jaring.apps.intelligence.queries.imports import ImportStatus, import_status, list_imports, problems_of
from jaring.foundation.accounts.api import Marking
from jaring.foundation.accounts.bearer import ApiRequest
from jaring.platform.rest import Code, Line, Listing, PageNumber, listing, reads, writes

router = Router(tags=["Imports"])
PAGE = 50


class ImportTerms(Schema):
    """What is said about the file; everything may be left to us."""

    format: Literal["auto", "ftm", "table", "ofac"] = "auto"
    title: Line = ""
    marking: MarkingCode = "restricted"
    legal_basis: Code = "national_law"
    source_grade: SourceGradeCode = "B"
    information_grade: InformationGradeCode = "2"
    mapping: Annotated[str, StringConstraints(max_length=500_000)] = ""


@router.get("/imports", response=reads(Listing[ImportOut]), operation_id="list_imports", summary="Imports I may see")
def get_imports(request: ApiRequest) -> dict[str, object]:
    """The newest fifty."""
    found = list_imports(viewer=request.auth)
    return {"items": found, "count": len(found)}


@router.post("/imports", response=writes(ImportOut, 201), operation_id="begin_import", summary="Bring in a file")
def post_import(
    request: ApiRequest,
    terms: Form[ImportTerms],
    file: File[UploadedFile],
    alt: File[UploadedFile | None] = None,
    add: File[UploadedFile | None] = None,
) -> Status[ImportStatus]:
    """It is checked first; nothing is kept until `keep`. OFAC's lists come in three parts: file, alt, add."""
    parts = {"file": file, "alt": alt, "add": add}
    begun = begin_import(
        BeginImport(
            file_name=file.name or "",
            format=terms.format,
            title=terms.title,
            marking=Marking[terms.marking.upper()],
            legal_basis=terms.legal_basis,
            source_grade=terms.source_grade,
            information_grade=terms.information_grade,
            options={"mapping": terms.mapping} if terms.mapping else {},
        ),
        {name: cast(BinaryIO, part.file) for name, part in parts.items() if part is not None},
        acting=request.auth,
    )
    return Status(201, import_status(begun.id, viewer=request.auth))


@router.get("/imports/{import_id}", response=reads(ImportOut), operation_id="read_import", summary="Where it stands")
def get_import(request: ApiRequest, import_id: UUID) -> ImportStatus:
    """Ask again while `working` is true."""
    return import_status(import_id, viewer=request.auth)


@router.get(
    "/imports/{import_id}/problems",
    response=reads(Listing[ImportProblemOut]),
    operation_id="list_import_problems",
    summary="What is wrong in the file",
)
def get_problems(request: ApiRequest, import_id: UUID, page: PageNumber = 1) -> dict[str, object]:
    """By line or cell, errors before warnings."""
    found, count = problems_of(import_id, viewer=request.auth, start=(page - 1) * PAGE, most=PAGE)
    shown = Paginator(range(count), PAGE).get_page(page)
    return listing(shown, found)


@router.post(
    "/imports/{import_id}/mapping",
    response=writes(ImportOut),
    operation_id="choose_mapping",
    summary="Say what the columns mean",
)
def post_mapping(request: ApiRequest, import_id: UUID, body: MappingIn) -> ImportStatus:
    """The file is checked again with it."""
    choose_mapping(import_id, body.mapping, body.save_as, acting=request.auth)
    return import_status(import_id, viewer=request.auth)


@router.post(
    "/imports/{import_id}/keep", response=writes(ImportOut), operation_id="keep_import", summary="Keep what is good"
)
def post_keep(request: ApiRequest, import_id: UUID) -> ImportStatus:
    """The good records become one report, in the background."""
    keep_import(import_id, acting=request.auth)
    return import_status(import_id, viewer=request.auth)


@router.delete(
    "/imports/{import_id}", response=writes(None, 204), operation_id="discard_import", summary="Throw it away"
)
def delete_import(request: ApiRequest, import_id: UUID) -> Status[None]:
    """The file and its report; what was kept stays."""
    discard_import(import_id, acting=request.auth)
    return Status(204, None)
