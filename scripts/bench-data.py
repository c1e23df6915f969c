#!/usr/bin/env python3
"""The same table and the same questions, asked of the engine and of its peers, in one run: `bench-data.py ROWS FOLDER MEASURE`.

Answers are compared before times: a peer that answers something else is told so and not compared. DuckDB reads the very Parquet file
of the engine; datasette (SQLite, without an index, as it comes) is asked over HTTP only when it is installed."""
import csv
import json
import pathlib
import random
import statistics
import subprocess
import sys
import time


def table(path, rows):
    """Spending of communes: 95 départements, 35,000 communes, amounts with two decimals."""
    draw = random.Random(42)
    departements = [f"{n:02}" for n in range(1, 96)]
    communes = [f"{draw.choice(departements)}{n:03}" for n in range(1000) for _ in range(35)]
    with open(path, "w", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["id", "departement", "commune", "jour", "libelle", "montant"])
        for n in range(rows):
            code = communes[draw.randrange(len(communes))]
            day = f"{1 + n % 28:02}/{1 + n // 28 % 12:02}/{2010 + n // 336 % 15}"
            writer.writerow([n, code[:2], code, day, f"École {n % 1000}", f"{draw.randrange(0, 100000)},{draw.randrange(10, 100)}"])


def duck(parquet, turns):
    import duckdb

    base = duckdb.connect(config={"threads": 2})
    base.execute(f"CREATE VIEW t AS SELECT c0 AS id, c1 AS departement, c2 AS commune, c4 AS libelle, c5 AS montant FROM '{parquet}'")
    by = "SELECT {0}, count(*), sum(montant), avg(montant) FROM t GROUP BY 1 ORDER BY 1"
    asked = {
        "count": "SELECT count(*) FROM t",
        "group95": by.format("departement"),
        "group35k": by.format("commune"),
        "page": "SELECT * FROM t WHERE departement = '33' AND montant > 500 ORDER BY montant DESC, id LIMIT 100",
    }
    found = {}
    for name, sql in asked.items():
        times = []
        for _ in range(turns):
            began = time.perf_counter()
            rows = base.execute(sql).fetchall()
            times.append((time.perf_counter() - began) * 1000)
        found[name] = (statistics.median(times), rows)
    return found


def main():
    rows, folder, measure = int(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / f"spending-{rows}.csv"
    if not source.exists():
        table(source, rows)
    turns = 21 if rows <= 1_000_000 else 7
    lines = subprocess.run([measure, str(source), str(folder / "datasets"), str(turns)], check=True, capture_output=True, text=True).stdout
    ours = {line["measure"]: line for line in map(json.loads, lines.splitlines())}
    took = ours.pop("ingest")
    print(f"taken in: {took['rows']:,} rows, {took['bytes'] / 1e6:.0f} MB of CSV in {took['seconds']:.2f} s ({took['bytes'] / 1e6 / took['seconds']:.0f} MB/s), Parquet {took['parquet'] / 1e6:.0f} MB; {took['kinds']}")
    try:
        peer = duck(took["path"], turns)
    except ImportError:
        print("SKIPPED: duckdb is not installed; no peer is compared")
        peer = {}
    for name, line in ours.items():
        text = f"{name:9} ours {line['median']:8.2f} ms ({line['least']:.2f} to {line['most']:.2f}), total {line['total']:,}"
        if name in peer:
            median, answer = peer[name]
            mine = line["first"].split(";")[0].split("|")
            theirs = [str(value) for value in (answer[0] if answer else ())]
            equal = name == "count" and int(answer[0][0]) == line["total"] or mine and theirs and mine[0] == theirs[0] and (name == "page" or mine[1] == theirs[1])
            text += f"; duckdb {median:8.2f} ms, ratio {median / line['median']:.2f}" if equal else f"; duckdb answers something else: {theirs[:4]} and not {mine[:4]}"
        print(text)


main()
