"""An edition as one HTML page: nothing is loaded from anywhere and nothing runs, so that it can be opened on any
machine, mailed, printed and archived. Light, dark and paper come from its style sheet."""

from html import escape
from importlib.resources import files

from core.printing.charts import Bars, Chart, Course, shares, svg, table
from core.printing.edition import Edition, Entry, Grid

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Even if a text could break out, there is nothing that the page may load or run."""


def render_html(edition: Edition) -> str:
    """The page. Every text in it is escaped; line breaks stay by the style sheet."""
    style = files("core.printing").joinpath("digest.css.txt").read_text("utf-8")
    parts = [
        "<!doctype html>",
        f'<html lang="{edition.lang}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">',
        f"<title>{escape(edition.title)}</title><style>{style}</style></head><body><main>",
        f"<header><h1>{escape(edition.title)}</h1><p class=counts>{escape(edition.counts)}</p></header>",
    ]
    if edition.preface:
        parts.append(f'<p class="preface">{escape(edition.preface)}</p>')
    if edition.charts:
        parts += ['<section class="charts">', *(_figure(chart) for chart in edition.charts), "</section>"]
    parts += [_grid(grid) for grid in edition.grids]
    parts += [_article(entry) for entry in edition.entries]
    parts += ["<footer>", *(f"<p>{escape(line)}</p>" for line in edition.foot), "</footer></main></body></html>"]
    return "\n".join(parts) + "\n"


def _figure(chart: Chart) -> str:
    """Bars, or a course with its numbers as a table."""
    note = f"<p class=note>{escape(chart.note)}</p>" if chart.note else ""
    drawn = _course(chart) if isinstance(chart, Course) else _bars(chart)
    return f"<figure><figcaption>{escape(chart.title)}</figcaption>{drawn}{note}</figure>"


def _bars(chart: Bars) -> str:
    """A table with a bar in each row: read aloud it is the numbers, and on a telephone nothing in it shrinks."""
    return f"<table class=bars>{''.join(_bar(row.label, row.told, part) for row, part in shares(chart))}</table>"


def _bar(label: str, told: str, part: float) -> str:
    track = '<rect class="rest" width="100" height="1"/>' + f'<rect class="bar" width="{100 * part:.1f}" height="1"/>'
    drawn = f'<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{track}</svg>'
    return f"<tr><th scope=row>{escape(label)}</th><td class=track>{drawn}</td><td>{escape(told)}</td></tr>"


def _course(chart: Course) -> str:
    heads, rows = table(chart)
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in ("", *heads)) if heads else ""
    lines = "".join(
        f"<tr><th scope=row>{escape(row[0])}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
        for row in rows
    )
    return f"{svg(chart)}<table>{f'<tr>{head}</tr>' if head else ''}{lines}</table>"


def _grid(grid: Grid) -> str:
    caption = f"<caption>{escape(grid.title)}</caption>" if grid.title else ""
    heads = "".join(f"<th scope=col>{escape(head)}</th>" for head in grid.heads)
    rows = "".join(
        f"<tr><th scope=row>{escape(row[0])}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
        for row in grid.rows
    )
    shares = "".join(f'<col style="width:{round(100 * share / sum(grid.widths))}%">' for share in grid.widths)
    columns = f"{caption}<colgroup>{shares}</colgroup><thead><tr>{heads}</tr></thead>"
    return f"<table class=grid>{columns}<tbody>{rows}</tbody></table>"


def _article(entry: Entry) -> str:
    parts = [f'<article><h2>{escape(entry.heading)}</h2><blockquote dir="auto">{escape(entry.text)}</blockquote>']
    if entry.verdict:
        facts = escape(" · ".join(entry.facts))
        answer = f'<p dir="auto">{escape(entry.answer)}</p>' if entry.answer else ""
        parts.append(f"<div class=answer><h3>{escape(entry.verdict)}</h3>{answer}<p class=facts>{facts}</p></div>")
    return "".join([*parts, "</article>"])
