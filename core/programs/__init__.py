"""The formats around the sessions, as pure models: a frozen state and an event give the next state.

Nothing here knows the store, Telegram, the terminal or the time: days and moments are arguments. A refused event raises
BadInput or NotAllowed and changes nothing.
"""
