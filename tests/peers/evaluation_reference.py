"""Reference numbers for org.helixbook.eval, from scikit-learn, scipy and numpy.

Usage: python3 evaluation_reference.py > evaluation-reference.json
"""
import json
import warnings

import numpy
import scipy
import scipy.stats
import sklearn
from sklearn.metrics import (
    average_precision_score,
    classification_report,
    confusion_matrix,
    f1_score,
    roc_auc_score,
    roc_curve,
)

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


def two_way_percentiles(labels, runs, statistic, resamples, generator):
    """Rows within their classes and runs, both drawn again: the mean of the runs' statistic."""
    groups = [numpy.flatnonzero(labels == c) for c in numpy.unique(labels)]
    values = []
    for _ in range(resamples):
        rows = numpy.concatenate([generator.choice(g, len(g)) for g in groups])
        drawn = generator.integers(0, runs, runs)
        each = {run: statistic(run, rows) for run in set(drawn)}
        values.append(numpy.mean([each[run] for run in drawn]))
    return numpy.percentile(values, [2.5, 97.5]).tolist()


def block_percentiles(blocks, statistic, resamples, generator):
    groups = [numpy.flatnonzero(blocks == b) for b in numpy.unique(blocks)]
    values = [
        statistic(numpy.concatenate([groups[b] for b in generator.integers(0, len(groups), len(groups))]))
        for _ in range(resamples)
    ]
    return numpy.percentile(values, [2.5, 97.5]).tolist()


def several_runs(labels, generator):
    scores = [generator.normal(size=200) - mean * labels for mean in (0.6, 1.0, 1.4)]
    positive = (labels == 0).astype(int)
    said = [(s > -0.5).astype(int) for s in scores]
    statistics = {
        "accuracy": lambda run, rows: numpy.mean(said[run][rows] == positive[rows]),
        "f1": lambda run, rows: f1_score(positive[rows], said[run][rows]),
        "auc": lambda run, rows: roc_auc_score(positive[rows], scores[run][rows]),
    }
    return {
        "labels": labels.tolist(),
        "scores": [s.tolist() for s in scores],
        "threshold": -0.5,
        **{
            name: {
                "value": float(numpy.mean([one(run, numpy.arange(200)) for run in range(3)])),
                "interval": two_way_percentiles(labels, 3, one, 5000, generator),
            }
            for name, one in statistics.items()
        },
    }


def in_blocks(generator):
    """20 blocks of 10 examples that share most of their score and of their label."""
    blocks = numpy.repeat(numpy.arange(20), 10)
    place = numpy.repeat(generator.normal(size=20), 10)
    labels = (place + 0.4 * generator.normal(size=200) > 0.5).astype(int)
    scores = place + 0.8 * generator.normal(size=200)

    def log_loss(rows):
        z = scores[rows]
        return float(numpy.exp(numpy.mean(numpy.logaddexp(0, z) - labels[rows] * z)))

    def precision(rows):
        return average_precision_score(labels[rows], scores[rows])

    everything = numpy.arange(200)
    return {
        "blocks": blocks.tolist(),
        "labels": labels.tolist(),
        "scores": scores.tolist(),
        "perplexity": {
            "value": log_loss(everything),
            "interval": block_percentiles(blocks, log_loss, 10000, generator),
        },
        "average_precision": {
            "value": float(precision(everything)),
            "interval": block_percentiles(blocks, precision, 10000, generator),
        },
    }


def power_of_mean(n, effect):
    line = scipy.stats.t.ppf(0.975, n - 1)
    shift = effect * numpy.sqrt(n)
    return float(scipy.stats.nct.sf(line, n - 1, shift) + scipy.stats.nct.cdf(-line, n - 1, shift))


def power_of_mcnemar(n, first, second):
    """Of the exact test, summed over all counts of the windows that differ."""
    power = 0.0
    for differing in range(n + 1):
        counts = numpy.arange(differing + 1)
        p = numpy.minimum(1, 2 * scipy.stats.binom.cdf(numpy.minimum(counts, differing - counts), differing, 0.5))
        chance = scipy.stats.binom.pmf(counts, differing, first / (first + second))
        power += scipy.stats.binom.pmf(differing, n, first + second) * chance[p < 0.05].sum()
    return float(power)


def power_of_wilcoxon(n, effect, generator):
    """Simulated, as there is no closed form: 4,000 sets of normal differences."""
    below = [scipy.stats.wilcoxon(generator.normal(effect, 1, n)).pvalue < 0.05 for _ in range(4000)]
    return float(numpy.mean(below))


def power(generator):
    def seeds(effect):
        return next(n for n in range(2, 10000) if power_of_mean(n, effect) >= 0.8)

    means = [(3, 1.0), (5, 2.0), (10, 1.0), (34, 0.5), (90, 0.3), (200, 0.2)]
    windows = [(30, 0.4, 0.1), (200, 0.1, 0.05), (400, 0.08, 0.04), (2000, 0.02, 0.01)]
    return {
        "mean": [{"n": n, "effect": e, "power": power_of_mean(n, e)} for n, e in means],
        "seeds": [{"effect": e, "n": seeds(e)} for e in (0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0)],
        "mcnemar": [
            {"n": n, "first": b, "second": c, "power": power_of_mcnemar(n, b, c)}
            for n, b, c in windows
        ],
        "wilcoxon": [
            {"effect": e, "n": n, "power": power_of_wilcoxon(n, e, generator)}
            for e, n in [(0.3, 95), (0.5, 36), (1.0, 11), (1.5, 7)]
        ],
        "five tasks": float(scipy.stats.wilcoxon([1, 2, 3, 4, 5]).pvalue),
        "six tasks": float(scipy.stats.wilcoxon([1, 2, 3, 4, 5, 6]).pvalue),
    }


def sure(generator):
    """Log-odds whose probabilities single precision rounds to 1."""
    labels = generator.integers(0, 2, 80)
    log_odds = 15 + generator.normal(size=80) * 4 + 3 * labels
    rounded = (1 / (1 + numpy.exp(-log_odds))).astype(numpy.float32)
    return {
        "labels": labels.tolist(),
        "log_odds": log_odds.tolist(),
        "auc": float(roc_auc_score(labels, log_odds)),
        "auc of rounded probabilities": float(roc_auc_score(labels, rounded)),
        "average_precision": float(average_precision_score(labels, log_odds)),
    }


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
        "several_runs": several_runs(labels, generator),
        "in_blocks": in_blocks(generator),
        "power": power(generator),
        "sure": sure(generator),
    }
    lines = [json.dumps(key) + ": " + json.dumps(value) for key, value in out.items()]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
