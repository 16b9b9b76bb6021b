"""Members, their agencies and people, how people sign in, and what they are.

A person acts for exactly one member. Each member's administrator manages its own people; the secretariat manages
members only and sees no person of another member. Credentials and the opening of viewer sessions belong to the
gate role of the database: the application role can do neither (docs/adr/0003).
"""
