"""Ballots of the youth council: what is asked, how it is counted, who may vote, and how anyone recounts it."""
