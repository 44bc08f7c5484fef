"""What all of compare.sh has in common: the kit and its peers in turn, round by round, and their ratio.

A side is a process. It says 'ready SIZE [VERSION]' when it is ready (SIZE, such as the number of
parameters, must be the same on all sides), and answers every line on its standard input with one
line: seconds, processor seconds. To the line 'check' PyTorch's sides answer with the losses of three
steps from parameters and data that are the same everywhere. A side ends when its standard input
does. Its peak memory is what the operating system says of it.
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


def pytorch_parser(name, description):
    """The options of a comparison with PyTorch."""
    options = parser(name, description)
    options.add_argument(
        "--check",
        action="store_true",
        help="time nothing: compare the losses of three steps of the peers' versions",
    )
    options.add_argument("--pytorch2", help=argparse.SUPPRESS)
    return options


def java(options, main_class, *arguments, heap="1g"):
    """The kit's command: a main class among the tests."""
    # Standard output belongs to the figures: what libraries have to say goes to standard error.
    log = ["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.logFile=System.err"]
    # The kit's own setting (kernel.json): a peer whose products need both threads would lose by it.
    waiting = ["env", "OPENBLAS_THREAD_TIMEOUT=14"]
    jvm = [*waiting, options.java, f"-Xmx{heap}", "-XX:+UseSerialGC", *log, "-cp", options.class_path]
    return [*jvm, main_class, *map(str, arguments)]


def python(script, *arguments):
    """A peer's command: a script of this folder."""
    return [sys.executable, os.path.join(HERE, script), *map(str, arguments)]


def pytorch(options, name, *arguments):
    """The commands of PyTorch's sides: the script NAME_train.py, and its like for PyTorch 2 if it is here."""
    commands = [python(f"{name}_train.py", *arguments)]
    if options.pytorch2:
        main_class = f"{name.capitalize()}Train"
        # Its OpenBLAS is newer than the kit's and knows today's processors itself.
        jvm = ["env", "-u", "OPENBLAS_CORETYPE", options.java, "-Xmx1g", "-cp", options.pytorch2]
        commands.append([*jvm, main_class, *map(str, arguments)])
    return commands


def with_pytorch(options, script, main_class, label, ratio_name, arguments, kit_alone=()):
    """Compares a main class of the benchmarks with PyTorch's sides of a script; see 'compare'."""
    ours = java(options, f"org.helixbook.benchmarks.{main_class}", *arguments, *kit_alone)
    return compare(label, ratio_name, ours, "PyTorch", pytorch(options, script, *arguments), options)


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
        _, self.size, *version = self._answer()
        self.name = " ".join([name, *version])

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
    return "".join(" %8.4f" % f(values) for f in (min, statistics.median, max))


def header(what, unit, options):
    """Says what is compared, on what machine, and heads the table. 'unit' such as 'step'."""
    print(f"{what}; {os.environ.get('HELIXBOOK_THREADS', '?')} threads on {os.cpu_count()} processors")
    if options.check:
        return
    print(f"{options.pairs} pairs after {options.warm_up} that do not count")
    print("load average before: %.1f %.1f %.1f" % os.getloadavg())
    names = "%9s%9s%9s" % ("min", "median", "max")
    print(f"{'':36}{f'seconds a {unit} (wall)':>27}  {f'processor seconds a {unit}':>27}  peak MB")
    print(f"{'':36}{names}  {names}", flush=True)


def compare(label, ratio_name, ours, peer_name, theirs, options):
    """Runs the kit's command and those of its peers in turn and prints their rows and ratios.

    Returns the line 'ratio RATIO_NAME helixbook/PEER = R': the median of the rounds' ratios of wall
    time to the faster of the peers; below 1 the kit is faster.
    """
    peers = [Side(peer_name, command) for command in theirs]
    sides = [Side("HelixBook", ours), *peers]
    if len({side.size for side in sides}) > 1:
        sys.exit(f"compare.sh: the sides of {label} do not compute the same thing")
    if options.check:
        return _check(label, sides)
    for pair in range(options.warm_up + options.pairs):
        # Who begins changes from pair to pair, so that a machine that slows down favours nobody.
        for side in sides if pair % 2 == 0 else reversed(sides):
            side.round(pair >= options.warm_up)
    for side in sides:
        side.end()
        print(_row(label, side.name, side.seconds, side.cpu), f"{side.peak:8}")
    for peer in peers:
        walls, cpus = _ratios(sides[0], peer)
        print(_row(label, f"/ {peer.name}", walls, cpus), flush=True)
    faster = min(peers, key=lambda peer: statistics.median(peer.seconds))
    if len(peers) > 1:
        print(f"{label:18}faster of the peers: {faster.name}", flush=True)
    ratio = statistics.median(_ratios(sides[0], faster)[0])
    return f"ratio {ratio_name} helixbook/{peer_name.lower()} = {ratio:.2f}"


def _row(label, name, seconds, cpu):
    return f"{label:18}{name:18}{_spread(seconds)}  {_spread(cpu)}"


def _ratios(ours, theirs):
    walls = [a / b for a, b in zip(ours.seconds, theirs.seconds)]
    return walls, [a / b for a, b in zip(ours.cpu, theirs.cpu)]


def _check(label, sides):
    """Three losses of each peer, which must agree; the kit is checked by its golden tests."""
    losses = []
    for side in sides:
        if side.name != "HelixBook":
            losses.append(side.ask("check"))
            print(f"{label:18}{side.name:18}" + "".join(" %10.6f" % loss for loss in losses[-1]))
        side.end()
    worst = max(abs(a - b) for one in losses for a, b in zip(one, losses[0]))
    if not worst <= 1e-5:
        sys.exit(f"compare.sh: the peers' losses of {label} differ by {worst:g}")
    return f"check {label}: {len(losses)} peers, the losses of three steps differ by {worst:.1e} at most"


def footer(ratios):
    """Prints the ratios, each a line, below the table."""
    print("load average after: %.1f %.1f %.1f" % os.getloadavg())
    print("\n".join(ratios), flush=True)
