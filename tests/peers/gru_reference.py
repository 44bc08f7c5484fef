#!/usr/bin/python3
"""Recurrent layers and Paper 2's network in PyTorch, float64, with weights from a formula.

Writes the numbers that RecurrentGoldenTest and BiGruTest compare the kit with: nn.GRU forward and
gradients (one layer, two layers in both directions, a carried state), nn.LSTM, nn.RNN, and of the
whole network output, loss, gradients and three steps of Adam. From the repository's root:
  python3 tests/peers/gru_reference.py \
      tests/src/test/resources/org/helixbook/recurrent/gru-pytorch.json
Tried with PyTorch 1.13.1 and numpy 1.24.2.

Adam is written out here: PyTorch adds epsilon to the corrected root, Deeplearning4j, as TensorFlow,
to the uncorrected one.
"""
import json
import sys

import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def formula(shape, factor, shift, scale):
    """scale * sin(factor * (i + 1)^2 + shift) at place i, row-major."""
    i = np.arange(1, int(np.prod(shape)) + 1, dtype=np.float64)
    return torch.from_numpy(scale * np.sin(factor * (i * i) + shift)).reshape(shape)


def fill(module, scale):
    """Every parameter from the formula; the k-th named parameter is shifted by k."""
    with torch.no_grad():
        for k, (name, p) in enumerate(module.named_parameters()):
            p.copy_(formula(p.shape, 0.37, k, scale))
    return module




def numbers(t):
    return [float(x) for x in t.detach().reshape(-1)]


def layer(kind, layers, both, batch, steps, inputs, units, carried):
    net = fill(getattr(nn, kind)(inputs, units, layers, bidirectional=both, batch_first=True), 0.5)
    x = formula((batch, steps, inputs), 0.11, 0.5, 1.0).requires_grad_()
    directions = 2 if both else 1
    h0 = formula((layers * directions, batch, units), 0.23, 0.1, 0.8) if carried else None
    if kind == "LSTM" and carried:
        out, _ = net(x, (h0, formula(h0.shape, 0.29, 0.2, 0.8)))
    else:
        out, _ = net(x, h0)
    weight = formula(out.shape, 0.19, 0.3, 1.0)
    (out * weight).sum().backward()
    suffixes = [f"l{l}{d}" for l in range(layers) for d in (["", "_reverse"] if both else [""])]
    return {
        "kind": kind, "layers": layers, "both": both, "carried": carried,
        "batch": batch, "steps": steps, "inputs": inputs, "units": units,
        "parameters": [
            {k: numbers(getattr(net, f"{k}_{s}")) for k in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
            for s in suffixes],
        "gradients": [
            {k: numbers(getattr(net, f"{k}_{s}").grad) for k in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
            for s in suffixes],
        "x": numbers(x), "dx": numbers(x.grad), "out": numbers(out),
        "h0": numbers(h0) if carried else [],
        "c0": numbers(formula(h0.shape, 0.29, 0.2, 0.8)) if carried and kind == "LSTM" else [],
    }


class Gru(nn.Module):
    """One layer and direction with the reset gate before the product, written out."""

    def __init__(self, inputs, units):
        super().__init__()
        self.w = nn.Parameter(torch.empty(3 * units, inputs))
        self.u = nn.Parameter(torch.empty(3 * units, units))
        self.b = nn.Parameter(torch.empty(3 * units))
        self.units = units

    def forward(self, x):
        n = self.units
        h = torch.zeros(x.shape[0], n)
        out = []
        for t in range(x.shape[1]):
            a = x[:, t] @ self.w.T + self.b
            g = torch.sigmoid(a[:, :2 * n] + h @ self.u[:2 * n].T)
            r, u = g[:, :n], g[:, n:]
            c = torch.tanh(a[:, 2 * n:] + (r * h) @ self.u[2 * n:].T)
            h = u * h + (1 - u) * c
            out.append(h)
        return torch.stack(out, 1)


class Network(nn.Module):
    """Embedding, two stacks of two layers that do not meet, two-way heads."""

    def __init__(self, tasks, units):
        super().__init__()
        self.embedding = nn.Parameter(torch.empty(4, 2))
        self.cells = nn.ModuleList([Gru(2, units), Gru(2, units), Gru(units, units), Gru(units, units)])
        self.heads_w = nn.Parameter(torch.empty(2 * tasks, 2 * units))
        self.heads_b = nn.Parameter(torch.empty(2 * tasks))
        self.tasks = tasks

    def forward(self, ids):
        x = self.embedding[ids]
        forward = self.cells[2](self.cells[0](x))[:, -1]
        backward = self.cells[3](self.cells[1](x.flip(1)))[:, -1]
        z = torch.cat([forward, backward], 1) @ self.heads_w.T + self.heads_b
        return z[:, self.tasks:] - z[:, :self.tasks]


def network():
    tasks, units, batch, steps = 3, 4, 5, 7
    net = fill(Network(tasks, units), 0.4)
    ids = [[(3 * b + 5 * t + b * t) % 4 for t in range(steps)] for b in range(batch)]
    labels = [[(b + 2 * k) % 3 == 0 for k in range(tasks)] for b in range(batch)]
    x, y = torch.tensor(ids), torch.tensor(labels, dtype=torch.float64)
    names = [n for n, _ in net.named_parameters()]
    result = {"tasks": tasks, "units": units, "ids": ids, "labels": [[int(v) for v in r] for r in labels],
              "names": names,
              "parameters": {n: numbers(p) for n, p in net.named_parameters()},
              "logits": numbers(net(x)), "losses": [], "after": {}}
    m = {n: torch.zeros_like(p) for n, p in net.named_parameters()}
    v = {n: torch.zeros_like(p) for n, p in net.named_parameters()}
    rate, b1, b2, epsilon = 1e-3, 0.9, 0.999, 1e-8
    for step in range(1, 4):
        net.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(net(x), y)
        loss.backward()
        result["losses"].append(float(loss))
        if step == 1:
            result["gradients"] = {n: numbers(p.grad) for n, p in net.named_parameters()}
        alpha = rate * np.sqrt(1 - b2**step) / (1 - b1**step)
        with torch.no_grad():
            for n, p in net.named_parameters():
                m[n] = b1 * m[n] + (1 - b1) * p.grad
                v[n] = b2 * v[n] + (1 - b2) * p.grad**2
                p -= alpha * m[n] / (v[n].sqrt() + epsilon)
    result["after"] = {n: numbers(p) for n, p in net.named_parameters()}
    result["logitsAfter"] = numbers(net(x))
    return result


cases = [
    layer("GRU", 1, False, 3, 5, 2, 3, False),
    layer("GRU", 1, False, 3, 5, 2, 3, True),
    layer("GRU", 2, True, 3, 5, 2, 3, False),
    layer("GRU", 2, True, 3, 5, 2, 3, True),
    layer("LSTM", 2, True, 3, 5, 2, 3, True),
    layer("RNN", 2, True, 3, 5, 2, 3, True),
]
with open(sys.argv[1], "w") as out:
    json.dump({"layers": cases, "network": network()}, out)
    out.write("\n")
