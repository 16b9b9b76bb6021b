"""Pages of the intelligence room. A view asks a query or an action and chooses the template; nothing more."""
