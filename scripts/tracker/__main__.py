"""Where the command `tracker` begins: from its first moment on an interrupt or a missing package is no traceback."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command with these arguments, or with those that it was called with."""
    try:
        from tracker.cli import main as run  # noqa: PLC0415 (most of the time before the first word is spent here)
    except KeyboardInterrupt:
        sys.exit(130)
    except ImportError as error:
        sys.stderr.write(f"Error: a part of the program is missing ({error}): run `make site`, which installs it\n")
        sys.exit(2)
    run(arguments)


if __name__ == "__main__":
    main()
