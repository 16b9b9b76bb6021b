"""Member verbs: clients of the API with a personal access token, from any machine. No Django, no database."""
