"""scikit-learn's side of compare.sh lr: fits the tasks named on standard input, one a line.

Usage: python3 lr_fit.py FOLDER WINDOW_LENGTH C
Answers each line with seconds, processor seconds, iterations, and the objective divided by C.
"""
import os
import sys
import time
import warnings

import numpy
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings("ignore")


def kmer_counts(windows):
    """Columns by k, then by the alphabet A, C, G, T; 1,364 of them."""
    codes = numpy.searchsorted(numpy.frombuffer(b"ACGT", numpy.uint8), windows)
    rows, length = codes.shape
    counts = numpy.zeros((rows, 1364))
    first = 0
    for k in range(1, 6):
        kmer = numpy.zeros((rows, length - k + 1), int)
        for i in range(k):
            kmer = 4 * kmer + codes[:, i : length - k + 1 + i]
        for start in range(length - k + 1):
            counts[numpy.arange(rows), first + kmer[:, start]] += 1
        first += 4**k
    return counts


def main():
    folder, length, c = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    windows = numpy.fromfile(os.path.join(folder, "windows.bin"), numpy.uint8).reshape(-1, length)
    features = kmer_counts(windows)
    rows = len(features)
    labels = numpy.fromfile(os.path.join(folder, "labels.bin"), numpy.uint8).reshape(-1, rows)
    print(f"ready {rows}x{features.shape[1]}x{len(labels)}", flush=True)
    for line in sys.stdin:
        y = labels[int(line)]
        begun, cpu = time.perf_counter(), time.process_time()
        fit = LogisticRegression(C=c).fit(features, y)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
        w, b = fit.coef_[0], fit.intercept_[0]
        scores = features @ w + b
        objective = (numpy.logaddexp(0, scores) - y * scores).sum() + w @ w / (2 * c)
        print(f"{seconds:.3f} {cpu:.3f} {fit.n_iter_[0]} {objective:.17g}", flush=True)


if __name__ == "__main__":
    main()
