"""The four stages of the sample, each a small command."""

import json
import math
import os
import sys

stage, folder = sys.argv[1], sys.argv[2]
os.makedirs(folder, exist_ok=True)
tiles_path = os.path.join(folder, "tiles.json")


def tile_path(number):
    return os.path.join(folder, f"tile-{number:03}.json")


if stage == "measure":
    number = int(sys.argv[3])
    area = 0.0
    for step in range(20):
        area += sum(math.sin(number * x / 5000) ** 2 for x in range(5000)) / 5000
        print(f"openjd_progress: {(step + 1) * 5}")
    with open(tile_path(number), "w") as file:
        json.dump({"tile": number, "area": area / 20}, file)
    print(f"Tile {number}: {area / 20:.4f}")
elif stage == "join":
    names = sorted(name for name in os.listdir(folder) if name.startswith("tile-"))
    tiles = []
    for name in names:
        with open(os.path.join(folder, name)) as file:
            tiles.append(json.load(file))
    with open(tiles_path, "w") as file:
        json.dump(tiles, file, indent=2)
    print(f"Joined {len(tiles)} tiles")
elif stage == "check":
    with open(tiles_path) as file:
        found = {tile["tile"] for tile in json.load(file)}
    missing = [number for number in range(1, int(sys.argv[3]) + 1) if number not in found]
    if missing:
        print(f"openjd_fail: tiles are missing: {missing}")
        sys.exit(1)
    print("All tiles are there")
elif stage == "report":
    with open(tiles_path) as file:
        tiles = json.load(file)
    total = sum(tile["area"] for tile in tiles)
    print(f"openjd_status: {len(tiles)} tiles, area {total:.3f}")
    print(f"The area of {len(tiles)} tiles is {total:.3f}")
