"""The moderator's console: Textual screens over an unlocked desk."""
