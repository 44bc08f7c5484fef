"""Reference fits for org.helixbook.engine.logistic, from scikit-learn: the optimum, and where its
solvers lbfgs and liblinear end with their defaults.

Usage: python3 linear_reference.py > linear-reference.json
"""
import json
import warnings

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

warnings.filterwarnings("ignore")


def objective(features, labels, weights, coefficients, intercept, c):
    """scikit-learn's objective divided by C."""
    scores = features @ coefficients + intercept
    losses = numpy.logaddexp(0, scores) - labels * scores
    return float((weights * losses).sum() + coefficients @ coefficients / (2 * c))


def stopped(solver, used, labels, weights, c, balanced, scaler):
    """Where a solver ends with max_iter=100 and tol=1e-4."""
    fit = LogisticRegression(
        C=c, solver=solver, class_weight="balanced" if balanced else None
    ).fit(used, labels)
    coefficients, intercept = fit.coef_[0].copy(), float(fit.intercept_[0])
    value = objective(used, labels, weights, coefficients, intercept, c)
    if solver == "liblinear":
        value += intercept**2 / (2 * c)
    if scaler is not None:
        coefficients /= scaler.scale_
        intercept -= float(coefficients @ scaler.mean_)
    return {
        "steps": int(fit.n_iter_[0]),
        "objective": value,
        "coefficients": coefficients.tolist(),
        "intercept": intercept,
        "logOdds": fit.decision_function(used)[:10].tolist(),
    }


def case(name, features, labels, c, standardise=False, balanced=False, exact=True, steps=100000):
    used = StandardScaler().fit_transform(features) if standardise else features
    counts = numpy.bincount(labels, minlength=2)
    weights = len(labels) / (2.0 * counts[labels]) if balanced else numpy.ones(len(labels))
    # Two solvers, each driven to the end of double precision: the better one counts.
    fits = [
        LogisticRegression(
            C=c,
            solver=solver,
            tol=1e-14,
            max_iter=steps,
            class_weight="balanced" if balanced else None,
        ).fit(used, labels)
        for solver in ("newton-cg", "lbfgs")
    ]
    values = [
        objective(used, labels, weights, fit.coef_[0], fit.intercept_[0], c) for fit in fits
    ]
    best = fits[int(numpy.argmin(values))]
    plain = LogisticRegression(C=c, class_weight="balanced" if balanced else None).fit(used, labels)
    coefficients = best.coef_[0].copy()
    intercept = float(best.intercept_[0])
    if standardise:
        scaler = StandardScaler().fit(features)
        coefficients /= scaler.scale_
        intercept -= float(coefficients @ scaler.mean_)
    scaler = StandardScaler().fit(features) if standardise else None
    return {
        "name": name,
        "c": c,
        "standardise": standardise,
        "balanced": balanced,
        "exact": exact,
        "features": features.tolist(),
        "labels": [int(label) for label in labels],
        "objective": min(values),
        "objective_by_default": objective(
            used, labels, weights, plain.coef_[0], plain.intercept_[0], c
        ),
        "coefficients": coefficients.tolist(),
        "intercept": intercept,
        "probabilities": best.predict_proba(used)[:10, 1].tolist(),
    } | {
        solver: stopped(solver, used, labels, weights, c, balanced, scaler)
        for solver in ("lbfgs", "liblinear")
    }


def kmers(generator, rows, length):
    """Overlapping words of one to three letters in random windows, and a rare label."""
    gc = generator.beta(6, 8, rows)[:, None]
    letters = numpy.where(
        generator.random((rows, length)) < gc,
        generator.integers(1, 3, (rows, length)),
        3 * generator.integers(0, 2, (rows, length)),
    )
    counts = numpy.zeros((rows, 84))
    first = 0
    for k in (1, 2, 3):
        word = sum(4 ** (k - 1 - i) * letters[:, i : length - k + 1 + i] for i in range(k))
        for start in range(word.shape[1]):
            counts[numpy.arange(rows), first + word[:, start]] += 1
        first += 4**k
    score = 8 * gc[:, 0] + 0.7 * counts[:, 30] + generator.logistic(size=rows)
    return counts, (score > numpy.quantile(score, 0.85)).astype(int)


def main():
    generator = numpy.random.default_rng(20261122)
    smooth = numpy.round(generator.normal(size=(150, 5)), 3)
    truth = numpy.array([1.0, -2.0, 0.5, 0.0, 0.3])
    noisy = (smooth @ truth + generator.logistic(size=150) > 0.5).astype(int)
    counts = generator.poisson([20, 5, 1, 0.3, 10, 2], size=(200, 6)).astype(float)
    counts = numpy.c_[counts, counts[:, :2].sum(axis=1)]  # one column is the sum of two others
    rare = (generator.random(200) < 1 / (1 + numpy.exp(4.5 - 1.2 * counts[:, 2]))).astype(int)
    wide = generator.poisson(1.0, size=(60, 80)).astype(float)
    any_labels = (generator.random(60) < 0.3).astype(int)
    cases = [
        case(f"smooth, C = {c}", smooth, noisy, c) for c in (0.01, 1.0, 100.0)
    ] + [
        case("smooth, balanced", smooth, noisy, 1.0, balanced=True),
        case("counts, C = 1", counts, rare, 1.0),
        case("counts, standardised", counts, rare, 0.1, standardise=True),
        case("counts, both", counts, rare, 10.0, standardise=True, balanced=True),
        case("wide, C = 1", wide, any_labels, 1.0),
        # The classes can be told apart: without a penalty there would be no optimum.
        case("separable, C = 1e6", wide, any_labels, 1e6, exact=False),
        case("counts, C = 1e6", counts, rare, 1e6, exact=False),
    ]
    # As Paper 2's: raw counts of words and hardly a penalty, so that each solver ends elsewhere.
    cases.append(case("words, C = 1e6", *kmers(generator, 500, 100), 1e6, exact=False, steps=1000))
    out = {
        "made_with": {"numpy": numpy.__version__, "scikit-learn": sklearn.__version__},
        "cases": cases,
    }
    print(json.dumps(out).replace('{"name"', '\n{"name"'))


if __name__ == "__main__":
    main()
