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
import os
import re
import shutil
import signal
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

try:
    import fcntl
except ImportError:  # not here: then nothing is locked
    fcntl = None

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

sys.dont_write_bytecode = True  # the kit's own folder may not be ours to write to
from report_page import EARLIER, clock, folded, forget_execution, index_page, profile_of, summary, write_whole
import variables

ROOT = Path(__file__).resolve().parents[2]
TELL_EVERY = 10  # seconds between two lines about the same cell
CELL = re.compile(r'<div class="jp-Cell jp-(?:Code|Markdown)Cell jp-Notebook-cell')
TAG = re.compile(r"<[^>]*>")
# The template's own rule breaks text inside its words. On paper nothing can be scrolled: code is
# folded at the margin, and tables are set smaller.
PAGE_STYLE = """<style>.jp-OutputArea-output pre { word-break: normal; overflow-wrap: anywhere; }
@media print { .jp-CodeCell pre { white-space: pre-wrap !important; } .jp-OutputArea-output table { font-size: 7pt !important; } }
</style></head>"""
NOTEBOOK_LINK = re.compile(r'(<a [^>]*href="(?![a-z]+:)[^"#]*)\.ipynb((?:#[^"]*)?")')
# What the lab template leaves out: the words that stand for a picture, and that a cell's code is folded.
PAGE_TEMPLATE = """{%- extends 'lab/index.html.j2' -%}
{% block data_png scoped -%}
{% set alt = output | get_metadata('alt', 'image/png') -%}
{{ super().replace('<img ', '<img alt="' ~ alt | e ~ '" ', 1) if alt else super() }}
{%- endblock %}
{% block input_group -%}
{% if cell.metadata.get('jupyter', {}).get('source_hidden') -%}
<details><summary style="margin-left:78px;cursor:pointer">More parameters</summary>{{ super() }}</details>
{%- else %}{{ super() }}{% endif %}
{%- endblock %}"""
# nbconvert's own place for it is a server, or a folder of this machine.
MATHJAX = re.compile(r"<!-- Load mathjax -->.*?<!-- End of mathjax configuration -->", re.S)
STOP_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
GRACE = 20  # seconds that an interrupted cell has to end by itself
KEEP_EVERY = 5  # seconds between two writes of an executed copy that is not done
# What a run writes into the report; all else there, such as sweeps, is another command's.
WRITTEN = (
    "index.html", "notebooks", "results", "figures", "formulas.js",
    "claims.json", "papers.json", "opening.html", "ledger.html", "reproduction.md", "reproduction.html",
)
STARTS = 3  # of a kernel that ends before it answers
LEFT_OVER = 60  # seconds after which a half-written file is nobody's
ANSI = re.compile(r"\x1b\[[0-9;]*m")
# A smoke notebook is over before code compiled for speed pays: the second compiler alone would take
# as long as all its cells, and several threads that collect garbage have nothing to share. Room for
# all its classes from the start spares it the two longest collections.
SMOKE_FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:MetaspaceSize=192m")


class ClassArchive:
    """The JVM's own record (CDS) of the classes that a kernel loads: with it a kernel needs a second less.

    The first kernel after a build writes it as it ends, the later ones read it. A JVM that cannot use it
    goes on without, and says so only where it is asked for its log.
    """

    QUIET = "-Xlog:cds*=off"
    PATIENCE = 60  # seconds that the kernel which writes it has to end
    ROOM = 500_000_000  # bytes; an archive takes some 70 MB

    def __init__(self, spec):
        self.file = Path(spec.resource_dir) / "classes.jsa"
        self.part = self.file.with_name(f".{self.file.name}.{os.getpid()}.part")
        jars = class_path(spec)
        self.writer = None  # the job whose kernel writes it
        self.sweep()
        # A JVM takes no archive of classes that lie in folders.
        self.possible = (
            bool(jars)
            and all(jar.endswith(".jar") for jar in jars)
            and os.access(self.file.parent, os.W_OK)
            and shutil.disk_usage(self.file.parent).free > self.ROOM
        )
        self.fresh = self.possible and self.is_newer_than(jars)

    def sweep(self):
        """A run that was killed while its kernel wrote leaves the part."""
        for part in self.file.parent.glob(f".{self.file.name}.*.part"):
            try:
                os.kill(int(part.name.split(".")[-2]), 0)
            except ProcessLookupError:
                remove(part)
            except (OSError, ValueError):
                pass  # a process of another user, or no part of ours

    def is_newer_than(self, jars):
        try:
            made = self.file.stat().st_mtime
            return all(os.stat(jar).st_mtime < made for jar in jars)
        except OSError:
            return False

    def flags(self, job):
        if self.fresh:
            return (f"-XX:SharedArchiveFile={self.file}", self.QUIET)
        if self.possible and self.writer is None:
            self.writer = job
            return (f"-XX:ArchiveClassesAtExit={self.part}", self.QUIET)
        return ()

    def written(self, whole):
        """Takes what the writer's kernel left; it is gone by now."""
        self.writer = None
        try:
            if whole:
                os.replace(self.part, self.file)
                self.fresh = True
            else:
                self.part.unlink()
        except OSError:
            self.possible = self.fresh  # this JVM writes none: not again

    def distrust(self):
        """A kernel died at its start. Nothing says that this was why; without it the next one shows."""
        self.possible = self.fresh = False
        self.file.unlink(missing_ok=True)


def remove(path):
    try:
        path.unlink()
    except OSError:
        pass  # gone already, or not ours


def class_path(spec):
    return spec.argv[spec.argv.index("-cp") + 1].split(os.pathsep) if "-cp" in spec.argv else []


def say(text=""):
    print(text, flush=True)


def processors():
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
        self.after = hints.get("after")  # what it needs of its folder; not said: all that stand before it
        self.place = ""  # such as [2/15]
        self.needs = []  # the jobs of this run that must be over before it begins
        self.path_ahead = self.expected  # seconds, with the longest chain of those that need it
        self.client = self.work = self.begun = None  # once its kernel is started
        self.kept = 0.0  # when its executed copy was written last
        self.where = ""  # the running cell
        self.seconds = None
        self.error = None  # one sentence
        self.details = ""  # the traceback

    @property
    def passed(self):
        return self.seconds is not None and self.error is None

    @property
    def may_begin(self):
        return all(job.seconds is not None for job in self.needs)

    def follows(self, job):
        return self.after is None or (job.path.parent == self.path.parent and job.path.stem in self.after)

    def elapsed(self):
        return time.monotonic() - self.begun

    @property
    def code_cells(self):
        return [i for i, c in enumerate(self.notebook.cells) if c.cell_type == "code" and c.source.strip()]


class WatchedClient(NotebookClient):
    """Tells, while a cell runs, what its progress bar says."""

    def __init__(self, notebook, **options):
        super().__init__(notebook, **options)
        self.tell = None
        self.told = time.monotonic()

    def process_message(self, msg, cell, cell_index):
        if msg["msg_type"] == "update_display_data" and time.monotonic() - self.told > TELL_EVERY:
            shown = html.unescape(TAG.sub(" ", msg["content"]["data"].get("text/html", "")))
            words = " ".join(shown.split())
            if words and len(words) < 200:
                self.told = time.monotonic()
                self.tell(words)
        return super().process_message(msg, cell, cell_index)


async def close(client, now):
    """Ends the client's kernel: in peace, or (a kernel that has done nothing) at once."""
    if client.kc is not None:
        client.kc.stop_channels()
    if client.km is not None and client.km.has_kernel:
        await client.km.shutdown_kernel(now=now)


def stop_on_signals():
    """While no notebook runs a signal is an exception."""
    for number in STOP_SIGNALS:
        signal.signal(number, raise_interrupt)


def raise_interrupt(*_):
    raise KeyboardInterrupt


class Runner:
    """Runs the jobs in their order, in smoke and quick two side by side where neither needs the other.

    Two cores are busier so than with one notebook's threads, which wait for each other. In paper a
    notebook has the machine for itself: it takes hours, and its checkpoints are large. Only its
    predecessor's page is written beside it, and its predecessor's kernel ends.

    nbclient would end the kernel on a signal and report it as dead. Here the first signal interrupts
    the running cells, as the stop button does, so that they can show what they have; the second one,
    or the end of the grace time, ends the kernels.
    """

    def __init__(self, jobs, report, profile, archive):
        self.jobs = jobs
        self.archive = archive
        self.report = report
        self.timeout = {"smoke": 600, "quick": 1800, "paper": None}[profile]
        self.flags = SMOKE_FLAGS if profile == "smoke" else ()
        self.lanes = 1 if profile == "paper" else min(2, processors(), len(jobs))
        self.waiting = list(jobs)
        self.stopped = False
        self.current = jobs[0]  # the job to blame for what has no other place
        self.started = time.monotonic()
        self.live = sys.stdout.isatty()
        self.loop = asyncio.new_event_loop()
        self.writer = ThreadPoolExecutor(max_workers=1)
        self.pages = []  # jobs whose pages are being written, and the futures of these pages
        self.ends = []  # kernels that end
        for number, job in enumerate(jobs, 1):
            job.place = f"[{number}/{len(jobs)}]"
            job.needs = [earlier for earlier in jobs[: number - 1] if job.follows(earlier)]
        for job in reversed(jobs):
            job.path_ahead = job.expected + max((later.path_ahead for later in jobs if job in later.needs), default=0.0)

    def run_all(self):
        for number in STOP_SIGNALS:
            self.loop.add_signal_handler(number, self.stop)
        # nbclient must not put its own handlers in the place of these.
        self.loop.add_signal_handler = self.loop.remove_signal_handler = lambda *_: None
        try:
            self.loop.run_until_complete(self.work())
            for job, page in self.pages:
                self.current = job
                page.result()
        finally:
            self.writer.shutdown()
            self.loop.run_until_complete(self.end_kernels())
            del self.loop.add_signal_handler, self.loop.remove_signal_handler
            for number in STOP_SIGNALS:
                self.loop.remove_signal_handler(number)
            stop_on_signals()
            self.loop.close()
        if self.stopped:
            raise KeyboardInterrupt

    async def work(self):
        lanes = [asyncio.ensure_future(self.lane()) for _ in range(self.lanes)]
        try:
            await asyncio.gather(*lanes)
        finally:
            for lane in lanes:
                lane.cancel()
            await asyncio.gather(*lanes, return_exceptions=True)

    async def lane(self):
        while self.waiting and not self.stopped:
            job = self.next_job()
            self.waiting.remove(job)
            await self.run(job)

    def next_job(self):
        """Side by side, the one with the most work ahead that waits for it: nobody should wait for it at the end."""
        free = [job for job in self.waiting if job.may_begin]
        if self.lanes == 1 or not free:
            return self.waiting[0]
        return max(free, key=lambda job: job.path_ahead)

    def stop(self):
        for job in self.jobs:
            if job.work is None or job.work.done():
                continue
            if self.stopped or not job.where:
                job.work.cancel()
            else:
                asyncio.ensure_future(job.client.km.interrupt_kernel())
                self.loop.call_later(GRACE, job.work.cancel)
        self.stopped = True

    async def end_kernel(self, job):
        writes = self.archive.writer is job
        if writes and job.passed:
            job.client.km.shutdown_wait_time = ClassArchive.PATIENCE
        await close(job.client, now=not job.where)
        if writes:
            self.archive.written(whole=job.passed)

    async def end_kernels(self):
        await asyncio.gather(*self.ends, return_exceptions=True)
        # What nbclient left of a notebook that was stopped: it watches a kernel that is gone.
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def left(self):
        """Seconds left in all: the expectation of the rest, scaled by how the past compares with its own."""
        done = [j for j in self.jobs if j.seconds is not None]
        factor = 1.0
        if sum(j.expected for j in done) >= 20:
            factor = sum(j.seconds for j in done) / sum(j.expected for j in done)
        rest = sum(
            max(0.0, factor * j.expected - (j.elapsed() if j.begun else 0.0)) for j in self.jobs if j.seconds is None
        )
        return rest / self.lanes

    def tell(self, job, message):
        text = f"{job.place} {job.name}: {message}, {clock(job.elapsed())}; about {clock(self.left())} left in all"
        if self.live:
            print("\r\x1b[K" + text, end="", flush=True)
        else:
            say(text)

    def keep(self, job):
        """Writes the executed copy as it is now: a tenth of a second, and nobody else's message is heard."""
        executed = self.report / "notebooks" / (job.name + ".ipynb")
        self.current = job
        write_whole(executed, nbformat.writes(job.notebook))
        job.kept = time.monotonic()

    def write_page(self, job):
        page = self.report / "notebooks" / (job.name + ".html")
        body, _ = HTMLExporter(raw_template=PAGE_TEMPLATE).from_notebook_node(
            folded(job.notebook), resources={"metadata": {"name": job.title}}
        )
        body = self.with_formulas(body.replace("</head>", PAGE_STYLE, 1), page)
        # A link between notebooks leads from page to page here.
        write_whole(page, NOTEBOOK_LINK.sub(r"\1.html\2", with_anchors(body, job.notebook)))

    def with_formulas(self, body, page):
        """The page with MathJax from the report folder, which needs no network and goes with a copy of it."""
        built = next((ROOT / "environment" / "kernel" / "target" / "mathjax").rglob("tex-svg.js"), None)
        if built is None:
            return body
        script = self.report / "formulas.js"
        if not script.exists():
            write_whole(script, built.read_text(encoding="utf-8"))
        source = os.path.relpath(script, page.parent).replace(os.sep, "/")
        tags = (
            '<script>MathJax = {tex: {inlineMath: [["$", "$"]]}};</script>\n'
            f'<script defer src="{source}"></script>'
        )
        return MATHJAX.sub(lambda _: tags, body, count=1)

    def client(self, job):
        client = WatchedClient(
            job.notebook,
            timeout=self.timeout,
            startup_timeout=120,
            kernel_name="java",
            resources={"metadata": {"path": str(job.path.parent)}},
        )
        cells = 0

        # The hooks get whatever keyword arguments this version of nbclient has; only the index matters.
        def cell_begins(cell, cell_index, **_):
            nonlocal cells
            if self.stopped:  # the interrupt found no cell running
                raise asyncio.CancelledError
            if cell.cell_type == "code" and cell.source.strip():
                cells += 1
                job.where = f"cell {cells} of {len(job.code_cells)}"
                self.tell(job, job.where)

        def cell_ended(cell, cell_index, **_):
            if cell.cell_type == "code" and time.monotonic() - job.kept > KEEP_EVERY:
                self.keep(job)

        client.tell = lambda words: self.tell(job, f"{job.where}: {words}")
        client.on_cell_start = cell_begins
        client.on_cell_executed = cell_ended
        return client

    async def execute(self, job):
        """Starts the job's kernel, waits for what the job needs, and runs its cells."""
        client = job.client
        for start in range(1, STARTS + 1):
            manager = client.create_kernel_manager()
            manager.kernel_spec.argv[1:1] = (*self.flags, *self.archive.flags(job))
            await client.async_start_new_kernel()
            try:
                await client.async_start_new_kernel_client()
                break
            except RuntimeError as problem:
                # Another program can take a port before the kernel has it: it gets others now.
                if start == STARTS or "died" not in str(problem):
                    raise
                self.archive.distrust()
        if not job.may_begin:
            await asyncio.wait([earlier.work for earlier in job.needs])
            job.begun = time.monotonic()
        # The kernel's end is no part of the notebook: the next one may begin before it.
        await client.async_execute(cleanup_kc=False)

    async def run(self, job):
        job.begun = time.monotonic()
        forget_execution(self.report, job.name)
        job.client = self.client(job)
        job.work = asyncio.ensure_future(self.execute(job))
        try:
            await job.work
        except asyncio.CancelledError:
            if not self.stopped:  # another lane failed
                raise
        except CellExecutionError:
            if not self.stopped:
                job.error, job.details = first_error(job.notebook)
        except DeadKernelError:
            job.error = f"the Java kernel died in {job.where or 'its start'} (killed, or out of memory)"
        except CellTimeoutError:
            job.error = f"{job.where or 'its start'} took longer than {clock(self.timeout)}"
        except RuntimeError as problem:
            if not self.stopped:
                job.error = f"{job.where or 'its start'}: {str(problem).splitlines()[0]}"
        finally:
            job.seconds = job.elapsed()
            self.ends.append(asyncio.ensure_future(self.end_kernel(job)))
            if self.live:
                print("\r\x1b[K", end="")
        if self.stopped and job.error is None:
            job.error = f"stopped in {job.where}" if job.where else "stopped before its first cell"
        self.keep(job)
        self.pages.append((job, self.writer.submit(self.write_page, job)))
        if job.passed:
            say(f"{job.place} {job.name}: passed, {len(job.code_cells)} cells, {clock(job.seconds)}")
        else:
            say(f"{job.place} {job.name}: FAILED after {clock(job.seconds)}: {job.error}")
            outside = variables.from_outside(os.environ)
            if outside:
                say(f"    set from outside: {', '.join(outside)}")
            if job.details:
                say(job.details)


def with_anchors(page, notebook):
    """Gives each cell of a page the cell's id as an anchor, so that the ledger can lead to it."""
    ids = iter([cell.get("id", "") for cell in notebook.cells if cell.cell_type in ("code", "markdown")])
    cells = CELL.findall(page)
    if len(cells) != sum(cell.cell_type in ("code", "markdown") for cell in notebook.cells):
        return page  # another template: better no anchors than wrong ones
    return CELL.sub(lambda found: f'<a id="{html.escape(next(ids))}"></a>{found.group(0)}', page)


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


def hold(report, profile, ask):
    """Takes the report for this run alone, or only asks for it; ends the run in one sentence if another has it.

    The lock is the system's, on an open file: it ends with the process that has it, however that ends.
    """
    report.mkdir(parents=True, exist_ok=True)
    lock = open(report / ".lock", "a+", encoding="utf-8")
    for patience in (0.2, 0.2, 0.2, 0):  # one that only asks has it for a moment
        try:
            if fcntl:
                fcntl.flock(lock, fcntl.LOCK_NB | (fcntl.LOCK_SH if ask else fcntl.LOCK_EX))
            break
        except BlockingIOError:
            time.sleep(patience)
        except OSError:
            break  # a file system without locks
    else:
        lock.seek(0)
        sys.exit(
            f"run_notebooks.py: another run writes the report {report} ({lock.read().strip() or 'it has just begun'}); "
            "wait until it has ended, or set HELIXBOOK_REPORT to another folder for a report of your own"
        )
    if not ask:
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, begun {time.strftime('%Y-%m-%d %H:%M:%S')}, profile {profile}\n")
        lock.flush()
    return lock


def keep_earlier(report):
    """Makes room for a whole run: the report of before goes into a folder named by its time and profile.

    It stays inside of the report's folder: what lies around that is not the kit's, or on another disk. Its links
    lead to its own parts as before.
    """
    left = [path for path in (report / name for name in WRITTEN) if path.exists()]
    if not left:
        return
    index = report / "index.html"
    written = (index if index.is_file() else report).stat().st_mtime
    place = report / EARLIER / "-".join([time.strftime("%Y-%m-%d-%H%M%S", time.localtime(written)), *profile_of(index)])
    while place.exists():
        place = place.with_name(place.name + "+")
    place.mkdir(parents=True)
    for path in left:
        path.rename(place / path.name)
    say(f"the report of before is kept in {place}")


def check_kernel(spec):
    """Ends the run in one sentence if the kernel cannot start, or would fail in the middle."""
    java = spec.argv[0]
    if not shutil.which(java):
        sys.exit(f"run_notebooks.py: the kernel was built with {java}, and that is gone; start ./environment/reproduce.sh")
    for jar in class_path(spec):
        if jar.endswith(".jar") and not os.access(jar, os.R_OK):
            sys.exit(
                f"run_notebooks.py: {jar} cannot be read: it is gone, or another user built the kit; start "
                "./environment/reproduce.sh, in a copy of your own if this one is not yours"
            )
        if jar.endswith(".jar") and not zipfile.is_zipfile(jar):
            sys.exit(f"run_notebooks.py: {jar} is damaged; delete it and start ./environment/reproduce.sh again")


def main():
    parser = argparse.ArgumentParser(description="Executes the notebooks of HelixBook and writes the report.")
    parser.add_argument("notebooks", nargs="*", type=Path, help="notebooks to run (default: all)")
    # A relative path in a variable begins at the kit's root, as it does in the notebooks.
    report = variables.place(ROOT, variables.given(os.environ, "HELIXBOOK_REPORT") or "target/report")
    parser.add_argument("--report", type=Path, default=report, help="folder of the report (HELIXBOOK_REPORT; else target/report)")
    parser.add_argument("--free", action="store_true", help="only ask whether a run may begin: the variables, and no other run writes the report")
    options = parser.parse_args()

    profile = variables.given(os.environ, "HELIXBOOK_PROFILE").lower() or "quick"
    paths = [p.resolve() for p in options.notebooks] or all_notebooks()
    sources = (ROOT / "lib" / "src" / "main" / "java").rglob("*.java")
    taken = variables.takers({*all_notebooks(), *filter(Path.is_file, paths)}, sources)
    wrong = variables.complaints(os.environ, variables.OF_THE_KIT | set(taken))
    wrong += variables.unread(os.environ, taken, paths) + variables.refusals(os.environ, ROOT)
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        sys.exit(2)
    report = options.report.resolve()
    try:
        lock = hold(report, profile, ask=options.free)
    except OSError as problem:
        sys.exit(cannot_write(report, problem))
    if options.free:
        return
    try:
        kernel = KernelSpecManager().get_kernel_spec("java")
        check_kernel(kernel)
    except NoSuchKernel:
        sys.exit(
            "run_notebooks.py: Jupyter knows no kernel named 'java'; build the kit (mvn -q package -DskipTests) "
            "and set JUPYTER_PATH to environment/kernel/target/jupyter, or start ./environment/reproduce.sh"
        )
    for path in paths:
        if not path.is_file():
            sys.exit(f"{path}: there is no such notebook; name a file under notebooks/")
        if ROOT / "notebooks" not in path.parents:
            sys.exit(f"{path}: it is not under {ROOT / 'notebooks'}; move it there to run it with the kit")

    jobs = [Job(path, profile) for path in paths]
    for job in jobs:
        for name in job.after or []:
            if not job.path.with_name(name + ".ipynb").is_file():
                sys.exit(f"{job.path}: its metadata say that it comes after '{name}', and its folder has no such notebook; mend helixbook.after there")

    os.environ["HELIXBOOK_REPORT"] = str(report)
    os.environ["HELIXBOOK_PROFILE"] = profile
    runner = Runner(jobs, report, profile, ClassArchive(kernel))
    # For the kernels: a run keeps it beside its times.
    os.environ["HELIXBOOK_NOTEBOOKS_AT_ONCE"] = str(runner.lanes)
    say(f"{len(jobs)} notebooks, profile {profile}, about {clock(runner.left())} in all; report: {report}")
    status = 0
    stop_on_signals()
    try:
        if not options.notebooks:
            # Results of an older profile must not stand among the new ones.
            keep_earlier(report)
        for part in report.rglob(".*.part"):  # of a run that was killed
            if time.time() - part.stat().st_mtime > LEFT_OVER:
                remove(part)
        runner.run_all()
    except KeyboardInterrupt:
        status = 130
        say("stopped: what was computed so far is kept in the report")
    except BrokenPipeError:
        # Nobody reads on (such as `| head`): there is no one to tell, and no way to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
        runner.current.error = "the reader of the output went away"
    except OSError as problem:
        status = 1
        runner.current.error = "its report could not be written"
        say(cannot_write(report, problem))
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # the page and the last lines take a second
    seconds = time.monotonic() - runner.started
    try:
        page, results = index_page(jobs, report, profile, seconds)
        write_whole(report / "index.html", page)
        names = {job.name for job in jobs if job.begun}
        for line in summary([r for r in results if r["notebook"] in names]):
            say(line)
        say(f"\nReport: {report / 'index.html'} ({clock(seconds)} in all)")
    except OSError as problem:
        if not status:
            say(cannot_write(report, problem))
        status = status or 1
    lock.close()
    failed = sum(not j.passed for j in jobs)
    say(f"{len(jobs) - failed} passed, {failed} failed")
    sys.exit(status or (1 if failed else 0))


def cannot_write(report, problem):
    return f"run_notebooks.py: the report cannot be written to {report}: {problem.strerror or problem}"


if __name__ == "__main__":
    main()
