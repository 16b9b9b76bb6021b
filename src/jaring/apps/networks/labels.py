"""The words people read for kinds of entities, subjects and everything the picture's script says."""

from django.utils.translation import gettext_lazy as _

KIND_LABELS = {
    "person": _("Persons"),
    "organisation": _("Organisations"),
    "syndicate": _("Syndicates"),
    "vessel": _("Vessels"),
    "vehicle": _("Vehicles"),
    "phone": _("Phones"),
    "account": _("Accounts"),
    "document": _("Documents"),
    "venue": _("Venues"),
    "place": _("Places"),
    "address": _("Addresses"),
    "event": _("Events"),
    "other": _("Others"),
}
GRADE_LABELS = {"A1": _("A1 only"), "B2": _("B2 or better"), "C3": _("C3 or better")}
ABOUT_LABELS = {"money": _("Money"), "contact": _("Persons and their contacts"), "movement": _("Movement")}
OFFER_LABELS = {
    "grade": _("grade B2 or better"),
    "recent": _("last 12 months"),
    "money": _("money only"),
    "contact": _("contacts only"),
    "movement": _("movement only"),
}

# By the keys of frontend/src/network/texts.ts, with the same placeholders; a test compares the two.
SCRIPT_TEXTS = {
    "showing": _("Showing {shown} of {total} links you may see."),
    "filtered": _("{hidden} more are loaded but filtered out or hidden."),
    "undated": _("Links without a date stay ({count})."),
    "selected": _("{name}, {kind}. {owners}. {shown} of {total} links shown."),
    "deselected": _("Nothing selected."),
    "expanding": _("Loading what is linked to {name}."),
    "expanded": _("{nodes} entities and {links} links added around {name}."),
    "nothing_more": _("Nothing more to show around {name}."),
    "hidden": _("{name} hidden. Undo brings it back."),
    "pinned": _("{name} keeps its place."),
    "unpinned": _("{name} may move again."),
    "undone": _("Taken back."),
    "nothing_to_undo": _("Nothing to take back."),
    "path_pick": _("Now select the second entity."),
    "path_first": _("Select an entity first."),
    "path_found": _("{links} links lead from {a} to {b}."),
    "path_none": _("No chain of up to 8 links you may see leads from {a} to {b}."),
    "saved": _("Layout saved."),
    "failed": _("The server did not answer. Try again."),
    "refused": _("This is no longer available to you. Reload the page."),
    "no_webgl": _("This browser cannot draw the picture (WebGL is off). The list beside it holds the same entities."),
    "empty": _("There is nothing to draw here that you may see."),
    "from": _("From"),
    "to": _("To"),
    "period": _("{from} to {to} restricts list, picture and panel"),
    "any_time": _("All dates"),
}
