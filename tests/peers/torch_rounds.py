"""What PyTorch's sides of compare.sh have in common: their rounds, and the check of one version by another."""
import os
import sys
import time

import torch

torch.set_num_threads(int(os.environ.get("HELIXBOOK_THREADS", "2")))
torch.manual_seed(1)


def pattern(shape, shift):
    """Numbers from -1 to 1 that look random and are the same in every version."""
    i = torch.arange(torch.Size(shape).numel())
    i = (i + shift) % 10007
    return ((i * i * 31 + i * 17) % 1013 / 506 - 1).float().reshape(shape)


def fill(model):
    """Parameters from the pattern: biases small, the rest in the range that suits their inputs."""
    with torch.no_grad():
        for k, p in enumerate(model.parameters()):
            scale = 0.05 if p.dim() == 1 else (3 * p.shape[0] / p.numel()) ** 0.5
            p.copy_(pattern(p.shape, 101 * k) * scale)


def answer(size, steps, round_of, losses):
    """Says that this side is ready, and answers each line on standard input: a round, or 'check'."""
    print("ready", size, torch.__version__, flush=True)
    for line in sys.stdin:
        if line.strip() == "check":
            print(*losses(), flush=True)
            continue
        cpu, begun = time.process_time(), time.perf_counter()
        round_of()
        seconds = (time.perf_counter() - begun) / steps
        print(f"{seconds:.6f} {(time.process_time() - cpu) / steps:.6f}", flush=True)
