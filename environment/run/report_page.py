"""The first page of the report, the texts beside the notebooks as pages of it, and the lines of the summary.

The runner (run_notebooks.py) gives it the jobs; all else is read from the report folder: results/ (what
Notebook.record wrote), opening.html and ledger.html (the first screen and the ledger of 99-claims, embedded as they
are), claims.json and papers.json (the same for machines, and the papers) and figures/.
"""

import base64
import copy
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


EARLIER = "earlier"  # the folder of the reports that whole runs found


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
    reference = ", reference run" if result.get("profile") == "reference" else ""
    return result["text"] + (f" [{result['variant']}]" if result["variant"] else "") + reference


def summary(results):
    """The results as lines for a terminal; no line if there are none."""
    width = max((len(label(r)) for r in results), default=0)

    def lines(heading, some, tell):
        return [f"\n{heading}:", *(f"  {label(r):<{width}}  {tell(r)}".rstrip() for r in some)] if some else []

    def beside(r):
        return f"{r.get('shown') or 'NA':<28}  paper: {r.get('published') or '-'}"

    interval = "value, 95 % interval or range where there is one"
    readers, others = of_readers(results)
    return lines(f"Results on your data ({interval})", readers, lambda r: r.get("shown") or "NA") + lines(
        f"Main results ({interval}; the paper's figure beside it)", others, beside
    )


def of_readers(results):
    """Those on data that the reader brought, of which no printed figure says anything, and the others."""
    return [r for r in results if r.get("readers")], [r for r in results if not r.get("readers")]


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>HelixBook report</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 15px/1.42 system-ui, "DejaVu Sans", sans-serif; max-width: 84rem; margin: .8rem auto 2rem; padding: 0 1rem; color: #1a1a1a; background: #fff; }}
header {{ display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; align-items: baseline; border-bottom: 1px solid #ccc; padding-bottom: .4rem; }}
header h1 {{ font-size: 1.2rem; margin: 0; }} header p {{ margin: 0; }} header nav {{ margin-left: auto; }} header nav a {{ margin-left: .8rem; }}
h2 {{ margin: 1.8rem 0 .6rem; }}
.hb-opening {{ display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1.6rem; }}
.hb-opening p.hb-paper {{ margin: .5rem 0; }} .hb-findings {{ margin: .4rem 0; padding-left: 1.3rem; font-size: .9rem; line-height: 1.35; }}
.hb-findings li {{ margin-bottom: .35rem; }}
.hb-best {{ display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; align-items: start; }}
.hb-best img {{ width: 100%; max-height: 19rem; object-fit: contain; object-position: top left; }} .hb-forest img {{ width: 100%; max-height: 56rem; object-fit: contain; object-position: top; }}
.hb-multiples img {{ width: 100%; max-width: 44rem; }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }}
th, td {{ text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #ccc; vertical-align: top; }}
td.n {{ text-align: right; white-space: nowrap; }}
.wide {{ overflow-x: auto; }}
.failed {{ color: #a00; font-weight: 600; }}
.small {{ font-size: .85rem; color: #444; }}
summary {{ cursor: pointer; }}
figure {{ margin: 0; break-inside: avoid; }} figure img {{ width: 100%; border: 1px solid #ddd; }} figcaption {{ font-size: .85rem; }}
.figures {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.2rem; }}
.panel {{ display: grid; grid-template-columns: minmax(14rem, 1fr) minmax(0, 2fr); gap: 1.2rem; border-top: 1px solid #ccc; padding: .8rem 0; }}
.panel h4 {{ margin: 0 0 .4rem; }} .panel ul {{ margin: 0 0 .6rem; padding-left: 1.1rem; font-size: .9rem; }}
footer {{ border-top: 1px solid #ccc; margin-top: 2rem; }}
@media screen and (max-width: 56rem) {{ .hb-opening, .panel {{ grid-template-columns: 1fr; }} }}
@page {{ margin: 12mm; }}
@media print {{
  html {{ font-size: 11px; }}
  body {{ max-width: none; margin: 0; padding: 0; font-size: 9.5pt; }}
  header nav, #hb-filter, .screen {{ display: none; }}
  a {{ color: inherit; text-decoration: none; }} tr {{ break-inside: avoid; }} h2, h3, h4 {{ break-after: avoid; }}
  .hb-forest img {{ max-height: 22cm; }} figure img {{ max-height: 9cm; object-fit: contain; }} .hb-best img {{ max-height: 7cm; }}
  #ledger {{ break-before: page; }}
  .figures {{ grid-template-columns: 1fr 1fr; }}
}}
</style></head><body>
<header><h1>HelixBook report</h1><p class="small">Profile <strong>{profile}</strong>, {date}; notebooks: {passed} passed, {failed} failed, {time} in all.{note}</p>
<nav class="small"><a href="#ledger">Ledger</a><a href="#figures">Figures</a><a href="#notebooks">Notebooks</a>{reproduction}</nav></header>
{yours}
{opening}
{ledger}
<h2 id="figures">Figures</h2>
<p class="small screen">A picture leads to the notebook cell that drew it. Below it are its files: PNG, and SVG for print.</p>
{figures}
<h2>{all_measured}</h2>
<details><summary>{count} results, with notebook and profile</summary>
{results}
</details>
<h2 id="notebooks">Notebooks</h2>
{beside}<div class="wide"><table><tr><th>Notebook</th><th>What it is</th><th>Result</th><th>Time</th></tr>
{notebooks}
</table></div>
<footer><h2>Provenance</h2>
{provenance}
</footer></body></html>
"""

TEXT_PAGE = """<!doctype html>
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
# A link to a text beside the notebooks, in a page: as the notebook has it, or as it was left here before.
LINK = re.compile(r'href="([^":#]+)\.(?:md|html)(?=["#])')
MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\(([^):#\s]+)\.(md|ipynb)(#[^)\s]*)?\)")
DONE = 'class="hb-done"'  # as the kit's progress bars end
# A picture as the notebooks show it.
SHOWN = re.compile(r'src="data:image/png;base64,([A-Za-z0-9+/=]+)"')


def opening_part(report):
    """The first screen as 99-claims left it; nothing if it has not run."""
    try:
        return (report / "opening.html").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


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
        return "<h2 id=\"ledger\">The ledger</h2>\n<p>No ledger yet: run <code>notebooks/99-claims.ipynb</code>, or all notebooks.</p>"
    except (OSError, ValueError) as problem:
        warn(f"{report / 'ledger.html'}: cannot be read ({problem}); run 99-claims again")
        return "<h2 id=\"ledger\">The ledger</h2>\n<p>It cannot be read: run <code>notebooks/99-claims.ipynb</code> again.</p>"


def papers(report):
    """The papers, and what each prints beside which figures, as 99-claims left them."""
    try:
        return json.loads((report / "papers.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []


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
            # A picture of its own, or one inside of HTML.
            png = "".join(output.get("data", {}).get("image/png", ""))
            for picture in [png] if png else SHOWN.findall(markup(output)):
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


def text_page(text):
    """A Markdown text as a page; the text as it is where this Python cannot set it."""
    try:
        from nbconvert.filters import markdown2html
    except ImportError:
        body = f"<pre>{html.escape(text)}</pre>"
    else:
        body = markdown2html(text)
    title = text.split("\n", 1)[0].lstrip("# ")
    return TEXT_PAGE.format(title=html.escape(title), body=body)


def text_pages(report):
    """Gives the report the Markdown texts that its pages link to, and those that these link to.

    They lie beside the notebooks (accounts of reference runs, how to bring data), and not beside the pages.
    """
    folder, source = report / "notebooks", ROOT / "notebooks"
    waiting, made = [], set()

    def stands(place, link):
        """Whether a link leads to a text of the notebooks, which then gets its page."""
        name = os.path.normpath(os.path.join(place, link))
        if name.startswith("..") or not (source / (name + ".md")).is_file():
            return False
        waiting.append(name)
        return True

    for page in sorted(folder.rglob("*.html")):
        try:
            text = page.read_text(encoding="utf-8")
        except ValueError:
            continue  # a link less; the page is damaged anyway
        place = page.parent.relative_to(folder).as_posix()
        led = LINK.sub(lambda link: f'href="{link[1]}.html' if stands(place, link[1]) else link[0], text)
        if led != text:
            write_whole(page, led)
    while waiting:
        name = waiting.pop()
        if name in made:
            continue
        made.add(name)

        def leading(link, place=os.path.dirname(name)):
            words, target, kind, anchor = link.groups("")
            # What is not of the notebooks, such as the kit's README, has no page here.
            return f"[{words}]({target}.html{anchor})" if kind == "ipynb" or stands(place, target) else words

        text = (source / (name + ".md")).read_text(encoding="utf-8")
        write_whole(folder / (name + ".html"), text_page(MARKDOWN_LINK.sub(leading, text)))


def figure_panels(report, standing):
    """Paper by paper, what it prints beside what was found here; then the other figures. Each figure stands once.

    The names in `standing` are of figures that stand on the page already.
    """
    cells = drawing_cells(report)
    pictures = {path: hashlib.sha256(path.read_bytes()).digest() for path in (report / "figures").rglob("*.png")}
    places = {picture: place for place, picture in enumerate(cells)}
    # As in the notebooks; those that no cell shows last, by number where names have numbers: fig-3 before fig-10.
    def as_read(path):
        by_number = [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path.stem)]
        return places.get(pictures[path], len(places)), by_number

    titles = folder_titles(report)
    left, groups, seen = {}, {}, set()
    for path in sorted(pictures, key=as_read):
        if path.stem in standing or pictures[path] in seen:
            continue
        seen.add(pictures[path])
        link = cells.get(pictures[path], path.relative_to(report).as_posix())
        folder = link.split("/")[1] if link.count("/") > 1 else ""
        left[path.stem] = figure(report, path, link)
        groups.setdefault(titles.get(folder, folder) or "Others", []).append(path.stem)

    def take(names):
        return "".join(left.pop(name) for name in names if name in left)

    parts = {}
    for paper in papers(report):
        rows = []
        for panel in paper["panels"]:
            drawn, here = take(panel["drawn"]), take(panel["figures"])
            if drawn or here:
                says = "".join(f"<li>{html.escape(text)}</li>" for text in panel["says"])
                rows.append(
                    f'<div class="panel"><div><h4>{html.escape(panel["printed"])}</h4><p class="small">The paper:</p>'
                    f'<ul>{says}</ul>{drawn}</div><div><p class="small">Here:</p><div class="figures">{here}</div></div></div>'
                )
        heading = f'{paper["name"]}: {paper["title"]}'
        parts[paper["name"]] = f"<h3>{html.escape(heading)}</h3>" + "".join(rows)
    for name, stems in groups.items():
        rest = take(stems)
        heading = parts.get(name) or f"<h3>{html.escape(name)}</h3>"
        beyond = "<h4>Not in the paper</h4>" if name in parts and rest else ""
        parts[name] = heading + (f'{beyond}<div class="figures">{rest}</div>' if rest else "")
    return "\n".join(parts.values())


def figure(report, path, link):
    name = path.relative_to(report).as_posix()
    title, caption = captions(path.with_suffix(".svg"))
    stop = "" if title.endswith(("?", "!", ".")) else "."
    return (
        f'<figure><a href="{html.escape(link)}"><img loading="lazy" src="{html.escape(name)}" alt="{html.escape(title)}"></a>'
        f"<figcaption><strong>{html.escape(title)}{stop}</strong> {html.escape(caption)} "
        f'<span class="screen"><a href="{html.escape(name)}">PNG</a> <a href="{html.escape(name[:-4])}.svg">SVG</a></span></figcaption></figure>'
    )


def folded(notebook):
    """A copy for its page: what the cells say of work that is done stands behind one line a cell."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook["cells"]:
        done = [output for output in cell.get("outputs", []) if DONE in markup(output)]
        if len(done) < 2:
            continue
        lines = "".join(markup(output) for output in done)
        done[0]["data"]["text/html"] = f"<details><summary>{len(done)} pieces of work, done</summary>{lines}</details>"
        cell["outputs"] = [output for output in cell["outputs"] if not any(output is other for other in done[1:])]
    return notebook


def markup(output):
    return "".join(output.get("data", {}).get("text/html", ""))


# What stands at both ends of a notebook's page; written anew at each run, as pages come and go.
NAVIGATION = re.compile(r"<!-- navigation -->.*?<!-- /navigation -->", re.S)
HEADING = re.compile(r'<h(1|2) id="([^"]+)">(.*?)<a class="anchor-link"', re.S)
NAVIGATION_STYLE = """<style>
.hb-nav { font: 14px/1.4 system-ui, "DejaVu Sans", sans-serif; padding: .6rem 1rem; background: #f6f6f6; color: #222; }
.hb-nav a { color: #0b4a9a; margin-right: 1rem; } .hb-nav ol { margin: .4rem 0 0; padding-left: 1.4rem; } .hb-nav summary { cursor: pointer; }
@media (min-width: 90rem) {
  .hb-nav.top { position: fixed; top: 0; bottom: 0; left: 0; width: 15rem; overflow-y: auto; } .hb-nav.top a { display: block; }
  body { margin-left: 17rem !important; }
}
@media print { .hb-nav { display: none; } body { margin-left: 0 !important; } }
</style>"""


def page_order(name):
    """As the runner has it: the top of the folder first, 99-claims last."""
    return name.split("/")[-1].startswith("99-"), "/" in name, name


def navigate(report):
    """Gives each notebook's page its contents, the pages before and after it, and the way back to the report."""
    folder = report / "notebooks"
    texts = {}
    for path in folder.rglob("*.html"):
        name = path.relative_to(folder).with_suffix("").as_posix()
        if not name.startswith("reference-results/"):
            try:
                texts[name] = path.read_text(encoding="utf-8")
            except ValueError:
                continue  # a damaged page
    names = sorted(texts, key=page_order)
    headings = {name: HEADING.findall(text) for name, text in texts.items()}
    titles = {name: next((text for level, _, text in headings[name] if level == "1"), html.escape(name)) for name in names}
    for place, name in enumerate(names):
        up = "../" * name.count("/")
        ways = [f'<a href="{up}../index.html">Report</a>']
        for sign, other in (("&larr;", place - 1), ("&rarr;", place + 1)):
            if 0 <= other < len(names):
                ways.append(f'<a href="{up}{html.escape(names[other])}.html">{sign} {titles[names[other]]}</a>')
        contents = "".join(f'<li><a href="#{anchor}">{text}</a></li>' for level, anchor, text in headings[name] if level == "2")
        listed = f"<details open><summary>Contents</summary><ol>{contents}</ol></details>" if contents else ""
        top = f'<!-- navigation -->{NAVIGATION_STYLE}<nav class="hb-nav top">{"".join(ways)}{listed}</nav><!-- /navigation -->'
        end = f'<!-- navigation --><nav class="hb-nav">{"".join(ways)}</nav><!-- /navigation -->'
        text = NAVIGATION.sub("", texts[name])
        text = re.sub(r"<body[^>]*>", lambda body: body.group(0) + top, text, count=1)
        before, body, after = text.rpartition("</body>")
        text = before + end + body + after if body else text
        if text != texts[name]:
            write_whole(folder / (name + ".html"), text)


def processor():
    """The processor's name, where the system tells it."""
    try:
        found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
        return found.group(1).strip() if found else platform.machine()
    except (OSError, ValueError):
        return platform.processor() or platform.machine()


def provenance(report, results):
    def output(*command):
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10, check=True)
            return (done.stdout or done.stderr).strip().splitlines()[0]
        except (OSError, subprocess.SubprocessError, IndexError):
            return "unknown"

    runs = sorted({run for r in results for run in r.get("runs") or []})
    seeds = sorted({seed for r in results for seed in r.get("seeds") or []})
    data = sorted({r["dataset"] for r in results if r.get("dataset")})
    profiles = sorted({r["profile"] for r in results if r.get("profile")})
    java = shutil.which("java")
    rows = [
        ("Profile", ", ".join(profiles) or "none"),
        # Only of a repository that begins here: the kit may lie inside another one.
        ("Code", output("git", "--git-dir=.git", "describe", "--always", "--dirty")),
        ("Machine", f"{processor()}, {os.cpu_count()} processors; {platform.system()} {platform.machine()}"),
        ("Java", output(java, "-version") if java else "unknown"),
        ("Base seeds", ", ".join(map(str, seeds)) or "none"),
        ("Runs behind the numbers", ", ".join(runs) or "none"),
        ("Data", ", ".join(data + ["sources, checksums and licences: data-manifest.json"])),
    ]
    earlier = sorted((path.name for path in report.glob(f"{EARLIER}/*/")), reverse=True)
    if earlier:
        # By name: a copy of this report for others has them not.
        rows.append(("Earlier reports", f"in the folder {EARLIER}: " + ", ".join(earlier)))
    cells = "".join(f"<tr><th>{html.escape(k)}</th><td>{html.escape(v)}</td></tr>" for k, v in rows)
    ledger = ' The ledger for machines: <a href="claims.json">claims.json</a>.' if (report / "claims.json").is_file() else ""
    return f'<table class="small">{cells}</table><p class="small">A run: <code>./environment/helixbook runs show ID</code>.{ledger}</p>'


def result_table(results, paper):
    """The results, a row each; what the paper prints has a column only where it can be compared."""
    def row(r):
        link = f"notebooks/{r['notebook']}.html" + (f"#{r['anchor']}" if r.get("anchor") else "")
        return (
            f"<tr><td>{html.escape(label(r))}</td><td>{html.escape(r.get('shown') or 'NA')}</td>"
            + (f"<td>{html.escape(r.get('published') or '-')}</td>" if paper else "")
            + f"<td>{html.escape(r.get('dataset') or '-')}</td><td>{html.escape(r.get('profile') or '-')}</td>"
            f"<td><a href=\"{html.escape(link)}\">{html.escape(r['notebook'])}</a></td></tr>"
        )

    heads = "".join(
        f"<th>{head}</th>" for head in ("What was measured", "Here", "Paper", "Data set", "Profile", "Notebook") if paper or head != "Paper"
    )
    rows = "\n".join(map(row, results)) or '<tr><td colspan="6">none recorded</td></tr>'
    return f'<div class="wide"><table><tr>{heads}</tr>\n{rows}\n</table></div>'


def profile_of(index):
    """The profile of a first page, in a list; none where there is no such page."""
    try:
        return re.findall("Profile <strong>([a-z]+)</strong>", index.read_text(encoding="utf-8"))[:1]
    except (OSError, ValueError):
        return []


def index_page(jobs, report, profile, seconds):
    """The report's first page, and the results that are on it; links to the accounts of reference runs are mended."""
    def row(job):
        link = html.escape(f"notebooks/{job.name}.html")
        state = "passed" if job.passed else f'<span class="failed">{html.escape(job.error or "not run")}</span>'
        name = f'<a href="{link}">{html.escape(job.name)}</a>' if job.seconds is not None else html.escape(job.name)
        spent = clock(job.seconds) if job.seconds is not None else "-"
        return f'<tr><td>{name}</td><td>{html.escape(job.title)}</td><td>{state}</td><td class="n">{spent}</td></tr>'

    text_pages(report)
    navigate(report)
    opening, ledger = opening_part(report), ledger_part(report, time.time() - seconds)
    standing = set(re.findall(r'src="figures/([a-z0-9-]+)\.png"', opening + ledger))
    reproduction = '<a href="reproduction.html">Reproduction report</a>' if (report / "reproduction.html").is_file() else ""
    results = read_results(report / "results")
    readers, others = of_readers(results)
    # Half a second a notebook for what stands between them.
    overlap = sum(j.seconds or 0 for j in jobs) > seconds + len(jobs) / 2
    page = PAGE.format(
        profile=html.escape(profile),
        date=time.strftime("%Y-%m-%d %H:%M"),
        passed=sum(j.passed for j in jobs),
        failed=sum(not j.passed for j in jobs),
        time=clock(seconds),
        note=" <strong>Smoke only shows that everything runs: its figures mean nothing.</strong>" if profile == "smoke" else "",
        yours="<h2>On your data</h2>\n" + result_table(readers, paper=False) if readers else "",
        opening=opening,
        ledger=ledger,
        reproduction=reproduction,
        all_measured="All else that was measured" if readers else "All that was measured",
        count=len(others),
        beside='<p class="small">Notebooks ran side by side, so their times overlap.</p>\n' if overlap else "",
        notebooks="\n".join(row(j) for j in jobs),
        results=result_table(others, paper=True),
        figures=figure_panels(report, standing),
        provenance=provenance(report, results),
    )
    return page, results
