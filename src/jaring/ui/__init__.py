"""What the screens are made of: theme, icons, base templates, components, template tags, small scripts.

Knows nothing of members, facts or permissions: every component draws what it is handed. Texts that a person
wrote arrive here raw and leave escaped, language-marked and isolated for direction.
"""
