#!/usr/bin/python3
"""Which networks of 3 convolutions and 2 linear layers have Model 3's 269,174 parameters?

Widths, kernels and the edge of what pooling leaves are tried over lists of round numbers; where the
poolings stand does not change the count. Prints the number of exact fits, those whose widths are all
of the paper's own, and the nearest of the latter kind, all and those of global average-pooling.
  python3 tests/peers/model3_search.py
"""
import itertools
import math

TOTAL = 269_174
CHANNELS = [8, 10, 12, 16, 20, 24, 30, 32, 40, 48, 50, 60, 64, 72, 80, 90, 96, 100, 120, 128, 150,
            160, 180, 192, 200, 256]
UNITS = [10, 16, 20, 32, 40, 50, 60, 64, 80, 84, 90, 100, 120, 128, 192, 200, 256, 300, 500, 512,
         1000, 1024]
KERNELS = [1, 3, 5, 7, 11]
OWN_CHANNELS = [32, 64, 80, 90, 192]
OWN_UNITS = [512, 256, 128]


def convolutions(kernels, widths):
    total, before = 0, 3
    for kernel, width in zip(kernels, widths):
        total += before * kernel * kernel * width + width
        before = width
    return total


exact = []
for kernels in itertools.product(KERNELS, repeat=3):
    for widths in itertools.product(CHANNELS, repeat=3):
        rest = TOTAL - convolutions(kernels, widths)
        if rest <= 0:
            continue
        for units in UNITS:
            places = rest - units - 2 * (units + 1)
            if places > 0 and places % (widths[2] * units) == 0:
                edge = math.isqrt(places // (widths[2] * units))
                if edge * edge * widths[2] * units == places and edge <= 40:
                    exact.append((kernels, widths, edge, units))
print(len(exact), "exact fits")
print("with the paper's widths alone:", [fit for fit in exact
      if all(w in OWN_CHANNELS for w in fit[1]) and fit[3] in OWN_UNITS])

near = []
for kernels in itertools.product([1, 3], repeat=3):
    for widths in itertools.product(OWN_CHANNELS, repeat=3):
        for units in OWN_UNITS:
            for edge in range(1, 9):
                total = (convolutions(kernels, widths) + (widths[2] * edge * edge + 1) * units
                         + 2 * (units + 1))
                near.append((abs(total - TOTAL), total, kernels, widths, edge, units))
for fit in sorted(near)[:4]:
    print(fit)
print("global average-pooling:")
for fit in sorted(fit for fit in near if fit[4] == 1)[:4]:
    print(fit)
