"""Whether quotes are where the tracker says: what a program found when it looked them up."""
