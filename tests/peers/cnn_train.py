#!/usr/bin/python3
"""PyTorch's side of 'compare.sh cnn': the same network, the same steps, in channels_last.

For every line on standard input it takes a few training steps, or classifies as many batches.
Arguments: train|infer model1|model2a BATCH EDGE STEPS [nchw]. Tried with PyTorch 1.13.1.
"""
import sys

import torch
from torch import nn

import torch_rounds

mode, model_name = sys.argv[1:3]
batch, edge, steps = map(int, sys.argv[3:6])
memory_format = torch.contiguous_format if "nchw" in sys.argv else torch.channels_last


def convolutions(*layers):
    """Pairs (kernel, channels) are convolutions with ReLU, numbers are max-poolings."""
    channels = 3
    for layer in layers:
        if isinstance(layer, int):
            yield nn.MaxPool2d(layer)
        else:
            kernel, out = layer
            yield nn.Conv2d(channels, out, kernel)
            yield nn.ReLU(inplace=True)
            channels = out


def linear(*units):
    for i in range(1, len(units)):
        yield nn.Linear(units[i - 1], units[i])
        if i < len(units) - 1:
            yield nn.ReLU(inplace=True)


if model_name == "model1":
    body = convolutions((3, 32), (3, 64), 3, (1, 80), (3, 192), 3, (3, 64), (3, 90), (3, 192), 3)
    model = nn.Sequential(*body, nn.AvgPool2d(5), nn.Flatten(), *linear(192, 512, 256, 128, 2))
else:
    body = convolutions((3, 32), (3, 64), 3, (1, 100), (3, 200), 3, (3, 100))
    model = nn.Sequential(*body, nn.AdaptiveAvgPool2d(1), nn.Flatten(), *linear(100, 512, 256, 2))
for layer in model:
    if hasattr(layer, "weight"):
        nn.init.kaiming_normal_(layer.weight)
        nn.init.zeros_(layer.bias)
model = model.to(memory_format=memory_format)
optimiser = torch.optim.SGD(model.parameters(), lr=1e-3, momentum=0.9, weight_decay=1e-4)
count = batch * steps
images = (torch.rand(count, 3, edge, edge) - torch.rand(count, 3, edge, edge)).contiguous(
    memory_format=memory_format
)
labels = torch.arange(count) % 2


def step(batch_images, batch_labels):
    optimiser.zero_grad(set_to_none=True)
    loss = nn.functional.cross_entropy(model(batch_images), batch_labels)
    loss.backward()
    optimiser.step()
    return loss.item()


def train():
    order = torch.randperm(count)
    for start in range(0, count, batch):
        rows = order[start : start + batch]
        if not step(images[rows], labels[rows]) < 1e9:
            sys.exit("the loss is no longer a number")


def infer():
    with torch.inference_mode():
        for start in range(0, count, batch):
            torch.softmax(model(images[start : start + batch]), 1).tolist()


def losses():
    torch_rounds.fill(model)
    pictures = torch_rounds.pattern((batch, 3, edge, edge), 7).contiguous(memory_format=memory_format)
    return [step(pictures, labels[:batch]) for _ in range(3)]


torch_rounds.answer(
    sum(p.numel() for p in model.parameters()), steps, train if mode == "train" else infer, losses
)
