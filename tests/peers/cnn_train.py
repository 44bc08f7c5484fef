#!/usr/bin/python3
"""PyTorch's side of 'compare.sh cnn': the same network, the same steps, in channels_last.

For every line on standard input it takes a few training steps, or classifies as many batches, and
answers with one line: seconds a step, processor seconds a step. Arguments: train|infer
model1|model2a BATCH EDGE STEPS [nchw]. Tried with PyTorch 1.13.1.
"""
import os
import sys
import time

import torch
from torch import nn

mode, model_name = sys.argv[1:3]
batch, edge, steps = map(int, sys.argv[3:6])
memory_format = torch.contiguous_format if "nchw" in sys.argv else torch.channels_last
torch.set_num_threads(int(os.environ.get("HELIXBOOK_THREADS", "2")))
torch.manual_seed(1)


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


def train():
    model.train()
    order = torch.randperm(count)
    for start in range(0, count, batch):
        rows = order[start : start + batch]
        optimiser.zero_grad(set_to_none=True)
        loss = nn.functional.cross_entropy(model(images[rows]), labels[rows])
        loss.backward()
        optimiser.step()
        if not loss.item() < 1e9:
            sys.exit("the loss is no longer a number")


def infer():
    model.eval()
    with torch.inference_mode():
        for start in range(0, count, batch):
            torch.softmax(model(images[start : start + batch]), 1).tolist()


print("ready", sum(p.numel() for p in model.parameters()), flush=True)
for _ in sys.stdin:
    cpu, begun = time.process_time(), time.perf_counter()
    (train if mode == "train" else infer)()
    seconds = (time.perf_counter() - begun) / steps
    print(f"{seconds:.5f} {(time.process_time() - cpu) / steps:.5f}", flush=True)
