#!/usr/bin/python3
"""How the kit's time and memory grow with the size of the data; see compare.sh.

Each size is a process of its own, so that its peak memory is its own. One size is varied at a time.
The exponent is the slope of the logarithm of processor seconds (or megabytes) against that of the
size, by least squares: 1 is linear. Processor seconds, because they hardly depend on what else the
machine does.
"""
import csv
import os
import statistics
import sys
import tempfile

import numpy

import compare_lr
import compare_pairs

COLUMNS = ["what", "varied", "size", "processor seconds", "seconds", "peak MB"]
COLUMNS += ["exponent of time", "exponent of memory"]


def cnn(batch, edge):
    return "CnnSteps", ["train", "model2a", batch, edge, 2, "float32"]


def gru(batch, length, tasks):
    return "GruSteps", ["paper", batch, length, tasks, 4]


# What is computed, what is varied, its sizes, and the benchmark for a size.
SERIES = [
    ("CNN training step, batch 10", "edge of a picture, pixels", [56, 112, 168, 224], lambda x: cnn(10, x)),
    ("CNN training step, edge 112", "pictures a batch", [10, 20, 50, 100], lambda x: cnn(x, 112)),
    ("BiGRU training step, batch 20, 919 tasks", "bases a sequence", [50, 100, 200, 400], lambda x: gru(20, x, 919)),
    ("BiGRU training step, 100 bp, 919 tasks", "sequences a batch", [20, 64, 128, 256], lambda x: gru(x, 100, 919)),
    ("BiGRU training step, batch 128, 100 bp", "tasks", [11, 100, 498, 919], lambda x: gru(128, 100, x)),
]


def measure(options, command, heap):
    side = compare_pairs.Side("HelixBook", compare_pairs.java(options, *command, heap=heap))
    for number in range(options.warm_up + options.pairs):
        side.round(number >= options.warm_up)
    side.end()
    return statistics.median(side.cpu), statistics.median(side.seconds), side.peak


def logistic(options, rows, tasks):
    with tempfile.TemporaryDirectory() as folder:
        compare_lr.simulate(folder, rows, tasks, 100, 1)
        arguments = [folder, 100, 1e6]
        heap = f"{400 + rows * 1.7e-3:.0f}m"
        command = ["org.helixbook.benchmarks.LogisticFits", *arguments]
        return measure(options, command, heap)


def slope(sizes, values):
    return float(numpy.polyfit(numpy.log(sizes), numpy.log(values), 1)[0])


def table(what, varied, sizes, measured, writer):
    time = slope(sizes, [cpu for cpu, _, _ in measured])
    memory = slope(sizes, [peak for _, _, peak in measured])
    for size, (cpu, seconds, peak) in zip(sizes, measured):
        writer.writerow([what, varied, size, f"{cpu:.4f}", f"{seconds:.4f}", peak, f"{time:.2f}", f"{memory:.2f}"])
    sys.stdout.flush()


def main():
    parser = compare_pairs.parser("scale", __doc__)
    parser.set_defaults(pairs=3, warm_up=1)
    parser.add_argument("--csv", help="write the table here, not to standard output")
    parser.add_argument("--windows", type=int, nargs="+", default=[20000, 80000, 400000], help="windows of the logistic regressions")
    parser.add_argument("--fitted", type=int, default=16, help="tasks of the logistic regressions")
    options = parser.parse_args()
    print("load average before: %.1f %.1f %.1f" % os.getloadavg(), file=sys.stderr)
    with open(options.csv, "w", newline="") if options.csv else sys.stdout as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for what, varied, sizes, command in SERIES:
            measured = []
            for size in sizes:
                name, arguments = command(size)
                measured.append(measure(options, ["org.helixbook.benchmarks." + name, *arguments], "1g"))
            table(what, varied, sizes, measured, writer)
        options.pairs, options.warm_up = 1, 0
        measured = [logistic(options, rows, options.fitted) for rows in options.windows]
        table(f"{options.fitted} logistic regressions on 1,364 counts", "windows, simulated", options.windows, measured, writer)


main()
