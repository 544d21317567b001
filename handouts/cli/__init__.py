"""The command line: parse, call one function, print its result. No rules about content or lists.

`main.py` names the commands; each has a file. `entry_point.py` and `fast_path.py` answer plainly typed `make`
commands without loading Click. Errors become a sentence and an exit code in `error_handler.py` only.

- A new command: a file with a `command`, and a line in `main.COMMANDS`.
- A new option: the tables in `run/options.py` and `batch/options.py`.
"""
