#!/usr/bin/python3
"""Fits logistic regressions of many tasks in the kit and in scikit-learn; see compare.sh.

The data are simulated: windows of 100 bp whose composition varies, and labels that depend on a few
k-mers and the composition, with shares of positives from 1 % up, as DeepSEA's 498 tasks have them.
scikit-learn needs a minute a task, so it fits a seeded sample of them, half before and half after
the kit, and its times are multiplied by the number of tasks; of several numbers of windows it fits
the first only. It runs as Paper 2 ran it, with its
default solver and stopping rule. The kit must reach the same objective or a lower one on each.
"""
import os
import sys
import tempfile

import numpy

import compare_pairs


def simulate(folder, rows, tasks, length, seed):
    generator = numpy.random.default_rng(seed)
    gc = numpy.clip(generator.beta(6, 8, rows), 0.15, 0.85)[:, None]
    strong = generator.random((rows, length)) < gc
    second = generator.random((rows, length)) < 0.5
    codes = numpy.where(strong, numpy.where(second, 1, 2), numpy.where(second, 0, 3))
    for i in range(1, length):  # CpG is rare, as in a human genome
        lost = (codes[:, i - 1] == 1) & (codes[:, i] == 2) & (generator.random(rows) < 0.7)
        codes[lost, i] = 0
    numpy.frombuffer(b"ACGT", numpy.uint8)[codes].tofile(os.path.join(folder, "windows.bin"))
    fives = sum(4 ** (4 - k) * codes[:, k : length - 4 + k] for k in range(5))
    content = ((codes == 1) | (codes == 2)).sum(axis=1) - length / 2
    with open(os.path.join(folder, "labels.bin"), "wb") as file:
        for _ in range(tasks):
            effect = numpy.zeros(1024)
            effect[generator.integers(0, 1024, 12)] = generator.normal(0.8, 0.5, 12)
            score = effect[fives].sum(axis=1) + generator.normal(0, 0.05) * content
            score += generator.logistic(size=rows)
            rate = 0.011 * 10 ** (1.2 * generator.random() ** 2)
            (score > numpy.quantile(score, 1 - rate)).astype(numpy.uint8).tofile(file)


def compare(options, rows, peer):
    """Fits all tasks in the kit and, if the peer is wanted, a sample of them in scikit-learn.

    Returns the seconds of the kit's rounds and what scikit-learn would take for all tasks, or None.
    """
    length = 100
    with tempfile.TemporaryDirectory() as folder:
        simulate(folder, rows, options.tasks, length, options.seed)
        chosen = numpy.random.default_rng(options.seed).permutation(options.tasks)
        chosen = sorted(int(task) for task in chosen[: options.sample]) if peer else []
        half = len(chosen) // 2
        arguments = [folder, length, options.c]
        fitted = {}
        if peer:
            theirs = compare_pairs.Side(
                "scikit-learn", compare_pairs.python("lr_fit.py", *arguments)
            )
            fitted = {task: theirs.ask(task) for task in chosen[:half]}
        # Counts and labels are a byte each, in arrays of a row or a task.
        heap = 250 + rows * (1364 + 16 + options.tasks) * 1.2 / 1e6
        ours = compare_pairs.Side(
            "HelixBook",
            compare_pairs.java(
                options, "org.helixbook.benchmarks.LogisticFits", *arguments, heap=f"{heap:.0f}m"
            ),
        )
        if peer and ours.size != theirs.size:
            sys.exit("compare.sh: the two sides do not fit the same data")
        rounds = [ours.ask("go") for _ in range(options.warm_up + options.pairs)]
        ours.end()
        if peer:
            fitted.update({task: theirs.ask(task) for task in chosen[half:]})
            theirs.end()
        with open(os.path.join(folder, "objectives.txt")) as file:
            reached = [line.split() for line in file]
        labels = numpy.fromfile(os.path.join(folder, "labels.bin"), numpy.uint8)
        positives = labels.reshape(options.tasks, -1).sum(axis=1)
    mine = numpy.array(rounds[options.warm_up :])
    print(f"{rows} windows: {rounds[-1][3]:.0f} tasks not converged, counting {rounds[-1][2]:.2f} s")
    print(_line("HelixBook", mine[:, 0], mine[:, 1], ours.peak), flush=True)
    if not peer:
        return mine[:, 0], None
    their = options.tasks * numpy.array(list(fitted.values()))[:, :2]
    print(_line(f"scikit-learn, scaled from {len(fitted)}", their[:, 0], their[:, 1], theirs.peak))
    print(
        f"{'task':>6} {'positives':>9} {'seconds':>9} {'CPU s':>8} {'steps':>6}"
        f" {'objective, scikit-learn':>24} {'objective, HelixBook':>24} {'difference':>11}"
    )
    worse = 0
    for task, (seconds, cpu, steps, objective) in sorted(fitted.items()):
        own = float(reached[task][0])
        worse += own > objective * (1 + 1e-9)
        print(
            f"{task:6} {positives[task]:9} {seconds:9.1f} {cpu:8.1f} {steps:6.0f}"
            f" {objective:24.6f} {own:24.6f} {own - objective:11.4f}"
        )
    if worse:
        sys.exit(f"compare.sh: scikit-learn reached a lower objective on {worse} tasks")
    print(f"ratio of processor seconds = {numpy.median(mine[:, 1]) / their[:, 1].mean():.4f}")
    print(f"ratio of peak memory = {ours.peak / theirs.peak:.2f}", flush=True)
    return mine[:, 0], their[:, 0].mean()


def _line(name, *columns):
    spread = "".join(
        "".join(f"{f(values):9.1f}" for f in (min, numpy.median, max)) for values in columns[:-1]
    )
    return f"{name:32}{spread} {columns[-1]:8}"


def main():
    parser = compare_pairs.parser("lr", __doc__)
    parser.add_argument(
        "--rows",
        type=int,
        nargs="+",
        default=[80000],
        help="windows; of several numbers scikit-learn fits the first only, and the kit's cost"
        " against rows is printed",
    )
    parser.add_argument("--tasks", type=int, default=498, help="tasks that the kit fits")
    parser.add_argument("--sample", type=int, default=6, help="of them scikit-learn fits so many")
    parser.add_argument("--c", type=float, default=1e6, help="the inverse of the penalty")
    parser.add_argument("--seed", type=int, default=1, help="of the data and the sample")
    parser.set_defaults(pairs=1, warm_up=0)
    options = parser.parse_args()
    print(
        f"simulated windows of 100 bp, 1,364 k-mer counts, {options.tasks} tasks,"
        f" C = {options.c:g}; {os.environ.get('HELIXBOOK_THREADS', '?')} threads on"
        f" {os.cpu_count()} processors; all tasks, min, median, max"
    )
    print("load average before: %.1f %.1f %.1f" % os.getloadavg())
    print(f"{'':32}{'seconds (wall)':>27}{'processor seconds':>27}  peak MB", flush=True)
    costs = []
    for rows in options.rows:
        seconds, their_seconds = compare(options, rows, peer=rows == options.rows[0])
        costs.append(numpy.median(seconds))
        if rows == options.rows[0]:
            ratio = costs[0] / their_seconds
    if len(costs) > 1:
        print("rows against wall seconds, and the exponent since the row above")
        for i, (rows, seconds) in enumerate(zip(options.rows, costs)):
            exponent = ""
            if i > 0:
                growth = numpy.log(seconds / costs[i - 1])
                exponent = f"{growth / numpy.log(rows / options.rows[i - 1]):.2f}"
            print(f"{rows:10}{seconds:10.1f}  {exponent}")
    compare_pairs.footer(
        [f"ratio lr-{options.tasks}-tasks helixbook/scikit-learn = {ratio:.4f}"]
    )


if __name__ == "__main__":
    main()
