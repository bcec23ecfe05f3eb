"""Runs a file's only DAG for a night, and prints what became of each task and of the night."""

import runpy
import sys

from airflow import decorators

path, night = sys.argv[1:]
runpy.run_path(path)
(only,) = decorators.DAGS
print("settings", sorted(only.settings), file=sys.stderr)
for name, state, failure in only.run(night):
    print(state, name, file=sys.stderr)
    if failure:
        print(type(failure).__name__, failure, file=sys.stderr)
