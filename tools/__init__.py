"""Small programs that keep the house in order; `make check` runs them."""
