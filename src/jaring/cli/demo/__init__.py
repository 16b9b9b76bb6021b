"""The demonstration: an invented regional story and what it takes to load it.

`duyung/` holds the story as data files that a person can read and edit; `story.py` reads and checks them.
Nothing in here describes a real person, vessel, telephone, account or event.
"""
