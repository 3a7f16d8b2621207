"""Who may see which counselors. Every page asks here first."""


def scope() -> tuple[str, ...] | None:
    """Return the counselor ids this visitor may see; None is everyone.

    There is no sign-in yet: whoever reaches this machine sees the whole clinic.
    """
    return None
