#!/usr/bin/env python3
"""Makes crates/reference/data/silhouettes.tsv from two GeoJSON files in Lambert-93 (régions, départements).

    scripts/silhouettes.py regions.l93.geojson departements.l93.geojson > crates/reference/data/silhouettes.tsv

Each outline is simplified (Visvalingam, largest polygons only), fitted into a box of 100 by 100, and written as the
data of an SVG path with whole numbers and relative moves.
"""
import heapq
import json
import sys

POINTS = 70


def area(a, b, c):
    return abs((a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1])) / 2)


def ring_area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2)


def simplify(ring, keep):
    n = len(ring)
    if n <= keep:
        return ring
    before, after = list(range(-1, n - 1)), list(range(1, n + 1))
    heap = [(area(ring[i - 1], ring[i], ring[i + 1]), i) for i in range(1, n - 1)]
    heapq.heapify(heap)
    alive, left = [True] * n, n
    current = {i: a for a, i in heap}
    while left > keep and heap:
        a, i = heapq.heappop(heap)
        if not alive[i] or current.get(i) != a:
            continue
        alive[i], left = False, left - 1
        p, q = before[i], after[i]
        after[p], before[q] = q, p
        for j in (p, q):
            if 0 < j < n - 1 and alive[j]:
                current[j] = max(a, area(ring[before[j]], ring[j], ring[after[j]]))
                heapq.heappush(heap, (current[j], j))
    return [p for p, good in zip(ring, alive) if good]


def path(geometry):
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = sorted((p[0] for p in polygons), key=ring_area, reverse=True)
    whole = ring_area(rings[0])
    rings = [r for r in rings if ring_area(r) > whole / 60][:6]
    xs = [p[0] for r in rings for p in r]
    ys = [p[1] for r in rings for p in r]
    size = max(max(xs) - min(xs), max(ys) - min(ys))
    dx, dy = (size - (max(xs) - min(xs))) / 2, (size - (max(ys) - min(ys))) / 2
    out = ""
    for ring in rings:
        keep = max(8, round(POINTS * ring_area(ring) ** 0.5 / whole**0.5))
        points = [(round(2 + 96 * (x - min(xs) + dx) / size), round(2 + 96 * (max(ys) - y + dy) / size)) for x, y in simplify(ring, keep)]
        last, moves = points[0], ""
        for x, y in points[1:-1]:
            if (x, y) != last:
                moves += f"{x - last[0]},{y - last[1]} "
                last = (x, y)
        out += f"M{points[0][0]},{points[0][1]}l{moves.strip()}z"
    return out


print("# Outlines for SVG. Source: IGN, Admin Express 2025, Licence Ouverte 2.0, by COGiter 0.0.15; simplified.")
for level, name in (("region", sys.argv[1]), ("departement", sys.argv[2])):
    with open(name, encoding="utf-8") as file:
        for feature in sorted(json.load(file)["features"], key=lambda f: f["properties"]["code"]):
            print(f"{level}/{feature['properties']['code']}\t{path(feature['geometry'])}")
