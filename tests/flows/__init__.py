"""Every conversation through the real bot, written down so that a person can read what each role sees."""
