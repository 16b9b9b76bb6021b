"""Every read of the intelligence room. All of it runs in the viewer's session: the database decides what there is."""
