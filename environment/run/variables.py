"""The environment variables HELIXBOOK_... that mean something to a run, and those that mean nothing.

A misspelt one would be passed over in silence, and the run would be another one than was asked for.
"""

import difflib
import json
import re

PREFIX = "HELIXBOOK_"
# What is no parameter of a notebook; org.helixbook.notebook.Parameters names the same.
OF_THE_KIT = frozenset(
    PREFIX + name
    for name in (
        "DATA", "IMAGES", "IMAGES_GB", "MIRROR", "NOTEBOOKS_AT_ONCE", "PLAN", "PROFILE", "PROGRESS", "PYTHON",
        "REPORT", "RUNS", "SEED", "THREADS",
    )
)
TAKES = re.compile(r'\bparameter\(\s*"((?:[^"\\]|\\.)*)"')


def variable(parameter):
    """The variable of a parameter: HELIXBOOK_LEARNING_RATE of "learning rate"."""
    return PREFIX + re.sub(r"[^A-Z0-9]+", "_", parameter.strip().upper())


def known(notebooks, sources):
    """The variables of the kit and of all parameters that notebooks, or the library for them, take."""
    texts = [source.read_text(encoding="utf-8") for source in sources]
    for notebook in notebooks:
        try:
            cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        except (ValueError, KeyError, TypeError):
            continue  # whoever runs it will say what is wrong with it
        texts += ["".join(cell["source"]) for cell in cells if cell.get("cell_type") == "code"]
    return OF_THE_KIT | {variable(name) for text in texts for name in TAKES.findall(text)}


def complaints(environment, names):
    """A sentence for each variable of the environment that is none of these names."""
    said = []
    ends = [name[len(PREFIX):] for name in names]
    for name in sorted({name for name in environment if name.startswith(PREFIX)} - set(names)):
        near = difflib.get_close_matches(name[len(PREFIX):], ends, n=1)
        mend = f"did you mean {PREFIX}{near[0]}? Set that, or unset it" if near else "unset it"
        said.append(f"{name}: no notebook has such a parameter, and the kit no such setting; {mend}")
    return said
