"""The little of PNG that this sample needs: 8-bit RGB images, written and read with the standard library."""

import struct
import zlib


def _chunk(kind, data):
    checksum = zlib.crc32(kind + data) & 0xFFFFFFFF
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def write(path, width, height, pixels):
    """Writes `pixels` (bytes, three a pixel, row by row) as a PNG file."""
    rows = b"".join(
        b"\0" + pixels[y * width * 3 : (y + 1) * width * 3] for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.write(_chunk(b"IHDR", header))
        file.write(_chunk(b"IDAT", zlib.compress(rows, 6)))
        file.write(_chunk(b"IEND", b""))


def read(path):
    """Reads a PNG file that `write` made. Returns width, height and pixels."""
    with open(path, "rb") as file:
        data = file.read()
    position, compressed, width, height = 8, b"", 0, 0
    while position < len(data):
        (length,) = struct.unpack(">I", data[position : position + 4])
        kind = data[position + 4 : position + 8]
        body = data[position + 8 : position + 8 + length]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        elif kind == b"IDAT":
            compressed += body
        position += 12 + length
    rows = zlib.decompress(compressed)
    stride = width * 3 + 1
    return width, height, b"".join(
        rows[y * stride + 1 : (y + 1) * stride] for y in range(height)
    )
