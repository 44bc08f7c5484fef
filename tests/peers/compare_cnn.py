#!/usr/bin/python3
"""Alternates the kit and PyTorch, round by round, and prints who is faster; see compare.sh."""
import argparse
import os
import statistics
import subprocess
import sys

parser = argparse.ArgumentParser(prog="compare.sh cnn", description=__doc__)
parser.add_argument("--pairs", type=int, default=5, help="rounds of each side that count")
parser.add_argument("--warm-up", type=int, default=2, help="rounds of each side before them")
parser.add_argument("--steps", type=int, default=2, help="training steps, or batches, a round")
parser.add_argument("--batch", type=int, default=50, help="images a step")
parser.add_argument("--edge", type=int, default=224, help="height and width of an image")
parser.add_argument("--models", default="model2a,model1", help="which of model1, model2a")
parser.add_argument("--modes", default="infer,train", help="which of train, infer")
parser.add_argument("--java", required=True, help=argparse.SUPPRESS)
parser.add_argument("--class-path", required=True, help=argparse.SUPPRESS)
options = parser.parse_args()
here = os.path.dirname(os.path.abspath(__file__))


class Side:
    """A process that answers every line with seconds, processor seconds, and megabytes."""

    def __init__(self, name, command):
        self.name = name
        self.seconds, self.cpu, self.peak = [], [], 0
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.parameters = self.answer()[1]

    def answer(self):
        line = self.process.stdout.readline().split()
        if not line:
            sys.exit(f"compare.sh: {self.name} ended with status {self.process.wait()}")
        return line

    def round(self, counts):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        seconds, cpu, peak = self.answer()
        self.peak = int(peak)
        if counts:
            self.seconds.append(float(seconds))
            self.cpu.append(float(cpu))

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def spread(values):
    return "%8.2f %8.2f %8.2f" % (min(values), statistics.median(values), max(values))


def compare(mode, model):
    sizes = [mode, model, str(options.batch), str(options.edge), str(options.steps)]
    kit = [options.java, "-Xmx1g", "-cp", options.class_path]
    sides = [
        Side("HelixBook", kit + ["org.helixbook.benchmarks.CnnSteps"] + sizes),
        Side("PyTorch", [sys.executable, os.path.join(here, "cnn_train.py")] + sizes),
    ]
    if sides[0].parameters != sides[1].parameters:
        sys.exit(f"compare.sh: the two sides do not train the same {model}")
    for pair in range(options.warm_up + options.pairs):
        # Who begins changes from pair to pair, so that a machine that slows down favours nobody.
        for side in sides if pair % 2 == 0 else reversed(sides):
            side.round(pair >= options.warm_up)
    for side in sides:
        side.end()
        print(
            f"{model:8} {mode:6} {side.name:10} {spread(side.seconds)}   {spread(side.cpu)}"
            f" {side.peak:9}",
            flush=True,
        )
    walls = [a / b for a, b in zip(sides[0].seconds, sides[1].seconds)]
    cpus = [a / b for a, b in zip(sides[0].cpu, sides[1].cpu)]
    print(f"{model:8} {mode:6} {'ratio':10} {spread(walls)}   {spread(cpus)}", flush=True)
    name = f"cnn-{model}-batch{options.batch}" + ("" if mode == "train" else "-inference")
    if options.edge != 224:
        name += f"-edge{options.edge}"
    return f"ratio {name} helixbook/pytorch = {statistics.median(walls):.2f}"


print(
    f"batches of {options.batch} images, 3 x {options.edge} x {options.edge}, float32,"
    f" {os.environ['HELIXBOOK_THREADS']} threads on {os.cpu_count()} processors;"
    f" {options.pairs} pairs of {options.steps} steps after {options.warm_up}"
)
print("load average before: %.1f %.1f %.1f" % os.getloadavg())
print(
    f"{'':26} {'seconds a step (wall)':>26}   {'processor seconds a step':>26} {'peak MB':>9}\n"
    f"{'':26} {'min':>8} {'median':>8} {'max':>8}   {'min':>8} {'median':>8} {'max':>8}",
    flush=True,
)
ratios = [
    compare(mode, model)
    for mode in options.modes.split(",")
    for model in options.models.split(",")
]
print("load average after: %.1f %.1f %.1f" % os.getloadavg())
print("\n".join(ratios))
