"""The environment variables HELIXBOOK_... that mean something to a run, and those that mean nothing.

A misspelt one, or a value that cannot be used, would be passed over in silence, and the run would be another
one than was asked for. An empty or blank value counts as not set.
"""

import difflib
import json
import os
import re
from pathlib import Path

PREFIX = "HELIXBOOK_"
PROFILES = ("smoke", "quick", "paper")
NO_NAMES = ("no", "none", "false", "0", "never", "on")  # for off, taken for a folder's name


def given(environment, variable):
    return environment.get(variable, "").strip()


def place(root, text):
    """A path of a variable: relative to the kit's root, ~ or ~/ at its beginning being the home folder."""
    return root / (Path(text).expanduser() if text == "~" or text.startswith("~/") else Path(text))


def folder(text, root):
    try:
        path = Path(os.path.normpath(place(root, text)))
        if path.is_dir():
            return "" if os.access(path, os.R_OK | os.X_OK) else "is a folder that may not be read; give read permission, or set it to another folder"
        above = next((one for one in (path, *path.parents) if os.path.lexists(one)), None)
        if above is not None and not above.is_dir():
            return f"is no folder, for {above} is {'a file' if above.exists() else 'a link to nothing'}; set it to another folder"
    except (OSError, ValueError) as problem:
        return f"is no path ({problem}); check its characters"
    return "is more than one path; set it to one folder, or make this one first" if os.pathsep in text else ""


def mirror(text, root):
    wrong = folder(text, root)
    return wrong or ("" if place(root, text).is_dir() else "is not there; set it to a folder that holds files beforehand, or unset it")


def images(text, root):
    if text.lower() in NO_NAMES:
        return f"may mean off, or a folder of that name; set it to off, or to a path such as ./{text}"
    return "" if text.lower() == "off" else folder(text, root)


def gigabytes(text, _):
    number = re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text)
    return "" if number and 0 <= float(text) <= 1e6 else "is no size in GB; set it to a number from 0 to 1000000"


def whole(least, most):
    def read(text, _):
        number = re.fullmatch(r"[+-]?\d{1,30}", text)
        return "" if number and least <= int(text) <= most else f"is not a whole number from {least} to {most}; set it to one, or unset it"

    return read


def one_of(*values):
    return lambda text, _: "" if text.lower() in values else f"is none of its values; set it to {' or '.join(values)}, or unset it"


def set_by_the_kit(_, __):
    return "is not for you to set, for the kit sets it itself; unset it"


# What is no parameter of a notebook, each with what is wrong with a value; org.helixbook.notebook.KitVariable names the same.
READERS = {
    PREFIX + name: reader
    for name, reader in {
        "DATA": folder,
        "IMAGES": images,
        "IMAGES_GB": gigabytes,
        "MIRROR": mirror,
        "NOTEBOOKS_AT_ONCE": set_by_the_kit,
        "PLAN": set_by_the_kit,
        "PROFILE": one_of(*PROFILES),
        "PROGRESS": one_of("silent"),
        "PYTHON": lambda *_: "",  # reproduce.sh has looked at it
        "REPORT": folder,
        "RUNS": folder,
        "SEED": whole(-(2**63), 2**63 - 1),
        "THREADS": whole(1, 1024),
    }.items()
}
OF_THE_KIT = frozenset(READERS)
TAKES = re.compile(r'\bparameter\(\s*"((?:[^"\\]|\\.)*)"')


def variable(parameter):
    """The variable of a parameter: HELIXBOOK_LEARNING_RATE of "learning rate"."""
    return PREFIX + re.sub(r"[^A-Z0-9]+", "_", parameter.strip().upper())


def parameters(text):
    """The variables of the parameters that a text of Java takes; a comment's example takes none."""
    code = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("*"))
    return {variable(name) for name in TAKES.findall(code)}


def takers(notebooks, sources):
    """The notebooks that take each parameter's variable: in a cell, or by a class of the library that they name."""
    library = {source.stem: found for source in sources if (found := parameters(source.read_text(encoding="utf-8")))}
    taken = {name: [] for found in library.values() for name in found}
    for notebook in sorted(notebooks):
        try:
            cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
            text = "\n".join("".join(cell["source"]) for cell in cells if cell.get("cell_type") == "code")
        except (ValueError, KeyError, TypeError):
            continue  # whoever runs it will say what is wrong with it
        found = parameters(text).union(*(library[word] for word in set(re.findall(r"\w+", text)) & set(library)))
        for name in found:
            taken.setdefault(name, []).append(notebook)
    return taken


def complaints(environment, names):
    """A sentence for each variable of the environment that is none of these names."""
    said = []
    ends = [name[len(PREFIX):] for name in names]
    for name in sorted({name for name in environment if name.startswith(PREFIX)} - set(names)):
        near = difflib.get_close_matches(name[len(PREFIX):], ends, n=1)
        mend = f"did you mean {PREFIX}{near[0]}? Set that, or unset it" if near else "unset it"
        said.append(f"{name}: no notebook has such a parameter, and the kit no such setting; {mend}")
    return said


def unread(environment, taken, running):
    """A sentence for each variable that is set for other notebooks than these, which would be run without it."""
    said = []
    for name in sorted(name for name in taken if given(environment, name)):
        there = taken[name]
        if there and not set(there) & set(running):
            others = ", ".join(f"{one.parent.name}/{one.stem}" for one in there[:3]) + (" and others" if len(there) > 3 else "")
            said.append(f"{name}: a parameter of {others}, and of no notebook that is to run; unset it, or run one of those")
    return said


def refusals(environment, root):
    """A sentence for each variable of the kit whose value cannot be used."""
    values = {name: given(environment, name) for name in sorted(READERS)}
    wrong = {name: READERS[name](value, root) for name, value in values.items() if value}
    return [f"{name}: '{values[name]}' {what}" for name, what in wrong.items() if what]


def from_outside(environment):
    """The variables of parameters that are set, as NAME=value."""
    return [
        f"{name}={given(environment, name)}"
        for name in sorted(environment)
        if name.startswith(PREFIX) and name not in OF_THE_KIT and given(environment, name)
    ]
