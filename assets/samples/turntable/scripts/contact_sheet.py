"""Puts every rendered beauty frame, at a quarter of its size, on one sheet."""

import argparse
import os
import sys

import png

COLUMNS = 8
STEP = 4


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--input", required=True)
    options = parser.parse_args()
    names = sorted(name for name in os.listdir(options.input) if name.startswith("beauty."))
    if not names:
        print("openjd_fail: there are no beauty frames to put on a sheet")
        sys.exit(1)
    thumbnails = []
    for index, name in enumerate(names):
        width, height, pixels = png.read(os.path.join(options.input, name))
        small = []
        for y in range(0, height, STEP):
            row = bytearray()
            for x in range(0, width, STEP):
                at = (y * width + x) * 3
                row += pixels[at : at + 3]
            small.append(bytes(row))
        thumbnails.append(small)
        print(f"openjd_progress: {100 * (index + 1) / len(names):.0f}")
    tile_width, tile_height = len(thumbnails[0][0]), len(thumbnails[0])
    blank = [b"\x1b" * tile_width] * tile_height
    rows = bytearray()
    for start in range(0, len(thumbnails), COLUMNS):
        line = thumbnails[start : start + COLUMNS]
        line += [blank] * (min(COLUMNS, len(thumbnails)) - len(line))
        for y in range(tile_height):
            for tile in line:
                rows += tile[y]
    columns = min(COLUMNS, len(thumbnails))
    lines = -(-len(thumbnails) // COLUMNS)
    path = os.path.join(options.input, "contact-sheet.png")
    png.write(path, tile_width // 3 * columns, tile_height * lines, bytes(rows))
    print(f"{len(names)} frames on {path}")


main()
