"""Pretends to render; frame 3 asks for a texture that the scene does not have."""

import sys
import time

TEXTURES = {1: "wood", 2: "steel", 4: "glass", 5: "stone"}


def texture_of(frame):
    return TEXTURES[frame]


def main():
    frame, repair = int(sys.argv[1]), sys.argv[2]
    print(f"Loading the scene for frame {frame}")
    if repair == "yes":
        TEXTURES[3] = "cloth"
    for percent in (25, 50, 75):
        time.sleep(0.05)
        print(f"openjd_progress: {percent}", flush=True)
    try:
        print("Texture:", texture_of(frame))
    except KeyError:
        print(f"openjd_fail: frame {frame} uses a texture that the scene does not have", flush=True)
        raise
    print("openjd_progress: 100")


main()
