"""The public doors, asked by the clients that people have: ckanapi, pyshacl, rdflib, frictionless, schemathesis.

Run by scripts/test.sh with the interpreter of its tools. `clients.py [WORD..]` runs those whose name holds a word.
"""

import csv
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CIVIS = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "civis"
BIN = Path(sys.executable).parent
SHAPES = ROOT / "end2end" / "shapes" / "dcat-ap-3.0.0.ttl"
COG = Path(os.environ.get("REFERENCE", "")) / "decoupage-administratif-6.0.0" / "data"
MERIGNAC = "commune/33281"
PLACES = """equipement;latitude;longitude;ouverture;places;adresse_web
Mairie;44.8424;-0.6450;2019-03-01;12;https://ville.example/mairie
Piscine;44.8361;-0.6611;2021-09-15;350;https://ville.example/piscine
"Théâtre ""Pin"" ; salle";44.8440;-0.6401;2001-05-20;;
"""

passed, failed = 0, 0


def get(address, **headers):
    request = urllib.request.Request(address, headers=headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def read(address):
    return json.loads(get(address))


def run(*command, timeout=120, **more):
    # ckanapi starts itself once more, by its name.
    more.setdefault("env", {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"})
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=timeout, **more)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} ended with {done.returncode}\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}")
    return done.stdout


def equal(got, wanted):
    if got != wanted:
        raise AssertionError(f"{wanted!r} expected, {got!r} answered")


class Portal:
    """A portal in a folder of its own, with the first datasets and one of places."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="civis-clients-"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.environment = {
            "PATH": os.environ["PATH"],
            "CIVIS_DATA_DIR": str(self.folder / "data"),
            "CIVIS_ADDR": f"127.0.0.1:{self.port}",
            "CIVIS_PUBLIC_URL": self.origin,
            "CIVIS_LOG": "warn",
        }

    def command(self, *arguments):
        return run(CIVIS, *arguments, env=self.environment, timeout=300)

    def start(self):
        self.command("import", "territories", COG)
        self.command("import", "starter", "--territory", MERIGNAC)
        places = self.folder / "lieux.csv"
        places.write_text(PLACES, encoding="utf-8")
        self.command(
            "import", "dataset", places, "--territory", MERIGNAC, "--title", "Lieux publics & <équipements>", "--summary",
            "Les lieux ouverts au public.", "--theme", "education", "--licence", "odbl", "--frequency", "mois", "--keyword", "piscine",
            "--slug", "lieux-publics",
        )
        self.log = open(self.folder / "log", "wb")
        self.process = subprocess.Popen([CIVIS, "serve"], env=self.environment, stdout=self.log, stderr=self.log)
        for _ in range(200):
            try:
                get(f"{self.origin}/ready")
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError("the portal does not answer: " + (self.folder / "log").read_text())

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def ckanapi_dumps_every_dataset(portal):
    names = read(f"{portal.origin}/api/3/action/package_list")["result"]
    lines = run(BIN / "ckanapi", "dump", "datasets", "--all", "-r", portal.origin, "-q").splitlines()
    equal([json.loads(line)["name"] for line in lines], names)
    for line in lines:
        package = json.loads(line)
        for resource in package["resources"]:
            assert resource["package_id"] == package["id"] and resource["url"].startswith(portal.origin), resource
    organizations = run(BIN / "ckanapi", "dump", "organizations", "--all", "-r", portal.origin, "-q").splitlines()
    equal([json.loads(line)["title"] for line in organizations], ["Mérignac"])
    return f"{len(lines)} datasets"


def ckanapi_searches_and_reads_rows(portal):
    def action(*arguments):
        return json.loads(run(BIN / "ckanapi", "action", *arguments, "-r", portal.origin, "-j"))

    found = action("package_search", "q=habitants population", "rows:5", 'facet.field:["groups"]')
    equal(found["results"][0]["name"], "communes-de-france")
    table = found["results"][0]["resources"][0]["id"]
    rows = action("datastore_search", f"resource_id={table}", 'filters:{"code_commune":"33281"}', "limit:5")
    equal((rows["total"], rows["records"][0]["commune"]), (1, "Mérignac"))
    count = action("datastore_info", f"id={table}")["meta"]["count"]
    assert count > 30_000, count
    from ckanapi import NotFound, RemoteCKAN, ValidationError

    with RemoteCKAN(portal.origin, get_only=True) as ckan:
        equal(ckan.action.package_search(q="", rows=0)["count"], 4)
    with RemoteCKAN(portal.origin) as ckan:
        for error, call in [
            (NotFound, lambda: ckan.action.package_show(id="inconnu")),
            (ValidationError, lambda: ckan.action.datastore_search(resource_id=table, limit="x")),
        ]:
            try:
                call()
                raise AssertionError(f"{error} expected")
            except error:
                pass
    return f"{count} rows"


def graph(portal, path, syntax):
    import rdflib

    return rdflib.Graph().parse(data=get(f"{portal.origin}{path}"), format=syntax)


def rdflib_reads_one_graph_in_three_syntaxes(portal):
    from rdflib.compare import isomorphic

    sizes = []
    for stem in ["/catalog", f"/organisations/{MERIGNAC}/catalog", "/dataset/lieux-publics"]:
        read_in = {end: graph(portal, f"{stem}.{end}", syntax) for end, syntax in [("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld")]}
        for one in read_in.values():
            # Where the other pages are: in the syntax that was asked for.
            for triple in [triple for triple in one if any("?page=" in str(term) for term in triple)]:
                one.remove(triple)
        assert isomorphic(read_in["ttl"], read_in["rdf"]), f"{stem}: Turtle and RDF/XML differ"
        assert isomorphic(read_in["ttl"], read_in["jsonld"]), f"{stem}: Turtle and JSON-LD differ"
        sizes.append(len(read_in["ttl"]))
    return f"{sizes} triples"


def pyshacl_finds_no_violation(portal):
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    told = []
    for path in ["/catalog.ttl", f"/organisations/{MERIGNAC}/catalog.ttl", "/dataset/lieux-publics.ttl"]:
        # The shapes hold what they name against their class; the classes of the portal's own nodes are in the graph itself.
        conforms, report, text = pyshacl.validate(graph(portal, path, "turtle"), shacl_graph=shapes, advanced=False, inference="none")
        assert conforms, f"{path}\n{text[:4000]}"
        told.append(len(list(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))))
    # A check that sees nothing proves nothing.
    broken = graph(portal, "/catalog.ttl", "turtle")
    broken.remove((None, rdflib.URIRef("http://purl.org/dc/terms/title"), None))
    assert not pyshacl.validate(broken, shacl_graph=shapes, inference="none")[0], "a catalogue without titles conforms"
    return f"{told} violations"


def frictionless_validates_the_descriptors(portal):
    names = read(f"{portal.origin}/api/3/action/package_list")["result"]
    rows = 0
    for name in names:
        report = json.loads(run(BIN / "frictionless", "validate", f"{portal.origin}/dataset/{name}/datapackage.json", "--json"))
        assert report["valid"], json.dumps(report)[:4000]
        rows += sum(task["stats"]["rows"] for task in report["tasks"])
    return f"{len(names)} packages, {rows} rows"


def tables_are_the_same_through_each_door(portal):
    slug = "intercommunalites-de-france"
    explore = read(f"{portal.origin}/api/explore/v2.1/catalog/datasets/{slug}/exports/json")
    text = get(f"{portal.origin}/api/resources/{slug}/data/csv/").decode()
    tabular = list(csv.DictReader(io.StringIO(text)))
    lines = get(f"{portal.origin}/api/explore/v2.1/catalog/datasets/{slug}/exports/jsonl").decode().splitlines()
    paged, address = [], f"{portal.origin}/api/resources/{slug}/data/?page_size=1000"
    while address:
        page = read(address)
        paged.extend(page["data"])
        address = page["links"]["next"]
    ckan = read(f"{portal.origin}/api/3/action/datastore_search?resource_id={slug}&limit=32000")["result"]
    equal([len(explore), len(tabular), len(lines), len(paged), len(ckan["records"]), ckan["total"]], [len(explore)] * 6)
    equal([row["siren"] for row in explore], [row["siren"] for row in tabular])
    equal([row["siren"] for row in explore], [row["siren"] for row in paged])
    equal([json.loads(line) for line in lines], explore)
    return f"{len(explore)} rows"


def features_are_paged_to_their_end(portal):
    base = f"{portal.origin}/ogc"
    data = next(link["href"] for link in read(f"{base}/")["links"] if link["rel"] == "data")
    counts = []
    for collection in read(data)["collections"]:
        address = next(link["href"] for link in collection["links"] if link["rel"] == "items") + "?limit=2"
        ids, matched = [], None
        while address:
            page = read(address)
            matched = page["numberMatched"]
            ids.extend(feature["id"] for feature in page["features"])
            address = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)
        equal(ids, list(range(1, matched + 1)))
        equal(read(f"{data}/{collection['id']}/items/{ids[-1]}")["id"], ids[-1])
        counts.append(matched)
    equal(counts, [3])
    return f"{counts} features"


def schemathesis_finds_no_fault(portal):
    # A bounded run whose requests are the same each time.
    told = run(
        BIN / "schemathesis", "run", f"{portal.origin}/openapi.json", "--seed", "20130613", "--max-examples", "12", "--workers", "1",
        "--request-timeout", "30", "--phases", "examples,coverage,fuzzing", "--generation-deterministic", "--no-color",
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,unsupported_method",
        timeout=420, cwd=portal.folder,
    )
    return " ".join(told.strip().splitlines()[-4:])


CLIENTS = [
    ckanapi_dumps_every_dataset,
    ckanapi_searches_and_reads_rows,
    rdflib_reads_one_graph_in_three_syntaxes,
    pyshacl_finds_no_violation,
    frictionless_validates_the_descriptors,
    tables_are_the_same_through_each_door,
    features_are_paged_to_their_end,
    schemathesis_finds_no_fault,
]


def main():
    global passed, failed
    if not COG.is_dir():
        print("SKIPPED: the clients of the public doors (the reference data are missing: run scripts/fetch-data.sh)")
        return
    portal = Portal()
    try:
        portal.start()
        for client in CLIENTS:
            name = client.__name__.replace("_", " ")
            if sys.argv[1:] and not any(word in name for word in sys.argv[1:]):
                continue
            began = time.monotonic()
            try:
                told = client(portal)
                passed += 1
                print(f"ok {name} ({told}; {time.monotonic() - began:.1f} s)", flush=True)
            except Exception:
                failed += 1
                print(f"not ok {name}\n{traceback.format_exc()}", flush=True)
        server_errors = [line for line in (portal.folder / "log").read_text().splitlines() if "ERROR" in line]
        if server_errors:
            failed += 1
            print("not ok the log has errors\n" + "\n".join(server_errors[:20]))
    except Exception:
        failed += 1
        print(f"not ok set-up\n{traceback.format_exc()}")
    finally:
        portal.stop()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
