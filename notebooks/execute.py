"""Runs every cell of a notebook in order and writes the notebook with its outputs.

Usage: execute.py NOTEBOOK OUTPUT KERNEL_LOG

Exit code 0 if every cell has run, 3 if one has failed; then OUTPUT isn't written.
"""

import os
import pathlib
import re
import socket
import sys
import tempfile
import time

import nbformat
from jupyter_client import KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

# Seconds; a cell that takes longer hangs.
CELL_TIMEOUT = 300
# Seconds until a kernel that was started listens, and until one that listens answers.
LISTENING_TIMEOUT = 100
STARTUP_TIMEOUT = 20
# The kernel (3.0.1) listens before it knows what to do with messages, and the first that comes in
# between ends the thread that would answer. So it gets none for some seconds. One in some never
# answers all the same, so there are several tries.
SETTLING = 3
TRIES = 8
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def main(source, output, kernel_log):
    notebook = nbformat.read(source, as_version=4)
    started = time.monotonic()
    with open(kernel_log, "w", encoding="utf-8") as log:
        try:
            execute(notebook, source.parent, log)
        except CellExecutionError as error:
            return f"{source.name}: a cell failed\n{ANSI.sub('', str(error)).rstrip()}"
        except (DeadKernelError, RuntimeError) as error:
            log.flush()
            tail = pathlib.Path(kernel_log).read_text(encoding="utf-8").splitlines()[-30:]
            return "\n".join([f"{source.name}: the kernel ended: {error}", *tail])
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in cells:
        cell.outputs = join_streams(cell.outputs)
    # The release of the machine's Java is no news to readers.
    notebook.metadata.language_info.pop("version", None)
    problem = find_problem(cells)
    if problem:
        return f"{source.name}: {problem}"
    output.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, str(output))
    seconds = time.monotonic() - started
    print(f"{source.name}: {len(cells)} cells ran in {seconds:.0f} s", file=sys.stderr)
    return None


def execute(notebook, directory, log):
    """By another kernel if one doesn't answer; one client each, as a second may get no answer."""
    for attempt in range(1, TRIES + 1):
        kernel = KernelManager(kernel_name=notebook.metadata.kernelspec.name)
        kernel.start_kernel(cwd=str(directory), stdout=log, stderr=log)
        try:
            wait_until_listening(kernel)
            time.sleep(SETTLING)
            NotebookClient(
                notebook,
                km=kernel,
                timeout=CELL_TIMEOUT,
                startup_timeout=STARTUP_TIMEOUT,
                # Times in the notebook would change with every run.
                record_timing=False,
            ).execute()
            return
        except RuntimeError as error:
            if attempt == TRIES or "didn't respond" not in str(error):
                raise
            print("The kernel doesn't answer; starting another", file=sys.stderr)
        finally:
            kernel.shutdown_kernel(now=True)


def wait_until_listening(kernel):
    """Without a message to it."""
    deadline = time.monotonic() + LISTENING_TIMEOUT
    for port in kernel.ports:
        while True:
            try:
                socket.create_connection((kernel.ip, port), timeout=1).close()
                break
            except OSError as error:
                if not kernel.is_alive():
                    raise RuntimeError("it ended at its start") from error
                if time.monotonic() > deadline:
                    raise RuntimeError(f"it doesn't listen after {LISTENING_TIMEOUT} s") from error
                time.sleep(0.2)


def join_streams(outputs):
    """Text that one cell printed in pieces becomes one output, wherever the pieces were cut."""
    joined = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == "stream" == last.output_type and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def find_problem(cells):
    """What must not be published: errors, and paths of this machine."""
    private = {os.getcwd(), str(pathlib.Path(__file__).resolve().parent.parent)}
    private |= {str(pathlib.Path.home()), tempfile.gettempdir()}
    for number, cell in enumerate(cells, 1):
        if cell.execution_count != number:
            return f"code cell {number} was run as number {cell.execution_count}"
        for output in cell.outputs:
            if output.output_type == "error":
                return f"code cell {number} holds an error: {output.evalue}"
            data = output.get("data", {})
            texts = [data[kind] for kind in data if not kind.startswith("image/")]
            text = "\n".join([output.get("text", ""), *map(str, texts)])
            for path in private - {"/"}:
                if path + "/" in text:
                    return f"code cell {number} shows a path of this machine: {path}"
    return None


if __name__ == "__main__":
    failure = main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3])
    if failure:
        print(f"error: {failure}", file=sys.stderr)
        sys.exit(3)
