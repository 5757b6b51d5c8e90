"""Runs one command: `runner.py OUTPUT RESULT COMMAND...`; small, so that its memory does not hide the command's.

What the command says goes to OUTPUT; its exit code, clock, processor and memory (seconds and KiB) go to RESULT.
"""

import os
import sys
import time

output, result, *command = sys.argv[1:]
file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
streams = [(os.POSIX_SPAWN_DUP2, file, 1), (os.POSIX_SPAWN_DUP2, file, 2)]
start = time.perf_counter()
process = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
_pid, status, used = os.wait4(process, 0)
clock = time.perf_counter() - start
with open(result, "w", encoding="utf-8") as answer:  # noqa: PTH123 (what is not imported takes no memory)
    code, processor = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
    answer.write(f"{code} {clock} {processor} {used.ru_maxrss}")
