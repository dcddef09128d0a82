"""The type of every column that holds bytes."""

from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect


class RawBytes(LargeBinary):
    """Bytes, handed to the driver as they are: SQLAlchemy would make a view of each, one call a value."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        """Nothing to do: both drivers take bytes."""
        del dialect
