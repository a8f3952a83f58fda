"""What went wrong, in one sentence; only a failure needs this module."""

import errno

_NO_SPACE = "the disk is full; make room and try again. What was in service stays."


def sentence(problem: BaseException) -> str:
    """Our own refusals as they are; the machine's in words; a mistake of ours with its name."""
    if isinstance(problem, KeyboardInterrupt):
        return "stopped; what was in service stays."
    if isinstance(problem, MemoryError) or type(problem).__name__ == "OutOfMemoryException":  # DuckDB's
        return "there is not enough memory; close other programs or use a larger machine."
    # A refusal is a PermissionError too, but says itself what it is about: it has no errno.
    if isinstance(problem, OSError) and problem.errno is not None:
        return _of_the_machine(problem)
    said = " ".join(str(problem).split())
    if "No space left on device" in said:
        return _NO_SPACE
    if type(problem).__module__.startswith("energiekop."):
        return said
    if type(problem).__module__ == "_duckdb":
        return f"a file of the store cannot be read or written ({said[:200]})."
    return (
        f"a mistake of ours, not of your files ({type(problem).__name__}: {said[:200]}); "
        "set ENERGIEKOP_TRACEBACK=1 to see where, and report it."
    )


def _of_the_machine(problem: OSError) -> str:
    where = problem.filename if problem.filename is not None else "a file"
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return _NO_SPACE
    forbidden = "may not be read or written here; change its permissions or choose another place."
    words = {
        errno.EACCES: f"{where} {forbidden}",
        errno.EPERM: f"{where} {forbidden}",
        errno.EROFS: f"{where} is on a disk that may only be read; choose another place.",
        errno.ENOENT: f"{where} is not there; check the path.",
        errno.ENOTDIR: f"{where} is a file where a folder was expected; check the path.",
        errno.EISDIR: f"{where} is a folder where a file was expected; check the path.",
        errno.EEXIST: f"{where} is already there; choose another place or move it away.",
    }
    return words.get(problem.errno or 0, f"{where}: {problem.strerror}.")
