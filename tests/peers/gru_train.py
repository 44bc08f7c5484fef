"""PyTorch's side of compare.sh gru: what org.helixbook.benchmarks.GruSteps does, with nn.GRU.

For every line on standard input it takes a few training steps. Arguments: joined or paper, sequences
a batch, bases a sequence, tasks, steps a round.
"""
import sys

import numpy as np
import torch
from torch import nn

import torch_rounds

kind, batch, length, tasks, steps = sys.argv[1], *map(int, sys.argv[2:6])


class Network(nn.Module):
    """Embedding of size 2, two layers of 128 in both directions, one output a task."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(4, 2)
        if kind == "joined":
            self.gru = nn.GRU(2, 128, 2, batch_first=False, bidirectional=True)
        else:
            # The paper's two stacks that do not meet; nn.GRU has no reset gate before the product.
            self.ahead = nn.GRU(2, 128, 2)
            self.back = nn.GRU(2, 128, 2)
        self.dropout = nn.Dropout(0.05)
        self.heads = nn.Linear(256, tasks)

    def forward(self, ids):
        x = self.dropout(self.embedding(ids))
        if kind == "joined":
            _, h = self.gru(x)
            last = torch.cat([h[2], h[3]], 1)
        else:
            last = torch.cat([self.ahead(x)[1][1], self.back(x.flip(0))[1][1]], 1)
        return self.heads(self.dropout(last))


network = Network()
adam = torch.optim.Adam(network.parameters(), 1e-3)
loss_of = nn.BCEWithLogitsLoss()
random = np.random.default_rng(1)
bases = random.integers(0, 4, (length, batch))
labels = torch.from_numpy((random.random((batch, tasks)) < 0.1).astype(np.float32))


def step():
    ids = torch.from_numpy(bases)
    adam.zero_grad(set_to_none=True)
    loss = loss_of(network(ids), labels)
    loss.backward()
    adam.step()
    return loss


def train():
    for _ in range(steps):
        step()


def losses():
    torch_rounds.fill(network)
    network.eval()
    bases[:] = torch_rounds.pattern((length, batch), 7).mul(2).add(2).long().clamp(0, 3).numpy()
    labels.copy_(torch_rounds.pattern((batch, tasks), 3) > 0.8)
    return [step().item() for _ in range(3)]


torch_rounds.answer(f"{batch}x{length}x{tasks}", steps, train, losses)
