#!/usr/bin/env python3
"""Makes app/src/data/chart/outlines.tsv from two GeoJSON files in Lambert-93 and the two lists of names.

    scripts/outlines.py regions.l93.geojson departements.l93.geojson regions.json departements.json > app/src/data/chart/outlines.tsv

All areas of a level share one box, so that neighbours meet. A border is cut where three areas meet, and each piece is
simplified once (Visvalingam, by area) for the areas on both sides: no gap can open between them. The overseas territories
already stand near the mainland in these files; around them, and around an enlarged Paris, a frame is drawn.
"""
import heapq
import json
import sys

WIDE = 1200
LEAST = {"region": 9.0, "departement": 5.0}
ISLAND = 14.0
PARIS = ["75", "92", "93", "94"]
OVERSEAS = {"region": ["01", "02", "03", "04", "06"], "departement": ["971", "972", "973", "974", "976"]}
# The upper right corner of the box is sea and foreign land: there is room for Paris and its neighbours, six times larger.
CORNER, TIMES = (1_020_000, 6_965_000), 5.6


def triangle(a, b, c):
    return abs((a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1])) / 2)


def surface(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])) / 2)


def simplify(arc, least):
    """Takes away the points whose triangle is smallest until none is smaller than `least`; both ends stay."""
    n = len(arc)
    before, after = list(range(-1, n - 1)), list(range(1, n + 1))
    current = {i: triangle(arc[i - 1], arc[i], arc[i + 1]) for i in range(1, n - 1)}
    heap = [(a, i) for i, a in current.items()]
    heapq.heapify(heap)
    alive = [True] * n
    floor = 4 if arc[0] == arc[-1] else 2
    left = n
    while heap and left > floor:
        a, i = heapq.heappop(heap)
        if not alive[i] or current[i] != a:
            continue
        if a >= least:
            break
        alive[i], left = False, left - 1
        p, q = before[i], after[i]
        after[p], before[q] = q, p
        for j in (p, q):
            if 0 < j < n - 1 and alive[j]:
                current[j] = max(a, triangle(arc[before[j]], arc[j], arc[after[j]]))
                heapq.heappush(heap, (current[j], j))
    return [p for p, good in zip(arc, alive) if good]


def read(name):
    with open(name, encoding="utf-8") as file:
        features = json.load(file)["features"]
    areas = {}
    for feature in features:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        # A ring is closed by its shape, not by a point that comes twice.
        areas[feature["properties"]["code"]] = [[tuple(p[:2]) for p in ring[:-1]] for polygon in polygons for ring in polygon]
    return areas


def junctions(areas):
    """Points where more than two ways meet."""
    ways = {}
    for rings in areas.values():
        for ring in rings:
            for i, point in enumerate(ring):
                ways.setdefault(point, set()).update((ring[i - 1], ring[(i + 1) % len(ring)]))
    return {point for point, others in ways.items() if len(others) > 2}


def arcs(ring, joints):
    starts = [i for i, point in enumerate(ring) if point in joints]
    if not starts:
        first = ring.index(min(ring))
        return [ring[first:] + ring[:first] + [ring[first]]]
    out = []
    for a, b in zip(starts, starts[1:] + [starts[0] + len(ring)]):
        out.append([ring[i % len(ring)] for i in range(a, b + 1)])
    return out


def outlines(level, areas, box, at=None, least=None):
    """For each code, the rings in units of the box."""
    joints = junctions(areas)
    left, top, scale = box
    place = at or (lambda p: ((p[0] - left) * scale, (top - p[1]) * scale))
    known = {}

    def simple(arc):
        backwards = arc[-1] < arc[0] or (arc[0] == arc[-1] and arc[-2] < arc[1])
        key = tuple(reversed(arc)) if backwards else tuple(arc)
        if key not in known:
            known[key] = simplify([place(p) for p in key], least or LEAST[level])
        return list(reversed(known[key])) if backwards else known[key]

    out = {}
    for code, rings in areas.items():
        drawn = []
        for ring in rings:
            points = []
            for arc in arcs(ring, joints):
                points += simple(arc)[:-1]
            drawn.append(points)
        largest = max(map(surface, drawn))
        out[code] = [ring for ring in drawn if surface(ring) in (largest,) or surface(ring) > ISLAND]
    return out


def path(rings):
    out = ""
    for ring in rings:
        points = []
        for x, y in ring:
            point = (round(x), round(y))
            if not points or points[-1] != point:
                points.append(point)
        if len(points) < 3:
            continue
        last, moves = points[0], []
        for x, y in points[1:]:
            moves.append(f"{x - last[0]} {y - last[1]}")
            last = (x, y)
        out += f"M{points[0][0]} {points[0][1]}l" + " ".join(moves).replace(" -", "-") + "z"
    return out


def frame(rings, pad):
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    a, b, c, d = (round(v) for v in (min(xs) - pad, min(ys) - pad, max(xs) + pad, max(ys) + pad))
    return f"M{a} {b}H{c}V{d}H{a}z"


def main():
    print("# Outlines of the régions and départements in one box a level; by scripts/outlines.py. Source: IGN, Admin Express 2025,")
    print("# Licence Ouverte 2.0, by COGiter 0.0.15 (MIT); names: INSEE, by @etalab/decoupage-administratif 6.0.0. Simplified.")
    pad = 10
    for level, shapes, names in (("region", sys.argv[1], sys.argv[3]), ("departement", sys.argv[2], sys.argv[4])):
        areas = read(shapes)
        with open(names, encoding="utf-8") as file:
            called = {one["code"]: one["nom"] for one in json.load(file)}
        xs = [p[0] for rings in areas.values() for ring in rings for p in ring]
        ys = [p[1] for rings in areas.values() for ring in rings for p in ring]
        scale = (WIDE - 2 * pad) / (max(xs) - min(xs))
        box = (min(xs) - pad / scale, max(ys) + pad / scale, scale)
        drawn = outlines(level, areas, box)
        frames = "".join(frame(drawn[code], pad - 2) for code in OVERSEAS[level])
        inset = {}
        if level == "departement":
            left, top = (CORNER[0] - box[0]) * scale, 0
            near = {code: areas[code] for code in PARIS}
            corner = (min(p[0] for rings in near.values() for ring in rings for p in ring), max(p[1] for rings in near.values() for ring in rings for p in ring))
            at = lambda p: (left + (p[0] - corner[0]) * scale * TIMES, pad + (corner[1] - p[1]) * scale * TIMES)
            inset = outlines(level, near, box, at, LEAST[level])
            frames += frame([ring for rings in inset.values() for ring in rings], pad - 2)
        high = round((max(ys) - min(ys)) * scale + 2 * pad)
        print(f"{level}\t{WIDE} {high}\t{frames}")
        for code in sorted(areas):
            line = f"{level}/{code}\t{called[code]}\t{path(drawn[code])}"
            print(line + (f"\t{path(inset[code])}" if code in inset else ""))


main()
