"""Server verbs: they run beside the database and look after every process of an installation."""
