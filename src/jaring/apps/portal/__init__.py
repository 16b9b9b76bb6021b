"""Home, search and the purpose of a sitting: where a day at Jaring begins. Owns no rows."""
