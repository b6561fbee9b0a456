"""The ``duixian`` command: a thin shell over the same assets that Dagster's UI shows.

Commands and what they print belong here; what a build does is the assets'. Dagster is loaded by ``build`` alone.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import duckdb
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from pipelines.releases.state import StateError, claim
from pipelines.warehouse.connection import reader, warehouse_of
from pipelines.warehouse.dictionary import dictionary as dictionary_of
from pipelines.warehouse.questions import QuestionError, ask, questions
from pipelines.warehouse.summary import Summary, summarise
from pipelines.warehouse.version import bibtex, citation, version_of

if TYPE_CHECKING:
    from pipelines.defs.resources import Advance

app = typer.Typer(
    help="Chinese government and press releases as a DuckDB warehouse.", no_args_is_help=True, add_completion=False,
    pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip
out, err = Console(highlight=False), Console(stderr=True, highlight=False)

SHOWN_ROWS = 200
READING = frozenset((duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.PRAGMA, duckdb.StatementType.CALL))
TRY = (
    "SELECT status, count(*) AS figures FROM figures GROUP BY status ORDER BY figures DESC",
    "SELECT place, measure, value, unit, comparator, period_end FROM figures WHERE status = 'target' AND aspect = 'growth' LIMIT 10",
    "SELECT issued_on, place, subject, event, due_end FROM milestones ORDER BY due_end LIMIT 10",
)

DataOption = Annotated[Path, typer.Option("--data", metavar="DIR", envvar="DUIXIAN_DATA", help="Folder for what is built.")]
RawOption = Annotated[Path, typer.Option("--raw", metavar="DIR", envvar="DUIXIAN_RAW", help="Folder of releases, never written to.")]


class CitationForm(StrEnum):
    """What ``cite`` prints."""

    text = "text"
    bibtex = "bibtex"
    both = "both"


class Engine(StrEnum):
    """Where extraction may run (``pipelines.engines``)."""

    local = "local"
    spark = "spark"


@app.callback()
def main() -> None:
    """Chinese government and press releases as a DuckDB warehouse in which every number is a row."""


@app.command()
def build(
    raw: RawOption = Path("raw"),
    data: DataOption = Path("data"),
    workers: Annotated[int, typer.Option(min=1, envvar="DUIXIAN_WORKERS", help="Worker processes for reading and extraction.")] = os.cpu_count() or 1,
    engine: Annotated[Engine, typer.Option(envvar="DUIXIAN_ENGINE", help="Where extraction runs: processes of this machine, or Spark.")] = Engine.local,
    master: Annotated[str | None, typer.Option(metavar="URL", envvar="DUIXIAN_MASTER", help="Spark's master, e.g. spark://host:7077 or yarn; by default as Spark is configured.")] = None,
    exchange: Annotated[str | None, typer.Option(metavar="FOLDER", envvar="DUIXIAN_EXCHANGE", help="Path or URL (s3a://…, hdfs://…) that all of Spark sees; by default below --data.")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Read and extract everything anew; the release history is kept.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", envvar="VERBOSE", help="Show Dagster's log.")] = False,
) -> None:
    """Build the warehouse of the releases in --raw into --data."""
    try:
        claim(data, raw)
        if engine is Engine.spark:
            # here and not above: it brings the whole extraction along, two seconds that no query should wait for
            from pipelines.engines import spark

            spark.require()
        where = {"engine": engine.value, "master": master, "exchange": exchange}
        warnings = _materialize(raw, data, workers, verbose, rebuild, where)
        _print_summary(summarise(warehouse_of(data)), warehouse_of(data), raw, warnings)
    except KeyboardInterrupt:
        _fail("Stopped. What was published before is unchanged.", 130)
    except Exception as error:
        if verbose:
            raise
        _fail(_sentence(error))


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One SQL statement, e.g. \"SELECT * FROM figures LIMIT 5\".")],
    data: DataOption = Path("data"),
) -> None:
    """Query the warehouse, read-only."""
    connection = _open(data)
    try:
        statements = duckdb.extract_statements(query)
        if len(statements) != 1:
            _fail(f"One SQL statement is wanted, this holds {len(statements)}.")
        if statements[0].type not in READING:
            _fail("The warehouse is read-only: ask with SELECT, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN.")
        total = _print_result(connection.execute(query))
    except duckdb.BinderException as error:
        _fail(f"{error}\nThe columns of a view: {_command()} sql \"DESCRIBE figures\"")
    except duckdb.Error as error:
        _fail(str(error))
    finally:
        connection.close()
    out.print(f"{total} rows" + (f", the first {SHOWN_ROWS} shown" if total > SHOWN_ROWS else ""))


@app.command()
def question(
    number: Annotated[int | None, typer.Argument(help="Which of the questions; all are listed where none is named.")] = None,
    data: DataOption = Path("data"),
    param: Annotated[list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="Set a parameter of the question.")] = None,
) -> None:
    """Ask one of the analysts' questions in sql/questions."""
    if number is None:
        _list_questions()
        return
    asked = questions().get(number)
    if asked is None:
        _fail(f"There is no question {number}: `{_command()} question` lists all.")
    given = dict(_name_and_value(one) for one in param or ())
    connection = _open(data)
    try:
        out.print(f"[bold]{asked.number} {escape(asked.chinese)}[/bold]\n{escape(asked.english)}", soft_wrap=True)
        total = _print_result(ask(connection, asked, given))
    except QuestionError as error:
        _fail(str(error))
    except duckdb.ConversionException as error:
        _fail(f"A parameter has a value of the wrong kind: {_first_line(error)}")
    except duckdb.Error as error:
        _fail(f"{_first_line(error)} If the warehouse is older than this version, build it again: `{_command()} build --data {data}`.")
    finally:
        connection.close()
    if total > SHOWN_ROWS:
        out.print(f"The first {SHOWN_ROWS} of")
    out.print(f"{total} rows")


@app.command()
def dictionary(data: DataOption = Path("data")) -> None:
    """Print the data dictionary of the warehouse as Markdown."""
    connection = _open(data)
    try:
        sys.stdout.write(dictionary_of(connection))
    finally:
        connection.close()


@app.command()
def site(data: DataOption = Path("data")) -> None:
    """Write the static site of the warehouse: pages that open from disk, without a network."""
    from pipelines.site.build import SiteError, build_site

    try:
        with _progress(quiet=False) as bars, Bars(bars).step("Writing the site", lasting=True):
            built = build_site(data)
    except SiteError as error:
        _fail(str(error) if warehouse_of(data).exists() else _no_warehouse(data))
    _print_site(built.index)


@app.command()
def cite(
    data: DataOption = Path("data"),
    form: Annotated[CitationForm, typer.Option("--format", help="Which form to print.")] = CitationForm.both,
) -> None:
    """Print how to cite the warehouse: its data version, as text and BibTeX."""
    try:
        version = version_of(warehouse_of(data))
    except FileNotFoundError:
        _fail(_no_warehouse(data))
    except duckdb.Error:
        _fail(f"The warehouse in {data} has no data version: build it again: `{_command()} build --data {data}`.")
    forms = {CitationForm.text: [citation(version)], CitationForm.bibtex: [bibtex(version)]}
    print(*forms.get(form, [citation(version), bibtex(version)]), sep="\n\n")


def _name_and_value(said: str) -> tuple[str, str]:
    name, equals, value = said.partition("=")
    if not equals or not name.strip():
        _fail(f"--param wants name=value, not {said!r}.")
    return name.strip(), value.strip()


def _list_questions() -> None:
    for one in questions().values():
        out.print(f"[bold]{one.number:>2}[/bold] {escape(one.chinese)}\n   {escape(one.english)}", soft_wrap=True)
        for parameter in one.parameters:
            out.print(f"   --param {parameter.name}={parameter.default or '…'}  {escape(parameter.description)}", soft_wrap=True)


def _open(data: Path) -> duckdb.DuckDBPyConnection:
    try:
        return reader(warehouse_of(data))
    except FileNotFoundError:
        _fail(_no_warehouse(data))
    except duckdb.Error as error:
        _fail(f"The warehouse in {data} can't be opened: {_first_line(error)} Build it again: `{_command()} build --data {data}`.")


def _no_warehouse(data: Path) -> str:
    return f"There is no warehouse in {data} yet: run `{_command()} build --data {data}`, or name another folder with --data."


def _print_result(connection: duckdb.DuckDBPyConnection) -> int:
    """Print the first rows as a table; how many rows there are."""
    columns = [column[0] for column in connection.description or ()]
    rows = connection.fetchmany(SHOWN_ROWS + 1) if columns else []
    more = sum(len(batch) for batch in iter(lambda: connection.fetchmany(10_000), [])) if len(rows) > SHOWN_ROWS else 0
    _print_rows(columns, rows[:SHOWN_ROWS])
    return len(rows) + more


def _materialize(raw: Path, data: Path, workers: int, verbose: bool, rebuild: bool, where: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Materialize every asset, in this process; the WARN checks that found rows, and how many.

    ``where`` extraction runs: engine, master and exchange of ``Folders``. Raises what the failing asset raised.
    """
    home = prepare_home(data)
    os.environ["DAGSTER_HOME"] = str(home)
    import dagster as dg  # takes a second to load

    from pipelines.definitions import ASSETS
    from pipelines.defs.resources import Folders

    with _progress(quiet=verbose) as bars, dg.DagsterInstance.get() as instance:
        result = dg.materialize(
            ASSETS,
            instance=instance,
            resources={"folders": Folders(raw=str(raw), data=str(data), workers=workers, describe=False, **where), "progress": Bars(bars)},
            run_config={
                "loggers": {"console": {"config": {"log_level": "INFO" if verbose else "CRITICAL"}}},
                "ops": {"inventory": {"config": {"rebuild": rebuild}}},
            },
        )
    found = [(one.check_name, one.metadata["failing_rows"].value) for one in result.get_asset_check_evaluations() if not one.passed]
    return sorted((name, int(str(rows))) for name, rows in found)


def prepare_home(data: Path) -> Path:
    """DAGSTER_HOME below the data folder, with the settings we ship; ``make dev`` prepares the same one."""
    home = (data / "dagster").resolve()
    home.mkdir(parents=True, exist_ok=True)
    shipped = Path(__file__).parents[1] / "dagster.yaml"
    (home / "dagster.yaml").write_bytes(shipped.read_bytes())
    return home


class Bars:
    """Shows the steps of a build as bars; the progress that assets report to (``defs.resources.Reporter``)."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    @contextmanager
    def step(self, label: str, lasting: bool = False) -> Iterator[Advance]:
        task = self._progress.add_task(label, total=None)
        try:
            yield lambda done, total: self._progress.update(task, completed=done, total=total)
            self._progress.update(task, total=1, completed=1)
        finally:
            if not lasting:
                self._progress.remove_task(task)

    def say(self, sentence: str) -> None:
        self._progress.console.print(sentence, soft_wrap=True, markup=False)


def _progress(quiet: bool) -> Progress:
    return Progress(
        SpinnerColumn(finished_text="✓"), TextColumn("{task.description:<30}"), BarColumn(), TaskProgressColumn(),
        TimeElapsedColumn(), TimeRemainingColumn(), console=err, disable=quiet,
    )  # fmt: skip


def _print_summary(summary: Summary, warehouse: Path, raw: Path, warnings: Sequence[tuple[str, int]]) -> None:
    out.print(f"Warehouse of {escape(str(raw))}", soft_wrap=True)
    if not summary.releases and not summary.rejected:
        out.print("There is no release in it: put .txt .md .html .pdf .docx .jsonl .csv or .parquet files there and build again.", soft_wrap=True)
    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for label, count in (
        ("releases loaded", summary.releases), ("  of these reprints", summary.reprints),
        ("records rejected", summary.rejected), ("figures", summary.figures), ("  of these targets", summary.targets),
        ("milestones", summary.milestones), ("annual themes", summary.annual_themes),
    ):  # fmt: skip
        table.add_row(label, f"{count:,}")
    out.print(table)
    if summary.rejected:
        out.print("Rejected: " + ", ".join(f"{reason} {count:,}" for reason, count in summary.reasons))
        for path, detail in summary.first_rejected:
            out.print(f"  {escape(path)}: {escape(detail)}", soft_wrap=True)
        if summary.rejected > len(summary.first_rejected):
            out.print(f"  … all of them: {_command()} sql \"SELECT * FROM rejected_releases\"", soft_wrap=True)
    _print_places(summary)
    if warnings:
        out.print("Worth a look: " + ", ".join(f"{name} {rows:,}" for name, rows in warnings) + " (the queries are in sql/checks/warn/).", soft_wrap=True)
    out.print(f"The warehouse is [bold]{escape(str(warehouse))}[/bold]. Three queries to try:", soft_wrap=True)
    folder = "" if warehouse.parent == Path("data") else f" --data {warehouse.parent}"
    for query in TRY:
        out.print(f'  {_command()} sql "{escape(query)}"{escape(folder)}', soft_wrap=True)
    index = warehouse.parent / "site" / "index.html"
    if index.exists():
        _print_site(index)


def _print_site(index: Path) -> None:
    out.print(f"The site is [bold]{escape(str(index))}[/bold]: open it in a browser.", soft_wrap=True)


def _command() -> str:
    """How this command is called from here: by name where it is on the PATH, else by its path."""
    called = Path(sys.argv[0])
    if shutil.which("duixian") or called.name != "duixian":
        return "duixian"
    return os.path.relpath(called)


def _print_places(summary: Summary) -> None:
    table = Table()
    table.add_column("kind of release")
    table.add_column("figures", justify="right")
    table.add_column("share", justify="right")
    for kind, figures, share in summary.publisher_places:
        table.add_row(escape(kind), f"{figures:,}", f"{share:.1%}")
    if summary.publisher_places:
        out.print("Figures whose place is the publisher's, for want of a nearer one:", soft_wrap=True)
        out.print(table)


def _print_rows(columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """A table as wide as its cells in a pipe; on a terminal that is too narrow for it, one line a cell."""
    cells = [["" if value is None else str(value) for value in row] for row in rows]
    wide = Console(highlight=False, width=4000)
    table = Table(*map(escape, columns))
    for row in cells:
        table.add_row(*map(escape, row))
    needed = wide.measure(table).maximum if columns else 0
    if not out.is_terminal and columns:
        Console(highlight=False, width=max(needed, 80)).print(table)
    elif needed <= out.width or len(columns) == 1:
        out.print(table)
    else:
        for i, row in enumerate(cells, 1):
            out.rule(f"row {i}", align="left")
            for name, cell in zip(columns, row, strict=True):
                out.print(f"[bold]{escape(name)}[/bold]  {escape(cell)}", soft_wrap=True)


def _sentence(error: BaseException) -> str:
    """What went wrong in one sentence; Dagster's wrapping taken off."""
    seen = error
    while seen.__cause__ is not None and type(seen).__module__.startswith("dagster"):
        seen = seen.__cause__
    known = type(seen).__module__.startswith("pipelines.")
    text = str(seen) if known else f"{type(seen).__name__}: {_first_line(seen)}"
    return text if isinstance(seen, StateError) else f"The build failed; what was published before is unchanged. {text}"


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [""])[0]


def _fail(message: str, code: int = 1) -> NoReturn:
    err.print(escape(message), style="red", soft_wrap=True)
    raise typer.Exit(code)


if __name__ == "__main__":
    sys.exit(app())
