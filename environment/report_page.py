"""The first page of the report, the accounts of the reference runs as pages of it, and the lines of the summary.

The runner (run_notebooks.py) gives it the jobs; all else is read from the report folder: results/ (what
Notebook.record wrote), claims.json (the ledger of 99-claims) and figures/.
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
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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


def figure_of(result):
    ranged = result.get("low") is not None and result.get("high") is not None

    def number(x):
        if x is None:
            return "NA"  # as the notebooks print it
        if float(x).is_integer() and not ranged:
            return f"{x:,.0f}"
        # Rounded on the decimal form, as the notebooks do it.
        places = "0.001" if abs(x) < 10 else "0.01" if abs(x) < 100 else "0.1"
        rounded = Decimal(str(x)).quantize(Decimal(places), ROUND_HALF_UP)
        return f"{rounded or abs(rounded):,}"  # a zero has no sign

    text = number(result["value"])
    if ranged:
        text += f" ({number(result['low'])} to {number(result['high'])})"
    unit = result.get("unit") or ""
    return text + (" " + unit if unit else "")


def summary(results):
    """The results as lines for a terminal; no line if there are none."""
    if not results:
        return []
    width = max(len(r["text"]) for r in results)
    return ["\nMain results (value, 95 % interval or range where there is one; the paper's figure beside it):"] + [
        f"  {r['text']:<{width}}  {figure_of(r):<28}  paper: {r.get('published') or '-'}" for r in results
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
.ledger {{ font-size: .88rem; }}
.ledger td:nth-child(1) {{ width: 24%; }} .ledger td:nth-child(3) {{ width: 27%; }}
.failed {{ color: #a00; font-weight: 600; }}
.verdict {{ display: inline-block; padding: .05rem .45rem; border: 1px solid; border-radius: .25rem; }}
.v-reproduced {{ color: #0b5d2e; background: #e3f4e8; }} .v-not {{ color: #8a1c00; background: #fbe6df; }}
.v-contradicted {{ color: #5b2a86; background: #efe6f7; }} .v-untestable {{ color: #444; background: #eee; }} .v-unrun {{ color: #444; background: #fff; }}
.small {{ font-size: .85rem; color: #444; }}
summary {{ cursor: pointer; }}
.figures {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.2rem; }}
.figures figure {{ margin: 0; }}
.figures img {{ width: 100%; border: 1px solid #ddd; }}
.figures figcaption {{ font-size: .85rem; }}
</style></head><body>
<h1>HelixBook report</h1>
<p>Two papers, re-run claim by claim. Profile <strong>{profile}</strong>, {date}; notebooks: {passed} passed, {failed} failed, {time} in all.{note}</p>
<h2>Main findings</h2>
{findings}
<h2>The ledger</h2>
{ledger}
<h2>All that was measured</h2>
<details><summary>{count} results, with notebook and profile</summary>
<div class="wide"><table><tr><th>Claim</th><th>What was measured</th><th>Here</th><th>Paper</th><th>Data set</th><th>Profile</th><th>Notebook</th></tr>
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
# What a reader of one minute should see, in this order.
HEADLINES = ("P1.7", "P1.5", "P1.9", "P1.13", "P1.15", "P1.16", "P2.7", "P2.8", "P2.14", "P2.15")
VERDICTS = {
    "reproduced": ("v-reproduced", "\u2713"),
    "not reproduced": ("v-not", "\u2717"),
    "contradicted by the paper itself": ("v-contradicted", "\u2260"),
    "not testable here": ("v-untestable", "?"),
    "not run in this profile": ("v-unrun", "\u2013"),
}


def read_ledger(report):
    """The claims as 99-claims wrote them; none if it has not run, or the file is damaged."""
    path = report / "claims.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as problem:
        warn(f"{path}: cannot be read as the ledger ({problem}); run 99-claims again")
        return []


def badge(verdict):
    look, sign = VERDICTS.get(verdict, ("v-unrun", ""))
    return f'<span class="verdict {look}">{sign} {html.escape(verdict)}</span>'


def measured(entry, most=None):
    """The numbers of an entry, each leading to the cell that computed it."""
    lines = []
    for m in entry["measurements"][:most]:
        low, high = m["interval"] or (None, None)
        text = html.escape(f"{m['text']}: {figure_of(dict(m, low=low, high=high))}")
        if m["p"] is not None:
            text += ", p below 0.001" if m["p"] < 0.001 else f", p {m['p']:.3f}"
        lines.append(f'<a href="{html.escape(m["link"])}">{text}</a>' if m["link"] else text)
    return "<br>".join(lines) or "not run"


def claim_cell(entry):
    more = "".join(f" [{html.escape(entry[key])}]" for key in ("part", "variant") if entry[key])
    return f"<strong>{html.escape(entry['id'])}</strong> {html.escape(entry['text'])}{more}"


def place_cell(entry):
    if not entry["measurements"]:
        return "-"
    place = html.escape(", ".join(filter(None, (entry["dataset"], entry["profile"]))))
    return place + ('<br><span class="small">a replication on other data</span>' if entry["replication"] else "")


def findings(entries):
    if not entries:
        return "<p>No ledger yet: run <code>notebooks/99-claims.ipynb</code>, or all notebooks.</p>"
    text = []
    for paper in ("Paper 1", "Paper 2"):
        own = [e for e in entries if e["paper"] == paper]
        counts = [(v, [e["id"] for e in own if e["verdict"] == v]) for v in VERDICTS]
        text.append(
            f"<p><strong>{paper}:</strong> "
            + "; ".join(f"{badge(v)} {', '.join(dict.fromkeys(ids))}" for v, ids in counts if ids)
            + ".</p>"
        )
    shown = [
        e
        for headline in HEADLINES
        for e in entries
        if e["id"] == headline and e["measurements"] and e["verdict"] != "not run in this profile"
    ]

    def of_data_set(entry):
        """Names the data set where the claim stands there for more than one."""
        several = len({e["dataset"] for e in shown if e["id"] == entry["id"]}) > 1
        return f" [{html.escape(entry['dataset'])}]" if several else ""

    rows = [
        f"<tr><td>{claim_cell(e)}{of_data_set(e)}</td><td>{html.escape(e['published'])}</td><td>{measured(e, 3)}</td><td>{badge(e['verdict'])}</td></tr>"
        for e in shown
    ]
    if rows:
        text.append(
            '<div class="wide"><table class="ledger"><tr><th>Claim</th><th>Paper</th><th>Here</th><th>Verdict</th></tr>'
            + "\n".join(rows)
            + "</table></div>"
        )
    return "\n".join(text)


def ledger_tables(entries):
    if not entries:
        return "<p>Not there yet.</p>"
    parts = [
        '<p class="small">The rules were fixed before the ledger judged anything, and stand in the last table of 99-claims. '
        "A verdict belongs to one data set and one profile. Each number leads to its cell.</p>"
    ]
    for paper in ("Paper 1", "Paper 2"):
        rows = []
        for e in (e for e in entries if e["paper"] == paper):
            remarks = "".join(f"<br>The paper: {html.escape(r)}." for r in e["remarks"])
            why = f"<details><summary>why</summary>{html.escape(e['reason'])}{remarks}<br><em>{html.escape(e['rule'])}</em></details>"
            rows.append(
                f"<tr><td>{claim_cell(e)}</td><td>{html.escape(e['published'])}</td><td>{measured(e)}</td>"
                f"<td>{badge(e['verdict'])}{why}</td><td>{place_cell(e)}</td></tr>"
            )
        parts.append(
            f'<h3>{paper}</h3><div class="wide"><table class="ledger"><tr><th>Claim</th><th>Paper</th><th>Here</th><th>Verdict</th><th>Data set, profile</th></tr>'
            + "\n".join(rows)
            + "</table></div>"
        )
    return "\n".join(parts)


def captions(svg):
    """Title and caption of a figure, from its vector file."""
    try:
        head = svg.read_text(encoding="utf-8")[:5000]
    except OSError:
        return svg.stem, ""
    found = re.search(r"<title>(.*?)</title><desc>(.*?)</desc>", head, re.S)
    return (html.unescape(found.group(1)) or svg.stem, html.unescape(found.group(2))) if found else (svg.stem, "")


def drawing_cells(report):
    """The cell that shows a picture, by the picture's digest: the file of a figure and what its cell shows have the same bytes.

    The cells stand in the order of a reader: notebook by notebook, from top to bottom.
    """
    cells = {}
    for path in sorted((report / "notebooks").rglob("*.ipynb")):
        page = path.with_suffix(".html")
        if not page.is_file():
            continue
        try:
            notebook = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue  # a link less; the picture stands
        for cell in notebook.get("cells", []):
            for output in cell.get("outputs", []):
                for picture in SHOWN.findall("".join(output.get("data", {}).get("text/html", ""))):
                    link = page.relative_to(report).as_posix() + (f"#{cell['id']}" if cell.get("id") else "")
                    cells.setdefault(hashlib.sha256(base64.b64decode(picture)).digest(), link)
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
    groups = {"Paper 1": [], "Paper 2": [], "Others": []}
    pictures = {path: hashlib.sha256(path.read_bytes()).digest() for path in (report / "figures").rglob("*.png")}
    places = {picture: place for place, picture in enumerate(cells)}
    # As in the notebooks; those that no cell shows last, by number where names have numbers: Fig. 3 before Fig. 10.
    def as_read(path):
        by_number = [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path.stem)]
        return places.get(pictures[path], len(places)), by_number

    for path in sorted(pictures, key=as_read):
        name = path.relative_to(report).as_posix()
        group = {"paper1": "Paper 1", "paper2": "Paper 2"}.get(path.name.split("-")[0], "Others")
        title, caption = captions(path.with_suffix(".svg"))
        link = cells.get(pictures[path], name)
        stop = "" if title.endswith(("?", "!", ".")) else "."
        groups[group].append(
            f'<figure><a href="{html.escape(link)}"><img loading="lazy" src="{html.escape(name)}" alt="{html.escape(title)}"></a>'
            f'<figcaption><strong>{html.escape(title)}{stop}</strong> {html.escape(caption)} '
            f'<a href="{html.escape(name)}">PNG</a> <a href="{html.escape(name[:-4])}.svg">SVG</a></figcaption></figure>'
        )
    return "\n".join(f'<h3>{name}</h3><div class="figures">{"".join(found)}</div>' for name, found in groups.items() if found)


def provenance(entries, results):
    def output(*command):
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10, check=True)
            return (done.stdout or done.stderr).strip().splitlines()[0]
        except (OSError, subprocess.SubprocessError, IndexError):
            return "unknown"

    runs = sorted({run for r in [*results, *entries] for run in r.get("runs") or []})
    seeds = sorted({seed for r in results for seed in r.get("seeds") or []})
    java = shutil.which("java")
    rows = [
        ("Code", output("git", "describe", "--always", "--dirty")),
        ("System", f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"),
        ("Java", output(java, "-version") if java else "unknown"),
        ("Base seeds", ", ".join(map(str, seeds)) or "none"),
        ("Runs behind the numbers", ", ".join(runs) or "none"),
        ("Data", "data-manifest.json: sources, checksums, licences"),
    ]
    cells = "".join(f"<tr><th>{html.escape(k)}</th><td>{html.escape(v)}</td></tr>" for k, v in rows)
    ledger = ' The ledger for machines: <a href="claims.json">claims.json</a>.' if entries else ""
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
        variant = r.get("variant") or ""
        text = r["text"] + ("" if not variant or re.search(rf"\b{re.escape(variant)}\b", r["text"]) else f" [{variant}]")
        claim = re.match(r"P\d+\.\d+", r.get("id") or "")
        return (
            f"<tr><td>{claim.group() if claim else '-'}</td><td>{html.escape(text)}</td><td>{html.escape(figure_of(r))}</td>"
            f"<td>{html.escape(r.get('published') or '-')}</td><td>{html.escape(r.get('dataset') or '-')}</td>"
            f"<td>{html.escape(r.get('profile') or '-')}</td>"
            f"<td><a href=\"notebooks/{html.escape(r['notebook'])}.html\">{html.escape(r['notebook'])}</a></td></tr>"
        )

    account_pages(report)
    results = read_results(report / "results")
    # Half a second a notebook for what stands between them.
    overlap = sum(j.seconds or 0 for j in jobs) > seconds + len(jobs) / 2
    entries = read_ledger(report)
    page = PAGE.format(
        profile=html.escape(profile),
        date=time.strftime("%Y-%m-%d %H:%M"),
        passed=sum(j.passed for j in jobs),
        failed=sum(not j.passed for j in jobs),
        time=clock(seconds),
        note=" <strong>Smoke only shows that everything runs: its figures mean nothing.</strong>" if profile == "smoke" else "",
        findings=findings(entries),
        ledger=ledger_tables(entries),
        count=len(results),
        beside='<p class="small">Notebooks ran side by side, so their times overlap.</p>\n' if overlap else "",
        notebooks="\n".join(row(j) for j in jobs),
        results="\n".join(result_row(r) for r in results) or '<tr><td colspan="7">none recorded</td></tr>',
        figures=figure_grids(report),
        provenance=provenance(entries, results),
    )
    return page, results
