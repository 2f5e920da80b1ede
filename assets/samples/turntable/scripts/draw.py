"""Renders one frame of a ring of spheres on a turntable with a tiny ray caster."""

import argparse
import math
import os
import sys

import png

WIDTH, HEIGHT = 192, 108
TURN = 240  # frames for one full turn
LIGHT = (0.48, 0.74, -0.47)
BACKGROUNDS = {"studio": (58, 60, 62), "black": (0, 0, 0), "white": (240, 240, 240)}
COLOURS = [
    (224, 164, 88), (111, 174, 122), (106, 162, 216), (199, 154, 208), (224, 105, 95), (185, 197, 138),
]


def spheres(frame):
    """Centres and radii: one in the middle, six around it that the frame turns."""
    turn = 2 * math.pi * (frame - 1) / TURN
    yield (0.0, 0.05, 5.0), 0.62, (215, 215, 215)
    for index, colour in enumerate(COLOURS):
        angle = turn + index * math.pi / 3
        height = 0.25 * math.sin(2 * angle)
        yield (1.45 * math.cos(angle), height, 5.0 + 1.45 * math.sin(angle)), 0.36, colour


def cast(scene, x, y):
    """The nearest sphere along a ray through (x, y): its distance, normal and colour."""
    length = math.sqrt(x * x + y * y + 1)
    direction = (x / length, y / length, 1 / length)
    best = None
    for (cx, cy, cz), radius, colour in scene:
        along = cx * direction[0] + cy * direction[1] + cz * direction[2]
        beside = cx * cx + cy * cy + cz * cz - along * along
        if beside > radius * radius:
            continue
        distance = along - math.sqrt(radius * radius - beside)
        if best is None or distance < best[0]:
            normal = tuple(
                (direction[i] * distance - (cx, cy, cz)[i]) / radius for i in range(3)
            )
            best = (distance, normal, colour)
    return best


def shade(hit, layer, background):
    if layer == "matte":
        return (0, 0, 0) if hit is None else (255, 255, 255)
    if hit is None:
        return background
    _, normal, colour = hit
    diffuse = max(0.0, sum(n * l for n, l in zip(normal, LIGHT)))
    rim = max(0.0, 1 + normal[2]) ** 3 * 0.35
    return tuple(min(255, int(c * (0.16 + 0.84 * diffuse) + 255 * rim * 0.4)) for c in colour)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--frame", type=int, required=True)
    parser.add_argument("--layer", choices=["beauty", "matte"], required=True)
    parser.add_argument("--quality", type=int, default=2)
    parser.add_argument("--background", choices=BACKGROUNDS, default="studio")
    parser.add_argument("--output", required=True)
    options = parser.parse_args()

    os.makedirs(options.output, exist_ok=True)
    print(f"Frame {options.frame}, layer {options.layer}, {options.quality}x{options.quality} samples")
    scene = list(spheres(options.frame))
    samples = 1 if options.layer == "matte" else options.quality
    background = BACKGROUNDS[options.background]
    pixels = bytearray()
    for row in range(HEIGHT):
        for column in range(WIDTH):
            total = [0, 0, 0]
            for sub_y in range(samples):
                for sub_x in range(samples):
                    x = ((column + (sub_x + 0.5) / samples) / WIDTH - 0.5) * 1.3
                    y = -((row + (sub_y + 0.5) / samples) / HEIGHT - 0.5) * 1.3 * HEIGHT / WIDTH
                    colour = shade(cast(scene, x, y), options.layer, background)
                    for channel in range(3):
                        total[channel] += colour[channel]
            pixels.extend(value // (samples * samples) for value in total)
        if row % 12 == 11:
            print(f"openjd_progress: {100 * (row + 1) / HEIGHT:.0f}")
            sys.stdout.flush()
    path = os.path.join(options.output, f"{options.layer}.{options.frame:04}.png")
    png.write(path, WIDTH, HEIGHT, bytes(pixels))
    print("openjd_status: saved " + os.path.basename(path))
    print("Saved " + path)


main()
