#!/usr/bin/python3
"""Model 2a in PyTorch, float64, with weights from a formula: logits, loss, gradients, three steps.

Writes the numbers that Model2GoldenTest compares the kit with. From the repository's root:
  python3 tests/peers/model2_reference.py \
      tests/src/test/resources/org/helixbook/spectrogram/cnn/model2a-pytorch.json
Tried with PyTorch 1.13.1 and numpy 1.24.2.
"""
import json
import sys

import numpy as np
import torch
from torch import nn

BATCH, HEIGHT, WIDTH = 4, 46, 49
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def formula(shape, factor, shift, scale):
    """scale * sin(factor * (i + 1)^2 + shift) at place i, row-major."""
    i = np.arange(1, int(np.prod(shape)) + 1, dtype=np.float64)
    return torch.from_numpy(scale * np.sin(factor * (i * i) + shift)).reshape(shape)


model = nn.Sequential(
    nn.Conv2d(3, 32, 3), nn.ReLU(),
    nn.Conv2d(32, 64, 3), nn.ReLU(),
    nn.MaxPool2d(3, 3),
    nn.Conv2d(64, 100, 1), nn.ReLU(),
    nn.Conv2d(100, 200, 3), nn.ReLU(),
    nn.MaxPool2d(3, 3),
    nn.Conv2d(200, 100, 3), nn.ReLU(),
    nn.AdaptiveAvgPool2d(1), nn.Flatten(),
    nn.Linear(100, 512), nn.ReLU(),
    nn.Linear(512, 256), nn.ReLU(),
    nn.Linear(256, 2),
)
layers = [m for m in model if hasattr(m, "weight")]
assert sum(p.numel() for p in model.parameters()) == 569_746
with torch.no_grad():
    for number, layer in enumerate(layers, 1):
        fan_in = layer.weight[0].numel()
        layer.weight.copy_(formula(layer.weight.shape, 0.37, number, np.sqrt(2.5 / fan_in)))
        layer.bias.copy_(formula(layer.bias.shape, 0.61, number, 0.05))

images = formula((BATCH, 3, HEIGHT, WIDTH), 0.11, 0.0, 1.5)
labels = torch.tensor([0, 1, 1, 0])


def digest(tensor):
    flat = tensor.detach().reshape(-1)
    step = 1 if len(flat) <= 256 else max(1, len(flat) // 97)
    return {
        "norm": float(flat.norm()),
        "sum": float(flat.sum()),
        "step": step,
        "entries": [float(v) for v in flat[::step]],
    }


def tensors(pick):
    return {
        f"{number}.{kind}": digest(pick(getattr(layer, kind)))
        for number, layer in enumerate(layers, 1)
        for kind in ("weight", "bias")
    }


optimiser = torch.optim.SGD(model.parameters(), lr=3e-3, momentum=0.9, weight_decay=1e-4)
result = {"batch": BATCH, "height": HEIGHT, "width": WIDTH, "labels": labels.tolist()}
losses = []
for step in range(3):
    optimiser.zero_grad()
    logits = model(images)
    loss = nn.functional.cross_entropy(logits, labels)
    loss.backward()
    losses.append(float(loss))
    if step == 0:
        result["logits"] = logits.tolist()
        result["gradients"] = tensors(lambda p: p.grad)
    optimiser.step()
result["losses"] = losses
result["parametersAfterThreeSteps"] = tensors(lambda p: p)
result["velocitiesAfterThreeSteps"] = tensors(lambda p: optimiser.state[p]["momentum_buffer"])
with open(sys.argv[1], "w") as out:
    json.dump(result, out, indent=0)
    out.write("\n")
print(result["losses"], result["logits"])
