#!/usr/bin/env python3
"""Writes the R objects that RdsFileTest reads, byte by byte as "R Internals" describes them.

    rds_files.py FOLDER
"""
import gzip
import struct
import sys

NULL = struct.pack(">i", 254)
HAS_ATTRIBUTES, HAS_TAG = 0x200, 0x400
symbols = []


def integer(value):
    return struct.pack(">i", value)


def text(value):
    raw = value.encode()
    return integer(9 | 0x40000) + integer(len(raw)) + raw


def symbol(name):
    if name in symbols:
        return integer((symbols.index(name) + 1) << 8 | 255)
    symbols.append(name)
    return integer(1) + text(name)


def pairs(attributes):
    return b"".join(integer(2 | HAS_TAG) + symbol(k) + v() for k, v in attributes.items()) + NULL


def with_attributes(kind, body, attributes):
    flags = HAS_ATTRIBUTES if attributes else 0
    return integer(kind | flags) + body + (pairs(attributes) if attributes else b"")


def integers(values, attributes=None, kind=13):
    return lambda: with_attributes(
        kind, integer(len(values)) + b"".join(map(integer, values)), attributes)


def reals(values):
    return lambda: integer(14) + integer(len(values)) + struct.pack(f">{len(values)}d", *values)


def texts(values):
    return lambda: integer(16) + integer(len(values)) + b"".join(map(text, values))


def items(values, attributes):
    def write():
        body = integer(len(values)) + b"".join(value() for value in values)
        return with_attributes(19, body, attributes)
    return write


def s4(slots):
    return lambda: with_attributes(25 | 0x10000, b"", slots)


def save(path, version, value):
    symbols.clear()
    header = b"X\n" + integer(version) + integer(0x40201) + integer(0x20300)
    if version == 3:
        header += integer(5) + b"UTF-8"
    with open(path, "wb") as out:
        out.write(gzip.compress(header + value(), mtime=0))


folder = sys.argv[1]
names = integers([2, 3], {"levels": texts(["1", "2", "X"]), "class": texts(["factor"])})
save(f"{folder}/granges.rds", 3, s4({
    "seqnames": s4({"values": names, "lengths": integers([2, 1]), "metadata": items([], None)}),
    "ranges": s4({"start": integers([101, 301, 1]), "width": integers([50, 1, 20]),
                  "NAMES": lambda: symbol("\x01NULL\x01")}),
    "elementMetadata": lambda: symbol("\x01NULL\x01"),
    "class": texts(["GRanges"]),
}))
save(f"{folder}/vector.rds", 2, items(
    [reals([1.5, -2.0]), integers([1, 0], None, 10)], {"names": texts(["reals", "logicals"])}))
