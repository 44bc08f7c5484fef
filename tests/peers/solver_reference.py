"""scikit-learn's lbfgs and liblinear, with their defaults, as "the paper's" logistic regression.

Usage: python3 solver_reference.py FOLDER > solvers.tsv
FOLDER is what org.helixbook.benchmarks.QuickRows wrote. Each task takes a minute or two with
liblinear. The table is one that RecordedTasks reads.
"""
import os
import sys
import warnings

import numpy
import scipy.sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score

from lr_fit import kmer_counts

warnings.filterwarnings("ignore")


def load(folder):
    windows = numpy.fromfile(os.path.join(folder, "windows.bin"), numpy.uint8).reshape(-1, 100)
    labels = numpy.fromfile(os.path.join(folder, "labels.bin"), numpy.uint8)
    return kmer_counts(windows), labels.reshape(-1, len(windows))


def main():
    train, labels = load(os.path.join(sys.argv[1], "train"))
    test, truths = load(os.path.join(sys.argv[1], "test"))
    with open(os.path.join(sys.argv[1], "train", "tasks.txt")) as file:
        tasks = file.read().split()
    sparse = scipy.sparse.csr_matrix(train)
    heads = ["variant", "seed", "task", "examples", "positives"]
    heads += ["F1 at 0.5", "F1 at the tuned threshold", "AUROC", "AUPRC"]
    print("\t".join(heads))
    for solver in ("lbfgs", "liblinear"):
        for task, label, truth in zip(tasks, labels, truths):
            fit = LogisticRegression(C=1e6, solver=solver)
            fit.fit(sparse if solver == "liblinear" else train, label)
            scores = test @ fit.coef_[0] + fit.intercept_[0]
            cells = [f"scikit-learn 1.2.1, {solver}", "NA", task, len(truth), truth.sum()]
            cells += [numpy.float32(f1_score(truth, scores > 0)), "NA"]
            cells += [numpy.float32(roc_auc_score(truth, scores))]
            cells += [numpy.float32(average_precision_score(truth, scores))]
            print("\t".join(str(cell) for cell in cells), flush=True)


if __name__ == "__main__":
    main()
