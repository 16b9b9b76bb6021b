"""Examples for the rules of python.yml; never imported."""

# ruleid: built-text-in-gettext
_(f"Released to {member}.")
# ruleid: built-text-in-gettext
gettext("Released to " + member)
# ruleid: built-text-in-gettext
gettext_lazy("Released to %(member)s." % {"member": member})
# ruleid: built-text-in-gettext
_("Released to {member}.".format(member=member))
# ok: built-text-in-gettext
_("Released to %(member)s.") % {"member": member}

# ruleid: translations-joined
_("Released to") + name
# ruleid: translations-joined
name + gettext("is the owner.")
# ok: translations-joined
_("%(member)s is the owner.") % {"member": member}

# ruleid: unnamed-placeholder
_("Released to %s.") % member
# ok: unnamed-placeholder
_("Released to %(member)s.") % {"member": member}
# ok: unnamed-placeholder
_("Half of the rows (50%) were stored.")

# ruleid: escaping-switched-off
mark_safe(narrative)
# ruleid: escaping-switched-off
format_html(f"<b>{name}</b>")
# ok: escaping-switched-off
SafeString("")
# ok: escaping-switched-off
format_html("<b>{}</b>", name)

# ruleid: sql-built-from-text
cursor.execute(f"select * from statement where owner = {owner}")
# ruleid: sql-built-from-text
cursor.execute("select * from statement where owner = %s" % owner)
# ruleid: sql-built-from-text
cursor.execute("select * from " + table)
# ok: sql-built-from-text
cursor.execute("select * from statement where owner = %s", [owner])

# ruleid: query-outside-the-orm
Statement.objects.raw("select * from statement")
# ok: query-outside-the-orm
Statement.objects.filter(owner=owner)
