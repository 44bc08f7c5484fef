#!/usr/bin/env python3
"""Writes small pictures and the values that Pillow reads from them, for PictureFileTest.

    picture_values.py > tests/src/test/resources/org/helixbook/signal/pictures-pillow.json

The profile is one of a wide colour space (the primaries and the gamma of Adobe RGB): a reader that
applies it gives other values. "plain" is a JPEG without the JFIF marker, which leaves it to the
reader to know that its components 1, 2, 3 are YCbCr; "trailing" has bytes after its end.
"""
import base64
import io
import json
import struct

from PIL import Image, __version__

SIDE = 8


def fixed(value):
    return struct.pack(">i", round(value * 65536))


def xyz(*values):
    return b"XYZ \0\0\0\0" + b"".join(fixed(value) for value in values)


def wide_profile():
    """An ICC profile, version 2.1: three primaries, one gamma."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 0x0233) + b"\0\0"
    text = b"helixbook wide"
    desc = b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" + b"\0" * 78
    tags = {
        b"desc": desc,
        b"cprt": b"text\0\0\0\0public domain\0",
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(0.60974, 0.31111, 0.01947),
        b"gXYZ": xyz(0.20528, 0.62567, 0.06087),
        b"bXYZ": xyz(0.14919, 0.06322, 0.74457),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">I", len(tags)), b""
    at = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        content += b"\0" * (-len(content) % 4)
        table += name + struct.pack(">II", at + len(body), len(content))
        body += content
    head = struct.pack(">I", at + len(body)) + b"\0" * 4 + struct.pack(">I", 0x02100000)
    head += b"mntrRGB XYZ " + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    head += fixed(0.9642) + fixed(1) + fixed(0.8249)
    return head.ljust(128, b"\0") + table + body


def without_jfif(jpeg):
    assert jpeg[2:4] == b"\xff\xe0"
    return jpeg[:2] + jpeg[4 + struct.unpack(">H", jpeg[4:6])[0]:]


def saved(image, **options):
    out = io.BytesIO()
    image.save(out, **options)
    return out.getvalue()


picture = Image.new("RGB", (SIDE, SIDE))
picture.putdata([(32 * x, 32 * y, 255 - 16 * (x + y)) for y in range(SIDE) for x in range(SIDE)])
grey = picture.convert("L")
full = {"format": "JPEG", "quality": 95, "subsampling": 0}
half = {"format": "JPEG", "quality": 90, "subsampling": 2}
files = {
    "jpeg": saved(picture, **full),
    "jpeg profile": saved(picture, icc_profile=wide_profile(), **full),
    "jpeg progressive profile": saved(picture, icc_profile=wide_profile(), progressive=True, **half),
    "jpeg plain": without_jfif(saved(picture, **full)),
    "jpeg grey": saved(grey, **full),
    "jpeg trailing": saved(picture, **full) + b"\nftypmp42 a film",
    "png profile": saved(picture, format="PNG", icc_profile=wide_profile()),
    "png palette profile": saved(
        picture.quantize(16), format="PNG", icc_profile=wide_profile()),
    "png grey": saved(grey, format="PNG"),
}
print(json.dumps({
    "pillow": __version__,
    "pictures": {
        name: {
            "file": base64.b64encode(content).decode(),
            "rgb": [list(pixel) for pixel in
                    Image.open(io.BytesIO(content)).convert("RGB").getdata()],
        }
        for name, content in files.items()
    },
}))
