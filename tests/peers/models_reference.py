#!/usr/bin/python3
"""Models 1 and 3 in PyTorch, float64, with weights from a formula: logits, losses, gradients.

Writes the numbers that PaperOneGoldenTest compares the kit with. From the repository's root:
  python3 tests/peers/models_reference.py tests/src/test/resources/org/helixbook/spectrogram/cnn
Tried with PyTorch 1.13.1 and numpy 1.24.2.
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


def conv(before, after, kernel=3):
    return [nn.Conv2d(before, after, kernel), nn.ReLU()]


def model_1():
    return nn.Sequential(
        *conv(3, 32), *conv(32, 64), nn.MaxPool2d(3, 3),
        *conv(64, 80, 1), *conv(80, 192), nn.MaxPool2d(3, 3),
        *conv(192, 64), *conv(64, 90), *conv(90, 192), nn.MaxPool2d(3, 3),
        nn.AvgPool2d(1), nn.Flatten(),
        nn.Linear(192, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(),
        nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 2))


def model_3():
    return nn.Sequential(
        *conv(3, 80), nn.MaxPool2d(3, 3), *conv(80, 192), *conv(192, 64),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 2))


def digest(tensor):
    flat = tensor.detach().reshape(-1)
    step = 1 if len(flat) <= 64 else max(1, len(flat) // 47)
    return {"norm": float(flat.norm()), "sum": float(flat.sum()), "step": step,
            "entries": [float(v) for v in flat[::step]]}


def reference(model, parameters, batch, height, width):
    layers = [m for m in model if hasattr(m, "weight")]
    assert sum(p.numel() for p in model.parameters()) == parameters
    with torch.no_grad():
        for number, layer in enumerate(layers, 1):
            fan_in = layer.weight[0].numel()
            layer.weight.copy_(formula(layer.weight.shape, 0.37, number, np.sqrt(2.5 / fan_in)))
            layer.bias.copy_(formula(layer.bias.shape, 0.61, number, 0.05))
    images = formula((batch, 3, height, width), 0.11, 0.0, 1.5)
    labels = torch.tensor([0, 1, 1, 0][:batch])
    optimiser = torch.optim.SGD(model.parameters(), lr=3e-3, momentum=0.9, weight_decay=1e-4)
    result = {"batch": batch, "height": height, "width": width, "losses": []}
    for step in range(2):
        optimiser.zero_grad()
        logits = model(images)
        loss = nn.functional.cross_entropy(logits, labels)
        loss.backward()
        result["losses"].append(float(loss))
        if step == 0:
            result["logits"] = logits.tolist()
            result["gradients"] = {
                f"{number}.{kind}": digest(getattr(layer, kind).grad)
                for number, layer in enumerate(layers, 1) for kind in ("weight", "bias")}
        optimiser.step()
    return result


for name, model, parameters, shape in (
        ("model1", model_1(), 744_620, (2, 91, 94)),
        ("model3", model_3(), 268_482, (4, 23, 26))):
    with open(f"{sys.argv[1]}/{name}-pytorch.json", "w") as out:
        json.dump(reference(model, parameters, *shape), out, indent=0)
        out.write("\n")
