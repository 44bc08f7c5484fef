"""PyTorch's side of compare.sh lm: what org.helixbook.benchmarks.LanguageSteps does, with nn.GRU or nn.LSTM.

For every line on standard input it takes a few training steps, each reading on where the one before
stopped. Arguments: gru or lstm, layers, units, letters a vector, stretches a batch, letters a step,
steps a round. nn.GRU has no reset gate before the product, which is the kit's cell here.
"""
import sys

import numpy as np
import torch
from torch import nn

import torch_rounds

cell = sys.argv[1]
layers, units, embedding, batch, length, steps = map(int, sys.argv[2:8])


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(4, embedding)
        self.cell = (nn.GRU if cell == "gru" else nn.LSTM)(embedding, units, layers)
        self.head = nn.Linear(units, 4)

    def forward(self, ids, state):
        out, state = self.cell(self.embedding(ids), state)
        return self.head(out).reshape(-1, 4), state


network = Network()
adam = torch.optim.Adam(network.parameters(), 8e-4)
text = np.random.default_rng(1).integers(0, 4, (steps * length + 1, batch))


def step(start, state):
    ids = torch.from_numpy(text[start : start + length])
    following = torch.from_numpy(text[start + 1 : start + length + 1]).reshape(-1)
    adam.zero_grad(set_to_none=True)
    said, state = network(ids, state)
    loss = nn.functional.cross_entropy(said, following)
    loss.backward()
    adam.step()
    return loss.item(), state.detach() if cell == "gru" else tuple(s.detach() for s in state)


def train():
    state = None
    for k in range(steps):
        _, state = step(k * length, state)


def losses():
    torch_rounds.fill(network)
    text[:] = torch_rounds.pattern(text.shape, 7).mul(2).add(2).long().clamp(0, 3).numpy()
    told, state = [], None
    for k in range(3):
        loss, state = step(k * length, state)
        told.append(loss)
    return told


torch_rounds.answer(f"{batch}x{length}x{units}", steps, train, losses)
