"""What stands on other sites and in other programs: badges, embeds, cards, feeds and calendars."""
