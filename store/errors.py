"""What a store says when it cannot be read or written; each text is for the reader."""


class StoreError(Exception):
    """A store cannot do what was asked, and changed nothing; its text says why."""


class Damaged(StoreError):
    """A published file is not what was published."""


class NoStore(StoreError):
    """Nothing is published in the folder yet."""


class OldStore(StoreError):
    """The store was written by another version and lacks what the questions need."""
