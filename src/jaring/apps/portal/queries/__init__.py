"""What the portal puts together from other rooms."""
