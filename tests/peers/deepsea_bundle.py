#!/usr/bin/env python3
"""Writes a small bundle in the layout of DeepSEA's, with scipy and h5py, and what is in it as text.

    deepsea_bundle.py FOLDER contiguous|chunked

train.mat is HDF5 after a user block of 512 bytes, as MATLAB 7.3 writes it; valid.mat and test.mat
are MAT v5. For each file, NAME.txt holds a window a line: its bases, a tab, its labels as 0 and 1.
The second half of the training windows are the reverse complements of the first half.
"""
import random
import sys

import h5py
import numpy as np
import scipy.io

LENGTH, TASKS = 60, 70
CHANNELS = "AGCT"
COMPLEMENT = {"A": "T", "C": "G", "G": "C", "T": "A", "N": "N"}


def windows(draw, count):
    rows = []
    for _ in range(count):
        bases = "".join(draw.choice("ACGTACGTACGTACGTN") for _ in range(LENGTH))
        labels = "".join("1" if draw.random() < 0.1 else "0" for _ in range(TASKS))
        rows.append((bases, labels))
    return rows


def one_hot(rows):
    """[n, 4, length]"""
    data = np.zeros((len(rows), 4, LENGTH), dtype=np.uint8)
    for n, (bases, _) in enumerate(rows):
        for position, base in enumerate(bases):
            if base != "N":
                data[n, CHANNELS.index(base), position] = 1
    return data


def label_array(rows):
    return np.array([[int(c) for c in labels] for _, labels in rows], dtype=np.uint8)


def write_text(path, rows):
    with open(path, "w", encoding="ascii") as out:
        out.writelines(f"{bases}\t{labels}\n" for bases, labels in rows)


folder, layout = sys.argv[1], sys.argv[2]
draw = random.Random(919)
half = windows(draw, 300)
train = half + [("".join(COMPLEMENT[b] for b in reversed(bases)), labels) for bases, labels in half]
options = {"chunks": True, "compression": "gzip"} if layout == "chunked" else {}
with h5py.File(f"{folder}/train.mat", "w", userblock_size=512) as out:
    chunks = dict(options, chunks=(16, 4, 50)) if options else {}
    out.create_dataset("trainxdata", data=one_hot(train).transpose(2, 1, 0), **chunks)
    kind = np.float64 if layout == "chunked" else np.uint8
    out.create_dataset("traindata", data=label_array(train).T.astype(kind), **options)
write_text(f"{folder}/train.txt", train)
for name, count in (("valid", 20), ("test", 90)):
    rows = windows(draw, count)
    scipy.io.savemat(f"{folder}/{name}.mat",
                     {f"{name}xdata": one_hot(rows), f"{name}data": label_array(rows)},
                     do_compression=layout == "chunked")
    write_text(f"{folder}/{name}.txt", rows)
