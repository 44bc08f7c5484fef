"""What all of compare.sh has in common: the kit and a peer in turn, round by round, and their ratio.

A side is a process. It says 'ready SIZE' when it is ready (SIZE, such as the number of parameters,
must be the same on both sides), and answers every line on its standard input with one line: seconds,
processor seconds. It ends when its standard input does. Its peak memory is what the operating system
says of it.
"""
import argparse
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def parser(name, description):
    """The options that every comparison has; 'pairs' and 'warm_up' may be given other defaults."""
    options = argparse.ArgumentParser(prog=f"compare.sh {name}", description=description)
    options.add_argument("--pairs", type=int, default=5, help="rounds of each side that count")
    options.add_argument("--warm-up", type=int, default=2, help="rounds of each side before them")
    options.add_argument("--java", required=True, help=argparse.SUPPRESS)
    options.add_argument("--class-path", required=True, help=argparse.SUPPRESS)
    return options


def java(options, main_class, *arguments, heap="1g"):
    """The kit's command: a main class among the tests."""
    # Standard output belongs to the figures: what libraries have to say goes to standard error.
    log = ["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.logFile=System.err"]
    # The kit's own setting (kernel.json): a peer whose products need both threads would lose by it.
    waiting = ["env", "OPENBLAS_THREAD_TIMEOUT=14"]
    jvm = [*waiting, options.java, f"-Xmx{heap}", *log, "-cp", options.class_path]
    return [*jvm, main_class, *map(str, arguments)]


def python(script, *arguments):
    """A peer's command: a script of this folder."""
    return [sys.executable, os.path.join(HERE, script), *map(str, arguments)]


class Side:
    """A process that answers each line it is told with one line."""

    def __init__(self, name, command):
        self.name = name
        self.seconds, self.cpu, self.peak = [], [], 0
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if "COMPARE_VERBOSE" in os.environ else subprocess.DEVNULL,
            text=True,
        )
        self.size = self._answer()[1]

    def _answer(self):
        line = self.process.stdout.readline().split()
        if not line:
            sys.exit(
                f"compare.sh: {self.name} ended with status {self.process.wait()};"
                " COMPARE_VERBOSE=1 shows what it says"
            )
        return line

    def ask(self, line):
        """Tells the process something and returns the numbers of its answer."""
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        answer = [float(value) for value in self._answer()]
        self.peak = _peak_megabytes(self.process.pid)
        return answer

    def round(self, counts):
        seconds, cpu = self.ask("go")[:2]
        if counts:
            self.seconds.append(seconds)
            self.cpu.append(cpu)

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def _peak_megabytes(process):
    """Linux's 'high water mark' of the resident set; elsewhere 0, which means unknown."""
    try:
        with open(f"/proc/{process}/status") as status:
            for line in status:
                if line.startswith("VmHWM"):
                    return int(line.split()[1]) // 1024
    except OSError:
        pass
    return 0


def _spread(values):
    return "".join(" %8.3f" % f(values) for f in (min, statistics.median, max))


def header(what, unit, options):
    """Says what is compared, on what machine, and heads the table. 'unit' such as 'step'."""
    print(
        f"{what}; {os.environ.get('HELIXBOOK_THREADS', '?')} threads on {os.cpu_count()} processors;"
        f" {options.pairs} pairs after {options.warm_up}"
    )
    print("load average before: %.1f %.1f %.1f" % os.getloadavg())
    names = "%9s%9s%9s" % ("min", "median", "max")
    print(f"{'':32}{f'seconds a {unit} (wall)':>27}  {f'processor seconds a {unit}':>27}  peak MB")
    print(f"{'':32}{names}  {names}", flush=True)


def compare(label, ratio_name, ours, peer_name, theirs, options):
    """Runs the two commands in turn and prints their rows; at the end the ratio of wall times.

    Returns the line 'ratio RATIO_NAME helixbook/PEER = R', the median of the pairs' ratios; below 1
    the kit is faster.
    """
    sides = [Side("HelixBook", ours), Side(peer_name, theirs)]
    if sides[0].size != sides[1].size:
        sys.exit(f"compare.sh: the two sides of {label} do not compute the same thing")
    for pair in range(options.warm_up + options.pairs):
        # Who begins changes from pair to pair, so that a machine that slows down favours nobody.
        for side in sides if pair % 2 == 0 else reversed(sides):
            side.round(pair >= options.warm_up)
    for side in sides:
        side.end()
        print(f"{label:20}{side.name:12}{_spread(side.seconds)}  {_spread(side.cpu)}  {side.peak:7}")
    walls = [a / b for a, b in zip(sides[0].seconds, sides[1].seconds)]
    cpus = [a / b for a, b in zip(sides[0].cpu, sides[1].cpu)]
    print(f"{label:20}{'ratio':12}{_spread(walls)}  {_spread(cpus)}", flush=True)
    return f"ratio {ratio_name} helixbook/{peer_name.lower()} = {statistics.median(walls):.2f}"


def footer(ratios):
    """Prints the ratios, each a line, below the table."""
    print("load average after: %.1f %.1f %.1f" % os.getloadavg())
    print("\n".join(ratios), flush=True)
