#!/usr/bin/env python3
"""Writes a large train.mat in the layout of DeepSEA's bundle, with h5py: 300 MB of windows by default.

    deepsea_large.py FOLDER contiguous|chunked [WINDOWS]

Windows of 1,000 random bases and 919 random labels, the window's index last, one byte a number.
chunked also packs them with gzip, as MATLAB 7.3 does. For deepsea_memory.sh.
"""
import sys

import h5py
import numpy as np

LENGTH, TASKS, BASES_A_STEP, TASKS_A_STEP = 1000, 919, 40, 30

folder, layout = sys.argv[1], sys.argv[2]
n = int(sys.argv[3]) if len(sys.argv) > 3 else 75_000
draw = np.random.default_rng(919)
packed = {"compression": "gzip", "compression_opts": 1} if layout == "chunked" else {}
with h5py.File(f"{folder}/train.mat", "w", userblock_size=512) as out:
    chunks = {"chunks": (BASES_A_STEP, 4, 2048), **packed} if packed else {}
    windows = out.create_dataset("trainxdata", (LENGTH, 4, n), "u1", **chunks)
    chunks = {"chunks": (TASKS_A_STEP, 2048), **packed} if packed else {}
    labels = out.create_dataset("traindata", (TASKS, n), "u1", **chunks)
    for at in range(0, LENGTH, BASES_A_STEP):
        bases = draw.integers(0, 4, (min(BASES_A_STEP, LENGTH - at), 1, n))
        windows[at : at + len(bases)] = bases == np.arange(4)[:, None]
    for at in range(0, TASKS, TASKS_A_STEP):
        count = min(TASKS_A_STEP, TASKS - at)
        labels[at : at + count] = draw.random((count, n)) < 0.02
