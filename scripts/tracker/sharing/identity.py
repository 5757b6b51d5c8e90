"""Names that programs keep: the same for good, whatever is renamed and wherever the site is published."""

import uuid

from tracker.model import Renameable

# Drawn once. With another one, every reader would meet every entry as new.
_NAMESPACE = uuid.UUID("9994d766-c3cb-4278-b4c1-04c03e76c347")


def stable_uuid(kind: str, *parts: str) -> uuid.UUID:
    """The UUID of a thing from its kind and its first ids: it rests on no title, no address and no clock."""
    return uuid.uuid5(_NAMESPACE, "/".join((kind, *parts)))


def first_id(named: Renameable) -> str:
    """The id under which something was published first: former ids are listed oldest first."""
    return (*named.former_ids, named.id)[0]
