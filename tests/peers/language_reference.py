#!/usr/bin/python3
"""Character language models in PyTorch, float64, with weights from a formula.

Writes the numbers that CharacterRnnTest compares the kit with: for an RNN, an LSTM and a GRU of two
layers, truncated back-propagation over two epochs of a short text whose state is carried from step
to step, with Adam, and then the loss of each character of another text. From the repository's root:
  python3 tests/peers/language_reference.py \
      tests/src/test/resources/org/helixbook/language/language-pytorch.json
Tried with PyTorch 1.13.1 and numpy 1.24.2.

Adam is written out here: PyTorch adds epsilon to the corrected root, Deeplearning4j, as TensorFlow,
to the uncorrected one. The loss is the sum over the letters of a stretch, as Deeplearning4j takes
it; it is printed as the mean over all letters.
"""
import json
import sys

import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
LETTERS, EMBEDDING, UNITS, LAYERS = 4, 3, 5, 2
BATCH, LENGTH, RATE, EPOCHS = 3, 4, 0.01, 2
GATES = {"RNN": 1, "GRU": 3, "LSTM": 4}


def formula(shape, factor, shift, scale):
    """scale * sin(factor * (i + 1)^2 + shift) at place i, row-major."""
    i = np.arange(1, int(np.prod(shape)) + 1, dtype=np.float64)
    return torch.from_numpy(scale * np.sin(factor * (i * i) + shift)).reshape(shape)


def text(length, a, b):
    return [(a * i + b * i * i + i // 3) % LETTERS for i in range(length)]


class Cell(nn.Module):
    """One layer; an LSTM's gates stand in the order of nn.LSTM."""

    def __init__(self, kind, inputs):
        super().__init__()
        rows = GATES[kind] * UNITS
        self.kind = kind
        self.w = nn.Parameter(torch.empty(rows, inputs))
        self.u = nn.Parameter(torch.empty(rows, UNITS))
        self.b = nn.Parameter(torch.empty(rows))

    def forward(self, x, state):
        n = UNITS
        h, c = state
        a = x @ self.w.T + self.b
        if self.kind == "RNN":
            h = torch.tanh(a + h @ self.u.T)
        elif self.kind == "LSTM":
            a = a + h @ self.u.T
            i, f, o = (torch.sigmoid(a[:, k * n:(k + 1) * n]) for k in (0, 1, 3))
            c = f * c + i * torch.tanh(a[:, 2 * n:3 * n])
            h = o * torch.tanh(c)
        else:
            g = torch.sigmoid(a[:, :2 * n] + h @ self.u[:2 * n].T)
            r, u = g[:, :n], g[:, n:]
            h = u * h + (1 - u) * torch.tanh(a[:, 2 * n:] + (r * h) @ self.u[2 * n:].T)
        return h, c


class Model(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.embedding = nn.Parameter(torch.empty(LETTERS, EMBEDDING))
        self.cells = nn.ModuleList([Cell(kind, EMBEDDING), Cell(kind, UNITS)])
        self.head_w = nn.Parameter(torch.empty(LETTERS, UNITS))
        self.head_b = nn.Parameter(torch.empty(LETTERS))
        with torch.no_grad():
            for k, p in enumerate(self.parameters()):
                p.copy_(formula(p.shape, 0.37, k, 0.5))

    def start(self, batch):
        return [(torch.zeros(batch, UNITS), torch.zeros(batch, UNITS)) for _ in range(LAYERS)]

    def forward(self, ids, states):
        """The log probabilities, [batch, time, letters], and the states behind."""
        said = []
        for t in range(ids.shape[1]):
            x = self.embedding[ids[:, t]]
            states = list(states)
            for k, cell in enumerate(self.cells):
                states[k] = cell(x, states[k])
                x = states[k][0]
            said.append(torch.log_softmax(x @ self.head_w.T + self.head_b, 1))
        return torch.stack(said, 1), states


def numbers(t):
    return [float(x) for x in t.detach().reshape(-1)]


def case(kind, train, other):
    net = Model(kind)
    named = list(net.named_parameters())
    m = {n: torch.zeros_like(p) for n, p in named}
    v = {n: torch.zeros_like(p) for n, p in named}
    result = {"cell": kind, "parameters": {n: numbers(p) for n, p in named}, "losses": []}
    stretch = (len(train) - 1) // BATCH
    rows = torch.tensor([train[b * stretch:(b + 1) * stretch + 1] for b in range(BATCH)])
    b1, b2, epsilon, step = 0.9, 0.999, 1e-8, 0
    for _ in range(EPOCHS):
        states = net.start(BATCH)
        for start in range(0, stretch, LENGTH):
            ids = rows[:, start:min(start + LENGTH, stretch)]
            truth = rows[:, start + 1:start + 1 + ids.shape[1]]
            states = [(h.detach(), c.detach()) for h, c in states]
            said, states = net(ids, states)
            loss = -said.gather(2, truth[:, :, None]).sum() / BATCH
            net.zero_grad()
            loss.backward()
            result["losses"].append(float(loss) / ids.shape[1])
            step += 1
            alpha = RATE * np.sqrt(1 - b2**step) / (1 - b1**step)
            with torch.no_grad():
                for n, p in named:
                    m[n] = b1 * m[n] + (1 - b1) * p.grad
                    v[n] = b2 * v[n] + (1 - b2) * p.grad**2
                    p -= alpha * m[n] / (v[n].sqrt() + epsilon)
    result["after"] = {n: numbers(p) for n, p in named}
    with torch.no_grad():
        said, _ = net(torch.tensor([other[:-1]]), net.start(1))
    result["scored"] = [-float(said[0, t, other[t + 1]]) for t in range(len(other) - 1)]
    return result


# 3 stretches of 11 letters: steps of 4, 4 and 3. The other text is long enough to be cut in two.
train, other = text(36, 1, 2), text(42, 3, 1)
with open(sys.argv[1], "w") as out:
    json.dump({"train": train, "other": other, "embedding": EMBEDDING, "units": UNITS,
               "batch": BATCH, "length": LENGTH, "rate": RATE, "epochs": EPOCHS,
               "cells": [case(kind, train, other) for kind in ("RNN", "LSTM", "GRU")]}, out)
    out.write("\n")
