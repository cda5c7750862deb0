"""Core dumps: what was in memory when a program crashed, keys and plans too, would lie on the disk unencrypted."""

try:
    import resource
except ImportError:  # a platform without them, as Windows is
    resource = None  # type: ignore[assignment]


def switch_off() -> None:
    """Let a crash of this process, or of one that it starts, leave no core dump; to be called when a program starts."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
