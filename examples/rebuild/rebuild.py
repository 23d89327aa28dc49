#!/usr/bin/env python3
"""Rebuilds the CSVs of a release from the previous release and `changements.csv`, and compares their checksums.

    python3 rebuild.py <previous release> <release> [<output directory>]

Both releases are directories. Of the second one, the script reads only `datapackage.json`, the Table Schemas, `changements.csv` and
`SHA256SUMS`. docs/open-data.md describes these files. It exits with 1 if a rebuilt file differs.
"""

import csv
import hashlib
import json
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

CHANGES = "changements"
csv.field_size_limit(1 << 30)


def main(previous: Path, release: Path, output: Path) -> int:
    changes = read_changes(release / f"{CHANGES}.csv")
    former = {resource["name"]: resource for resource in resources(previous)}
    checksums = read_checksums(release)
    differing = 0
    for resource in resources(release):
        name, path = resource["name"], resource["path"]
        if name == CHANGES:
            continue
        table = Table(read_schema(release, resource))
        rows = table.read(previous / former[name]["path"]) if name in former else []
        rows = table.apply(rows, changes.get(name, []))
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(table.csv(rows).encode())
        if hashlib.sha256(target.read_bytes()).hexdigest() == checksums[path]:
            print(f"{path}: OK")
        else:
            print(f"{path}: FAILED")
            differing += 1
    return 1 if differing else 0


def resources(release: Path) -> list:
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    # The package may describe other files than tables.
    return [each for each in package["resources"] if "schema" in each and str(each["path"]).endswith(".csv")]


def read_schema(release: Path, resource: dict) -> dict:
    schema = resource["schema"]
    return json.loads((release / schema).read_text("utf-8")) if isinstance(schema, str) else schema


def read_checksums(release: Path) -> dict:
    lines = (release / "SHA256SUMS").read_text("utf-8").splitlines()
    return {line[66:]: line[:64] for line in lines}


def read_csv(path: Path) -> list:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def read_changes(path: Path) -> dict:
    """The lines of `changements.csv` by table, in their order."""
    header, *lines = read_csv(path)
    changes = {}
    for line in lines:
        change = dict(zip(header, line))
        changes.setdefault(change["table"], []).append(change)
    return changes


class Table:
    """A table as its Table Schema describes it. A row is a dictionary from columns to the texts of their cells."""

    def __init__(self, schema: dict):
        self.columns = [field["name"] for field in schema["fields"]]
        key = schema.get("primaryKey", [])
        self.key = [key] if isinstance(key, str) else key
        self.order = schema["rowOrder"]
        self.only_if_empty = {part["field"]: part["onlyIfEmpty"] for part in self.order if "onlyIfEmpty" in part}

    def read(self, path: Path) -> list:
        header, *lines = read_csv(path)
        cells = [dict(zip(header, line)) for line in lines]
        return [{column: row.get(column, "") for column in self.columns} for row in cells]

    def apply(self, rows: list, changes: list) -> list:
        """Applies changes in their order. Rows are found by their key, or by all their cells in a table without key."""
        kept = {}
        for row in rows:
            kept.setdefault(self.identity(row), []).append(row)
        added = {}
        changed_columns = {}
        edits = []
        for change in changes:
            column, identifier = change["colonne"], change["identifiant"]
            if column == "" and change["avant"] != "":
                kept[self.identity(self.row(change["avant"]))].pop()
            elif column == "":
                row = self.row(change["apres"])
                added.setdefault(self.identity(row), []).append(row)
            elif identifier == "":
                changed_columns[column] = (change["avant"], change["apres"])
            else:
                edits.append((self.identified(identifier), column, change["avant"], change["apres"]))
        edited = set()
        for identity, column, before, after in edits:
            (row,) = kept[identity]
            if row[column] != before:
                raise SystemExit(f"The cell {column} of {identity} is {row[column]!r}, not {before!r}.")
            row[column] = after
            edited.add((identity, column))
        for column, (before, after) in changed_columns.items():
            for identity, same in kept.items():
                for row in same:
                    if row[column] == before and (identity, column) not in edited:
                        row[column] = after
        result = [row for same in [*kept.values(), *added.values()] for row in same]
        return sorted(result, key=self.sort_key)

    def identity(self, row: dict) -> tuple:
        return tuple(self.key_cell(row, column) for column in (self.key or self.columns))

    def key_cell(self, row: dict, column: str) -> str:
        other = self.only_if_empty.get(column)
        return row[column] if other is None or row[other] == "" else ""

    def identified(self, identifier: str) -> tuple:
        """The identity of the row with this `identifiant`."""
        if len(self.key) == 1:
            return (identifier,)
        return tuple(cell_text(value) for value in parse_json(identifier))

    def row(self, text: str) -> dict:
        """The row of a JSON object."""
        values = parse_json(text)
        return {column: cell_text(values.get(column)) for column in self.columns}

    def sort_key(self, row: dict) -> list:
        """Empty cells come first. Python compares texts by code point."""
        cells = [(self.key_cell(row, part["field"]), part["compare"]) for part in self.order]
        return [(text != "", Decimal(text or 0) if compare == "number" else text) for text, compare in cells]

    def csv(self, rows: list) -> str:
        lines = [self.columns, *([row[column] for column in self.columns] for row in rows)]
        return "".join(",".join(quoted(cell) for cell in line) + "\n" for line in lines)


class Number(str):
    """A number with the digits of its JSON text: 1e-7 stays 1e-7."""


def parse_json(text: str):
    return json.loads(text, parse_int=Number, parse_float=Number)


def cell_text(value) -> str:
    """The text of a JSON value in a CSV. A list is JSON without blanks."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def quoted(cell: str) -> str:
    if any(character in cell for character in ',"\n\r'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3] if len(sys.argv) == 4 else temporary)))
