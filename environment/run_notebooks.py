#!/usr/bin/env python3
"""Executes the notebooks in order, keeps what they showed, and writes the report.

    run_notebooks.py --report target/report [notebook ...]

For each notebook the executed copy and its HTML are kept in the report folder, also when a cell
fails, the kernel dies or the run is stopped (Ctrl-C or SIGTERM once: the running cell may finish
what it does on an interrupt; twice: at once). The last line is `N passed, N failed`; the exit status
is 0 only if nothing failed. Needs nbclient, nbformat, nbconvert and jupyter_client, nothing else.
"""

import argparse
import asyncio
import html
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from pathlib import Path

try:
    import nbformat
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from nbconvert import HTMLExporter
except ImportError as missing:
    sys.exit(
        f"run_notebooks.py: this Python ({sys.executable}) has no module '{missing.name}'; "
        "start the kit with ./environment/reproduce.sh, which finds or makes a Python that has it"
    )

ROOT = Path(__file__).resolve().parent.parent
PROFILES = ("smoke", "quick", "paper")
TELL_EVERY = 10  # seconds between two lines about the same cell
TAG = re.compile(r"<[^>]*>")
STOP_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
GRACE = 20  # seconds that an interrupted cell has to end by itself
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def say(text=""):
    print(text, flush=True)


def clock(seconds):
    seconds = int(round(seconds))
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min {seconds % 60:02d} s"
    return f"{seconds // 3600} h {seconds % 3600 // 60:02d} min"


def write_whole(path, text):
    """A file is either whole or absent: written beside its place, then moved there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix="." + path.name, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def all_notebooks():
    """Every notebook of the kit: the top of the folder first, 99-claims last."""
    found = [p for p in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts]
    return sorted(found, key=lambda p: (p.name.startswith("99-"), len(p.parts) > len(ROOT.parts) + 2, p))


class Job:
    """One notebook: what it is called, what it is expected to take, and what became of it."""

    def __init__(self, path, profile):
        self.path = path
        self.name = str(path.relative_to(ROOT / "notebooks").with_suffix(""))
        self.notebook = nbformat.read(path, as_version=4)
        hints = self.notebook.metadata.get("helixbook", {})
        self.expected = float(hints.get("seconds", {}).get(profile, 30))
        self.title = next(
            (
                line.lstrip("# ").strip()
                for cell in self.notebook.cells
                if cell.cell_type == "markdown"
                for line in cell.source.splitlines()
                if line.startswith("# ")
            ),
            self.name,
        )
        self.seconds = None
        self.error = None  # one sentence
        self.details = ""  # the traceback

    @property
    def passed(self):
        return self.seconds is not None and self.error is None

    @property
    def code_cells(self):
        return [i for i, c in enumerate(self.notebook.cells) if c.cell_type == "code" and c.source.strip()]


class WatchedClient(NotebookClient):
    """Tells, while a cell runs, what its progress bar says."""

    def __init__(self, notebook, tell, **options):
        super().__init__(notebook, **options)
        self.tell = tell
        self.told = time.monotonic()

    def process_message(self, msg, cell, cell_index):
        if msg["msg_type"] == "update_display_data" and time.monotonic() - self.told > TELL_EVERY:
            shown = html.unescape(TAG.sub(" ", msg["content"]["data"].get("text/html", "")))
            words = " ".join(shown.split())
            if words and len(words) < 200:
                self.told = time.monotonic()
                self.tell(words)
        return super().process_message(msg, cell, cell_index)


def execute(client):
    """Runs the notebook's cells. Returns False if a signal stopped it.

    nbclient would end the kernel on a signal and report it as dead. Here the first signal interrupts
    the cell, as the stop button does, so that it can show what it has; the second one, or the end of
    the grace time, ends the kernel.
    """
    loop = asyncio.new_event_loop()
    run = loop.create_task(client.async_execute())
    stopped = False
    begin_cell = client.on_cell_start

    def next_cell(**about):
        if stopped:  # the interrupt found no cell running
            raise asyncio.CancelledError
        begin_cell(**about)

    def stop():
        nonlocal stopped
        if stopped or client.kc is None:
            run.cancel()
        else:
            asyncio.ensure_future(client.km.interrupt_kernel(), loop=loop)
            loop.call_later(GRACE, run.cancel)
        stopped = True

    client.on_cell_start = next_cell
    for number in STOP_SIGNALS:
        loop.add_signal_handler(number, stop)
    # nbclient must not put its own handlers in the place of these.
    loop.add_signal_handler = loop.remove_signal_handler = lambda *_: None
    try:
        loop.run_until_complete(run)
    except (asyncio.CancelledError, CellExecutionError, RuntimeError):
        if not stopped:
            raise
    finally:
        del loop.add_signal_handler, loop.remove_signal_handler
        for number in STOP_SIGNALS:
            loop.remove_signal_handler(number)
        stop_on_signals()
        loop.close()
    return not stopped


def stop_on_signals():
    """Between two notebooks a signal is an exception."""
    for number in STOP_SIGNALS:
        signal.signal(number, raise_interrupt)


def raise_interrupt(*_):
    raise KeyboardInterrupt


class Runner:
    def __init__(self, jobs, report, timeout):
        self.jobs = jobs
        self.report = report
        self.timeout = timeout
        self.started = time.monotonic()
        self.live = sys.stdout.isatty()

    def left(self, job, elapsed):
        """Seconds left in all: the expectation of the rest, scaled by how the past compares with its own."""
        done = [j for j in self.jobs if j.seconds is not None]
        factor = 1.0
        if sum(j.expected for j in done) >= 20:
            factor = sum(j.seconds for j in done) / sum(j.expected for j in done)
        rest = sum(j.expected for j in self.jobs if j.seconds is None and j is not job)
        return factor * (rest + max(0.0, job.expected - elapsed / max(factor, 0.1)))

    def keep(self, job):
        """Writes the executed copy and its page as they are now."""
        executed = self.report / "notebooks" / (job.name + ".ipynb")
        write_whole(executed, nbformat.writes(job.notebook))

    def keep_page(self, job):
        page = self.report / "notebooks" / (job.name + ".html")
        body, _ = HTMLExporter(template_name="lab").from_notebook_node(
            job.notebook, resources={"metadata": {"name": job.title}}
        )
        write_whole(page, body)

    def run(self, job, number):
        begin = time.monotonic()
        total = len(job.code_cells)
        counter = {"cells": 0}

        def tell(message):
            elapsed = time.monotonic() - begin
            text = (
                f"[{number}/{len(self.jobs)}] {job.name}: {message}, {clock(elapsed)}; "
                f"about {clock(self.left(job, elapsed))} left in all"
            )
            if self.live:
                print("\r\x1b[K" + text, end="", flush=True)
            else:
                say(text)

        # The hooks get whatever keyword arguments this version of nbclient has; only the index matters.
        def cell_begins(cell, cell_index, **_):
            if cell.cell_type == "code" and cell.source.strip():
                counter["cells"] += 1
                tell(f"cell {counter['cells']} of {total}")

        def cell_ended(cell, cell_index, **_):
            if cell.cell_type == "code" and cell.source.strip():
                self.keep(job)

        client = WatchedClient(
            job.notebook,
            lambda words: tell(f"cell {counter['cells']} of {total}: {words}"),
            timeout=self.timeout,
            startup_timeout=120,
            kernel_name="java",
            resources={"metadata": {"path": str(job.path.parent)}},
            on_cell_start=cell_begins,
            on_cell_executed=cell_ended,
        )
        ended = True
        try:
            ended = execute(client)
            if not ended:
                job.error = f"stopped in cell {counter['cells']} of {total}" if counter["cells"] else "stopped before its first cell"
        except CellExecutionError:
            job.error, job.details = first_error(job.notebook)
        except DeadKernelError:
            job.error = f"the Java kernel died in cell {counter['cells']} of {total} (killed, or out of memory)"
        except CellTimeoutError:
            job.error = f"cell {counter['cells']} of {total} took longer than {clock(self.timeout)}"
        except RuntimeError as problem:
            job.error = f"cell {counter['cells']} of {total}: {str(problem).splitlines()[0]}"
        finally:
            job.seconds = time.monotonic() - begin
            if self.live:
                print("\r\x1b[K", end="")
        self.keep(job)
        self.keep_page(job)
        if job.passed:
            say(f"[{number}/{len(self.jobs)}] {job.name}: passed, {total} cells, {clock(job.seconds)}")
        else:
            say(f"[{number}/{len(self.jobs)}] {job.name}: FAILED after {clock(job.seconds)}: {job.error}")
            if job.details:
                say(job.details)
        if not ended:
            raise KeyboardInterrupt


def first_error(notebook):
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                number = sum(1 for c in notebook.cells[: index + 1] if c.cell_type == "code")
                source = "\n".join("    | " + line for line in cell.source.splitlines()[:12])
                trace = "\n".join("    " + ANSI.sub("", line) for line in output.traceback)
                sentence = f"code cell {number}: {ANSI.sub('', output.evalue) or output.ename}"
                return sentence, source + "\n" + trace
    return "a cell failed without saying why", ""


def read_results(folder):
    """What the notebooks recorded with Notebook.record: a list of dictionaries."""
    results = []
    for path in sorted(folder.rglob("*.json")):
        try:
            results.extend(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as problem:
            say(f"{path}: cannot be read as results ({problem}); it is left out of the summary")
    return results


def figure_of(result):
    def number(x):
        if x is None:
            return "undefined"
        return f"{x:,.0f}" if float(x).is_integer() and abs(x) >= 10 else f"{x:.3f}"

    text = number(result["value"])
    if result.get("low") is not None and result.get("high") is not None:
        text += f" ({number(result['low'])} to {number(result['high'])})"
    unit = result.get("unit") or ""
    return text + (" " + unit if unit else "")


def summary(results):
    if not results:
        return
    say("\nMain results (value, 95 % interval or range where there is one; the paper's figure beside it):")
    width = max(len(r["text"]) for r in results)
    for r in results:
        published = r.get("published") or "-"
        say(f"  {r['text']:<{width}}  {figure_of(r):<28}  paper: {published}")


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>HelixBook report</title>
<style>
body {{ font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }}
th, td {{ text-align: left; padding: .4rem .7rem; border-bottom: 1px solid #ccc; vertical-align: top; }}
td.n {{ text-align: right; white-space: nowrap; }}
.failed {{ color: #a00; font-weight: 600; }}
.figures {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 1.2rem; }}
.figures img {{ width: 100%; border: 1px solid #ddd; }}
.figures figcaption {{ font-size: .85rem; }}
</style></head><body>
<h1>HelixBook report</h1>
<p>Profile <strong>{profile}</strong>, {date}, {passed} passed, {failed} failed, {time} in all.{note}</p>
<h2>Notebooks</h2>
<table><tr><th>Notebook</th><th>What it is</th><th>Result</th><th>Time</th></tr>
{notebooks}
</table>
<h2>Main results</h2>
<table><tr><th>What was measured</th><th>Here</th><th>Paper</th><th>Data set</th><th>Profile</th><th>Notebook</th></tr>
{results}
</table>
<h2>Figures</h2>
<div class="figures">{figures}</div>
</body></html>
"""


def index_page(jobs, report, profile, seconds):
    def row(job):
        link = html.escape(f"notebooks/{job.name}.html")
        state = "passed" if job.passed else f'<span class="failed">{html.escape(job.error or "not run")}</span>'
        name = f'<a href="{link}">{html.escape(job.name)}</a>' if job.seconds is not None else html.escape(job.name)
        spent = clock(job.seconds) if job.seconds is not None else "-"
        return f'<tr><td>{name}</td><td>{html.escape(job.title)}</td><td>{state}</td><td class="n">{spent}</td></tr>'

    def result_row(r):
        return (
            f"<tr><td>{html.escape(r['text'])}</td><td>{html.escape(figure_of(r))}</td>"
            f"<td>{html.escape(r.get('published') or '-')}</td><td>{html.escape(r.get('dataset') or '-')}</td>"
            f"<td>{html.escape(r.get('profile') or '-')}</td>"
            f"<td><a href=\"notebooks/{html.escape(r['notebook'])}.html\">{html.escape(r['notebook'])}</a></td></tr>"
        )

    def figure(path):
        link = html.escape(path.relative_to(report).as_posix())
        return (
            f'<figure><a href="{link}"><img src="{link}" alt="{html.escape(path.stem)}"></a>'
            f"<figcaption>{html.escape(path.stem)}</figcaption></figure>"
        )

    results = read_results(report / "results")
    page = PAGE.format(
        profile=html.escape(profile),
        date=time.strftime("%Y-%m-%d %H:%M"),
        passed=sum(j.passed for j in jobs),
        failed=sum(not j.passed for j in jobs),
        time=clock(seconds),
        note=" <strong>Smoke only shows that everything runs: its figures mean nothing.</strong>" if profile == "smoke" else "",
        notebooks="\n".join(row(j) for j in jobs),
        results="\n".join(result_row(r) for r in results) or '<tr><td colspan="6">none recorded</td></tr>',
        figures="\n".join(figure(p) for p in sorted((report / "figures").rglob("*.png"))),
    )
    write_whole(report / "index.html", page)
    return results


def check_kernel(spec):
    """Ends the run in one sentence if the kernel cannot start, or would fail in the middle."""
    java = spec.argv[0]
    if not shutil.which(java):
        sys.exit(f"run_notebooks.py: the kernel was built with {java}, and that is gone; start ./environment/reproduce.sh")
    path = spec.argv[spec.argv.index("-cp") + 1].split(os.pathsep) if "-cp" in spec.argv else []
    for jar in path:
        if jar.endswith(".jar") and not zipfile.is_zipfile(jar):
            sys.exit(f"run_notebooks.py: {jar} is damaged or gone; delete it and start ./environment/reproduce.sh again")


def main():
    parser = argparse.ArgumentParser(description="Executes the notebooks of HelixBook and writes the report.")
    parser.add_argument("notebooks", nargs="*", type=Path, help="notebooks to run (default: all)")
    parser.add_argument("--report", type=Path, default=ROOT / "target" / "report", help="folder of the report")
    options = parser.parse_args()

    profile = os.environ.get("HELIXBOOK_PROFILE", "").strip().lower() or "quick"
    if profile not in PROFILES:
        say(f"HELIXBOOK_PROFILE: there is no profile '{profile}'; set it to smoke, quick or paper")
        sys.exit(2)
    try:
        check_kernel(KernelSpecManager().get_kernel_spec("java"))
    except NoSuchKernel:
        sys.exit(
            "run_notebooks.py: Jupyter knows no kernel named 'java'; build the kit (mvn -q package -DskipTests) "
            "and set JUPYTER_PATH to environment/kernel/target/jupyter, or start ./environment/reproduce.sh"
        )
    paths = [p.resolve() for p in options.notebooks] or all_notebooks()
    for path in paths:
        if not path.is_file():
            sys.exit(f"{path}: there is no such notebook; name a file under notebooks/")
        if ROOT / "notebooks" not in path.parents:
            sys.exit(f"{path}: it is not under {ROOT / 'notebooks'}; move it there to run it with the kit")

    report = options.report.resolve()
    os.environ["HELIXBOOK_REPORT"] = str(report)
    os.environ["HELIXBOOK_PROFILE"] = profile
    jobs = [Job(path, profile) for path in paths]
    runner = Runner(jobs, report, timeout={"smoke": 600, "quick": 1800, "paper": None}[profile])
    say(f"{len(jobs)} notebooks, profile {profile}, about {clock(sum(j.expected for j in jobs))} in all; report: {report}")
    status, job = 0, jobs[0]
    stop_on_signals()
    try:
        if not options.notebooks:
            # A whole run starts a new report: results of an older profile must not stand among the new ones.
            for stale in [*report.glob("results/**/*.json"), *report.glob("figures/**/*.*")]:
                stale.unlink()
        for number, job in enumerate(jobs, 1):
            runner.run(job, number)
    except KeyboardInterrupt:
        status = 130
        say("stopped: what was computed so far is kept in the report")
    except BrokenPipeError:
        # Nobody reads on (such as `| head`): there is no one to tell, and no way to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
        job.error = "the reader of the output went away"
    except OSError as problem:
        status = 1
        job.error = "its report could not be written"
        say(cannot_write(report, problem))
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # the page and the last lines take a second
    seconds = time.monotonic() - runner.started
    try:
        names = {job.name for job in jobs}
        summary([r for r in index_page(jobs, report, profile, seconds) if r["notebook"] in names])
        say(f"\nReport: {report / 'index.html'} ({clock(seconds)} in all)")
    except OSError as problem:
        if not status:
            say(cannot_write(report, problem))
        status = status or 1
    failed = sum(not j.passed for j in jobs)
    say(f"{len(jobs) - failed} passed, {failed} failed")
    sys.exit(status or (1 if failed else 0))


def cannot_write(report, problem):
    return f"run_notebooks.py: the report cannot be written to {report}: {problem.strerror or problem}"


if __name__ == "__main__":
    main()
