"""What AI companies promised, what the documents show, and the words that show it."""
