"""Pure libraries: no framework, no database. Anyone can use them without the rest of the product."""
