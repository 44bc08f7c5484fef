"""Reference numbers for many tasks, from scikit-learn and scipy; ties by counting all signs.

Usage: python3 multitask_reference.py > multitask-reference.json
"""
import itertools
import json
import warnings

import numpy
import scipy
import scipy.stats
import sklearn
from sklearn.metrics import (
    average_precision_score,
    f1_score,
    log_loss,
    precision_recall_curve,
    roc_auc_score,
)

warnings.filterwarnings("ignore")


def task(name, scores, labels):
    scores = numpy.asarray(scores, dtype=numpy.float32)
    precision, recall, _ = precision_recall_curve(labels, scores)
    with numpy.errstate(invalid="ignore"):
        best = numpy.nanmax(2 * precision * recall / (precision + recall))
    return {
        "name": name,
        "scores": [float(s) for s in scores],
        "labels": [int(v) for v in labels],
        "auroc": float(roc_auc_score(labels, scores)),
        "average_precision": float(average_precision_score(labels, scores)),
        "f1_at_half": float(f1_score(labels, scores > 0.5)),
        "best_f1": float(best),
        "log_loss": float(log_loss(labels, scores.astype(float), eps=1e-30)),
    }


def all_signs(differences):
    """The exact two-sided p-value, also with ties, by trying every choice of signs."""
    kept = numpy.array([d for d in differences if d != 0])
    ranks = scipy.stats.rankdata(abs(kept))
    smaller = min(ranks[kept > 0].sum(), ranks[kept < 0].sum())
    sums = [
        ranks[numpy.array(signs)].sum()
        for signs in itertools.product([False, True], repeat=len(kept))
    ]
    return float(min(1, 2 * numpy.mean([s <= smaller + 1e-9 for s in sums])))


def wilcoxon(name, differences, mode):
    out = {"name": name, "differences": [float(d) for d in differences], "exact": mode != "approx"}
    if mode == "all signs":
        out["p"] = all_signs(differences)
    else:
        out["p"] = float(scipy.stats.wilcoxon(differences, mode=mode).pvalue)
    return out


def main():
    generator = numpy.random.default_rng(20261123)
    labels = (generator.random(120) < 0.2).astype(int)
    smooth = 1 / (1 + numpy.exp(-generator.normal(-1.2, 1.5, 120) - 1.5 * labels))
    coarse = numpy.round(smooth * 8) / 8 * 0.98 + 0.01
    small = generator.normal(0.3, 1, 12)
    tied = numpy.array([0.5, -0.5, 0.5, 1, 1, 2, 0, -0.25, 0.25, 3, 0.5, 0])
    large = generator.normal(0.1, 1, 300)
    large_tied = numpy.round(generator.normal(0.1, 1, 400), 1)
    out = {
        "made_with": {
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "tasks": [
            task("smooth", smooth, labels),
            task("ties", coarse, labels),
            task("all equal", [0.7] * 5, [0, 1, 0, 0, 1]),
        ],
        "wilcoxon": [
            wilcoxon("small", small, "exact"),
            wilcoxon("25 differences", generator.normal(0.4, 1, 25), "exact"),
            wilcoxon("ties and zeros", tied, "all signs"),
            wilcoxon("large", large, "approx"),
            wilcoxon("large with ties and zeros", large_tied, "approx"),
            wilcoxon("far away", generator.normal(2, 1, 200), "approx"),
        ],
    }
    lines = [json.dumps(key) + ": " + json.dumps(value) for key, value in out.items()]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
