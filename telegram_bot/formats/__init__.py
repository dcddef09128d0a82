"""The formats around the sessions as the bot speaks them: one module each, listed in ``registry``."""
