"""The first page of the report, the accounts of the reference runs as pages of it, and the lines of the summary.

The runner (run_notebooks.py) gives it the jobs; all else is read from the report folder: results/ (what
Notebook.record wrote), ledger.html and claims.json (the ledger of 99-claims, which is embedded as it is) and
figures/.
"""

import base64
import hashlib
import html
import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def warn(text):
    print(text, flush=True)


def clock(seconds):
    seconds = int(round(seconds))
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min {seconds % 60:02d} s"
    return f"{seconds // 3600} h {seconds % 3600 // 60:02d} min"


def read_results(folder):
    """What the notebooks recorded with Notebook.record: a list of dictionaries."""
    results = []
    for path in sorted(folder.rglob("*.json")):
        try:
            results.extend(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as problem:
            warn(f"{path}: cannot be read as results ({problem}); it is left out of the summary")
    return results


def label(result):
    return result["text"] + (f" [{result['variant']}]" if result["variant"] else "")


def summary(results):
    """The results as lines for a terminal; no line if there are none."""
    if not results:
        return []
    width = max(len(label(r)) for r in results)
    return ["\nMain results (value, 95 % interval or range where there is one; the paper's figure beside it):"] + [
        f"  {label(r):<{width}}  {r.get('shown') or 'NA':<28}  paper: {r.get('published') or '-'}" for r in results
    ]


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>HelixBook report</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; max-width: 74rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }}
th, td {{ text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #ccc; vertical-align: top; }}
td.n {{ text-align: right; white-space: nowrap; }}
.wide {{ overflow-x: auto; }}
.failed {{ color: #a00; font-weight: 600; }}
.small {{ font-size: .85rem; color: #444; }}
summary {{ cursor: pointer; }}
.figures {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.2rem; }}
.figures figure {{ margin: 0; }}
.figures img {{ width: 100%; border: 1px solid #ddd; }}
.figures figcaption {{ font-size: .85rem; }}
</style></head><body>
<h1>HelixBook report</h1>
<p>Published papers, re-run claim by claim. Profile <strong>{profile}</strong>, {date}; notebooks: {passed} passed, {failed} failed, {time} in all.{note}</p>
{ledger}
<h2>All that was measured</h2>
<details><summary>{count} results, with notebook and profile</summary>
<div class="wide"><table><tr><th>What was measured</th><th>Here</th><th>Paper</th><th>Data set</th><th>Profile</th><th>Notebook</th></tr>
{results}
</table></div></details>
<h2>Figures</h2>
<p class="small">A picture leads to the notebook cell that drew it. Below it are its files: PNG, and SVG for print.</p>
{figures}
<h2>Notebooks</h2>
{beside}<div class="wide"><table><tr><th>Notebook</th><th>What it is</th><th>Result</th><th>Time</th></tr>
{notebooks}
</table></div>
<h2>Provenance</h2>
{provenance}
</body></html>
"""

ACCOUNT_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }}
table {{ border-collapse: collapse; }} th, td {{ text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ccc; vertical-align: top; }}
pre {{ white-space: pre-wrap; }} .anchor-link {{ display: none; }}
</style></head><body>
{body}
</body></html>
"""
# A link to the account of a reference run, in a notebook's page: as the notebook has it, or as it was left here before.
ACCOUNT = re.compile(r'(href="[^":]*reference-results/)([^"/:]+)/README\.(?:md|html)(?=["#])')
# A picture as the notebooks show it.
SHOWN = re.compile(r'src="data:image/png;base64,([A-Za-z0-9+/=]+)"')


def ledger_part(report, since):
    """The ledger as 99-claims left it, and whether that was before a time; none if it has not run."""
    page = report / "ledger.html"
    try:
        made = page.stat().st_mtime
        older = (
            f"<p><strong>The ledger below was made before, {time.strftime('%Y-%m-%d %H:%M', time.localtime(made))}.</strong> "
            "Run <code>notebooks/99-claims.ipynb</code> to judge what was measured since.</p>\n"
        )
        return (older if made < since else "") + page.read_text(encoding="utf-8")
    except FileNotFoundError:
        return "<h2>The ledger</h2>\n<p>No ledger yet: run <code>notebooks/99-claims.ipynb</code>, or all notebooks.</p>"
    except (OSError, ValueError) as problem:
        warn(f"{report / 'ledger.html'}: cannot be read ({problem}); run 99-claims again")
        return "<h2>The ledger</h2>\n<p>It cannot be read: run <code>notebooks/99-claims.ipynb</code> again.</p>"


def folder_titles(report):
    """What the notebooks of a folder re-run, by the folder's name, from the ledger for machines."""
    try:
        entries = json.loads((report / "claims.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {
        m["notebook"].split("/")[0]: entry["paper"] for entry in entries for m in entry["measurements"] if "/" in m["notebook"]
    }


def captions(svg):
    """Title and caption of a figure, from its vector file."""
    try:
        head = svg.read_text(encoding="utf-8")[:5000]
    except OSError:
        return svg.stem, ""
    found = re.search(r"<title>(.*?)</title><desc>(.*?)</desc>", head, re.S)
    return (html.unescape(found.group(1)) or svg.stem, html.unescape(found.group(2))) if found else (svg.stem, "")


def shown(path):
    """The pictures that the cells of an executed copy show: a pair of digest and cell each, none if it cannot be read."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return  # a link less; the picture stands
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            for picture in SHOWN.findall("".join(output.get("data", {}).get("text/html", ""))):
                yield hashlib.sha256(base64.b64decode(picture)).digest(), cell


def forget_execution(report, name):
    """Takes what an earlier execution of a notebook recorded and drew out of the report: it is not of this one."""
    (report / "results" / f"{name}.json").unlink(missing_ok=True)
    executed = report / "notebooks" / f"{name}.ipynb"
    drawn = {picture for picture, _ in shown(executed)}
    pictures = {path: hashlib.sha256(path.read_bytes()).digest() for path in (report / "figures").rglob("*.png")}
    if drawn.isdisjoint(pictures.values()):
        return
    for other in (report / "notebooks").rglob("*.ipynb"):
        if other != executed:
            drawn -= {picture for picture, _ in shown(other)}
    for path, picture in pictures.items():
        if picture in drawn:
            path.unlink()
            path.with_suffix(".svg").unlink(missing_ok=True)


def drawing_cells(report):
    """The cell that shows a picture, by the picture's digest: the file of a figure and what its cell shows have the same bytes.

    The cells stand in the order of a reader: notebook by notebook, from top to bottom.
    """
    cells = {}
    for path in sorted((report / "notebooks").rglob("*.ipynb")):
        page = path.with_suffix(".html")
        if not page.is_file():
            continue
        for picture, cell in shown(path):
            link = page.relative_to(report).as_posix() + (f"#{cell['id']}" if cell.get("id") else "")
            cells.setdefault(picture, link)
    return cells


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


def account(readme):
    """The account of a reference run as a page; its text as it is where this Python cannot set it."""
    text = readme.read_text(encoding="utf-8")
    try:
        from nbconvert.filters import markdown2html
    except ImportError:
        body = f"<pre>{html.escape(text)}</pre>"
    else:
        # A link to a notebook leads to its page here.
        body = re.sub(r'(<a href="[^":]*)\.ipynb(?=["#])', r"\1.html", markdown2html(text))
    title = text.split("\n", 1)[0].lstrip("# ")
    return ACCOUNT_PAGE.format(title=html.escape(title), body=body)


def account_pages(report):
    """Gives the report the accounts that its notebooks link to: they lie beside the notebooks, and not beside their pages."""
    linked = set()
    for page in sorted((report / "notebooks").rglob("*.html")):
        try:
            text = page.read_text(encoding="utf-8")
        except ValueError:
            continue  # a link less; the page is damaged anyway
        leading = ACCOUNT.sub(r"\1\2/README.html", text)
        linked.update(name for _, name in ACCOUNT.findall(text))
        if leading != text:
            write_whole(page, leading)
    for name in sorted(linked):
        readme = ROOT / "notebooks" / "reference-results" / name / "README.md"
        if readme.is_file():
            write_whole(report / "notebooks" / "reference-results" / name / "README.html", account(readme))


def figure_grids(report):
    cells = drawing_cells(report)
    groups = {}
    pictures = {path: hashlib.sha256(path.read_bytes()).digest() for path in (report / "figures").rglob("*.png")}
    places = {picture: place for place, picture in enumerate(cells)}
    # As in the notebooks; those that no cell shows last, by number where names have numbers: fig-3 before fig-10.
    def as_read(path):
        by_number = [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path.stem)]
        return places.get(pictures[path], len(places)), by_number

    for path in sorted(pictures, key=as_read):
        name = path.relative_to(report).as_posix()
        title, caption = captions(path.with_suffix(".svg"))
        link = cells.get(pictures[path], name)
        folder = link.split("/")[1] if link.count("/") > 1 else ""
        stop = "" if title.endswith(("?", "!", ".")) else "."
        groups.setdefault(folder, []).append(
            f'<figure><a href="{html.escape(link)}"><img loading="lazy" src="{html.escape(name)}" alt="{html.escape(title)}"></a>'
            f'<figcaption><strong>{html.escape(title)}{stop}</strong> {html.escape(caption)} '
            f'<a href="{html.escape(name)}">PNG</a> <a href="{html.escape(name[:-4])}.svg">SVG</a></figcaption></figure>'
        )
    titles = folder_titles(report)
    return "\n".join(
        f'<h3>{html.escape(titles.get(folder, folder) or "Others")}</h3><div class="figures">{"".join(found)}</div>'
        for folder, found in groups.items()
    )


def provenance(report, results):
    def output(*command):
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10, check=True)
            return (done.stdout or done.stderr).strip().splitlines()[0]
        except (OSError, subprocess.SubprocessError, IndexError):
            return "unknown"

    runs = sorted({run for r in results for run in r.get("runs") or []})
    seeds = sorted({seed for r in results for seed in r.get("seeds") or []})
    java = shutil.which("java")
    rows = [
        # Only of a repository that begins here: the kit may lie inside another one.
        ("Code", output("git", "--git-dir=.git", "describe", "--always", "--dirty")),
        ("System", f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"),
        ("Java", output(java, "-version") if java else "unknown"),
        ("Base seeds", ", ".join(map(str, seeds)) or "none"),
        ("Runs behind the numbers", ", ".join(runs) or "none"),
        ("Data", "data-manifest.json: sources, checksums, licences"),
    ]
    cells = "".join(f"<tr><th>{html.escape(k)}</th><td>{html.escape(v)}</td></tr>" for k, v in rows)
    ledger = ' The ledger for machines: <a href="claims.json">claims.json</a>.' if (report / "claims.json").is_file() else ""
    return f'<table class="small">{cells}</table><p class="small">A run: <code>./environment/helixbook runs show ID</code>.{ledger}</p>'


def index_page(jobs, report, profile, seconds):
    """The report's first page, and the results that are on it; links to the accounts of reference runs are mended."""
    def row(job):
        link = html.escape(f"notebooks/{job.name}.html")
        state = "passed" if job.passed else f'<span class="failed">{html.escape(job.error or "not run")}</span>'
        name = f'<a href="{link}">{html.escape(job.name)}</a>' if job.seconds is not None else html.escape(job.name)
        spent = clock(job.seconds) if job.seconds is not None else "-"
        return f'<tr><td>{name}</td><td>{html.escape(job.title)}</td><td>{state}</td><td class="n">{spent}</td></tr>'

    def result_row(r):
        link = f"notebooks/{r['notebook']}.html" + (f"#{r['anchor']}" if r.get("anchor") else "")
        return (
            f"<tr><td>{html.escape(label(r))}</td><td>{html.escape(r.get('shown') or 'NA')}</td>"
            f"<td>{html.escape(r.get('published') or '-')}</td><td>{html.escape(r.get('dataset') or '-')}</td>"
            f"<td>{html.escape(r.get('profile') or '-')}</td>"
            f"<td><a href=\"{html.escape(link)}\">{html.escape(r['notebook'])}</a></td></tr>"
        )

    account_pages(report)
    results = read_results(report / "results")
    # Half a second a notebook for what stands between them.
    overlap = sum(j.seconds or 0 for j in jobs) > seconds + len(jobs) / 2
    page = PAGE.format(
        profile=html.escape(profile),
        date=time.strftime("%Y-%m-%d %H:%M"),
        passed=sum(j.passed for j in jobs),
        failed=sum(not j.passed for j in jobs),
        time=clock(seconds),
        note=" <strong>Smoke only shows that everything runs: its figures mean nothing.</strong>" if profile == "smoke" else "",
        ledger=ledger_part(report, time.time() - seconds),
        count=len(results),
        beside='<p class="small">Notebooks ran side by side, so their times overlap.</p>\n' if overlap else "",
        notebooks="\n".join(row(j) for j in jobs),
        results="\n".join(result_row(r) for r in results) or '<tr><td colspan="6">none recorded</td></tr>',
        figures=figure_grids(report),
        provenance=provenance(report, results),
    )
    return page, results
