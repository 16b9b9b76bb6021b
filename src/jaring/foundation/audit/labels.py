"""The words people read for the acts of the log."""

from django.utils.translation import gettext_lazy as _

VERB_LABELS = {
    "sign_in": _("Signed in"),
    "sign_in_failed": _("Failed to sign in"),
    "sign_out": _("Signed out"),
    "sign_out_everywhere": _("Signed out everywhere"),
    "second_factor_failed": _("Gave a wrong second factor"),
    "add_second_factor": _("Added a second factor"),
    "remove_second_factor": _("Removed a second factor"),
    "reset_second_factor": _("Reset a second factor"),
    "change_password": _("Changed the password"),
    "give_password": _("Gave a new password"),
    "set_purpose": _("Chose a purpose"),
    "add_person": _("Added a person"),
    "change_person": _("Changed a person"),
    "deactivate_person": _("Deactivated a person"),
    "save_member": _("Saved a member"),
    "make_token": _("Made a token"),
    "revoke_token": _("Revoked a token"),
    "search": _("Searched"),
    "export": _("Exported"),
    "export_log": _("Exported the log"),
    "read_contribution": _("Read a report"),
    "read_entity": _("Read about an entity"),
    "read_network": _("Read a network"),
    "read_attachment": _("Opened an attachment"),
    "reveal_protected": _("Showed a protected person"),
    "create_contribution": _("Began a report"),
    "change_contribution": _("Changed a report"),
    "finalise_contribution": _("Finished a report"),
    "delete_contribution": _("Threw a draft away"),
    "add_entity": _("Added facts on an entity"),
    "add_facts": _("Added facts"),
    "correct_fact": _("Corrected a fact"),
    "retire_fact": _("Took a fact out"),
    "retire_entity": _("Took an entity out"),
    "add_attachment": _("Attached a file"),
    "remove_attachment": _("Removed a file"),
    "propose_release": _("Proposed a release"),
    "authorise_release": _("Agreed to a release"),
    "refuse_release": _("Refused a release"),
    "withdraw_release": _("Withdrew a release"),
    "begin_import": _("Began an import"),
    "choose_mapping": _("Said what the columns mean"),
    "keep_import": _("Kept an import"),
    "finish_import": _("Finished an import"),
    "resume_import": _("Went on with an import"),
    "fail_import": _("Gave up an import"),
    "discard_import": _("Discarded an import"),
}

OBJECT_LABELS = {
    "attachment": _("attachment"),
    "contribution": _("report"),
    "entity": _("entity"),
    "import": _("import"),
    "log": _("log"),
    "member": _("member"),
    "network": _("network"),
    "person": _("person"),
    "release": _("release"),
    "search": _("search"),
    "token": _("token"),
}


def object_label(kind: str) -> str:
    """The kind of record in words; one that has none here is shown by its code."""
    label = OBJECT_LABELS.get(kind)
    return str(label) if label is not None else kind.replace("_", " ")


def verb_label(verb: str) -> str:
    """The act in words; one that has none here is shown by its code."""
    label = VERB_LABELS.get(verb)
    return str(label) if label is not None else verb.replace("_", " ")
