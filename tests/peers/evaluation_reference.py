"""Reference numbers for org.helixbook.evaluation, from scikit-learn, scipy and numpy.

Usage: python3 evaluation_reference.py > evaluation-reference.json
"""
import json
import warnings

import numpy
import scipy
import scipy.stats
import sklearn
from sklearn.metrics import classification_report, confusion_matrix, roc_auc_score, roc_curve

warnings.filterwarnings("ignore")


def scores_case(name, labels, scores):
    """Class 0 is the positive one."""
    positive = (numpy.array(labels) == 0).astype(int)
    fpr, tpr, _ = roc_curve(positive, scores, drop_intermediate=False)
    return {
        "name": name,
        "labels": [int(v) for v in labels],
        "scores": [float(v) for v in scores],
        "auc": float(roc_auc_score(positive, scores)),
        "fpr": fpr.tolist(),
        "tpr": tpr.tolist(),
    }


def report_case(name, labels, predictions, classes):
    return {
        "name": name,
        "labels": [int(v) for v in labels],
        "predictions": [int(v) for v in predictions],
        "classes": classes,
        "counts": confusion_matrix(labels, predictions, labels=range(len(classes))).tolist(),
        "report": classification_report(
            labels,
            predictions,
            labels=range(len(classes)),
            target_names=classes,
            output_dict=True,
        ),
        "accuracy": float(numpy.mean(numpy.array(labels) == numpy.array(predictions))),
    }


def stratified_percentiles(labels, statistic, resamples, generator):
    groups = [numpy.flatnonzero(labels == c) for c in numpy.unique(labels)]
    values = [
        statistic(numpy.concatenate([generator.choice(g, len(g)) for g in groups]))
        for _ in range(resamples)
    ]
    return numpy.percentile(values, [2.5, 97.5]).tolist()


def main():
    generator = numpy.random.default_rng(20261121)
    labels = generator.integers(0, 2, 200)
    smooth = generator.normal(size=200) - 1.1 * labels
    tied = numpy.round(smooth)

    report_labels = generator.integers(0, 3, 150)
    report_predictions = numpy.where(
        generator.random(150) < 0.7, report_labels, generator.integers(0, 3, 150)
    )

    boot_predictions = numpy.where(generator.random(200) < 0.8, labels, 1 - labels)
    positive = (labels == 0).astype(int)

    out = {
        "made_with": {
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "roc": [
            scores_case("continuous", labels, smooth),
            scores_case("tied", labels, tied),
            scores_case("all equal", [0, 1, 0, 1, 1], [0.5] * 5),
            scores_case("one tie", [0, 0, 1, 1], [0.9, 0.5, 0.5, 0.1]),
        ],
        "reports": [
            report_case(
                "three classes", report_labels, report_predictions, ["a", "b", "c"]
            ),
            report_case("never predicted", [0, 0, 1, 1, 1], [0] * 5, ["CDN", "LNSD"]),
        ],
        "wilson": [
            {
                "successes": k,
                "trials": n,
                "low": scipy.stats.binomtest(k, n).proportion_ci(0.95, "wilson").low,
                "high": scipy.stats.binomtest(k, n).proportion_ci(0.95, "wilson").high,
            }
            for k, n in [(382, 400), (0, 10), (10, 10), (1, 3), (200, 400), (7999, 8000)]
        ],
        "mcnemar": [
            {
                "first": b,
                "second": c,
                "p": float(scipy.stats.binomtest(b, b + c, 0.5).pvalue) if b + c else 1.0,
            }
            for b, c in [(0, 0), (1, 0), (0, 6), (5, 15), (10, 10), (13, 8), (900, 1100), (2000, 2400)]
        ],
        "bootstrap": {
            "labels": labels.tolist(),
            "predictions": boot_predictions.tolist(),
            "scores": smooth.tolist(),
            "resamples": 20000,
            "accuracy": stratified_percentiles(
                labels,
                lambda rows: float(numpy.mean(labels[rows] == boot_predictions[rows])),
                20000,
                generator,
            ),
            "auc": stratified_percentiles(
                labels, lambda rows: roc_auc_score(positive[rows], smooth[rows]), 20000, generator
            ),
        },
        "quantiles": {
            "values": [1.0, 2.0, 4.0, 8.0, 16.0],
            "shares": [0.0, 0.025, 0.3, 0.5, 0.975, 1.0],
            "expected": numpy.quantile(
                [1.0, 2.0, 4.0, 8.0, 16.0], [0.0, 0.025, 0.3, 0.5, 0.975, 1.0]
            ).tolist(),
        },
    }
    lines = [json.dumps(key) + ": " + json.dumps(value) for key, value in out.items()]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
