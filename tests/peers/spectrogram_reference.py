"""Writes the numbers that SpectrogramReferenceTest compares the Java pipeline with.

Independent of the Java code: numpy's FFT, scipy's windows and Gaussian filter, and area averaging
by the cumulative sum. Usage (Debian: python3-numpy, python3-scipy):

    python3 tests/peers/spectrogram_reference.py \
        > tests/src/test/resources/org/helixbook/spectrogram/reference.json
"""

import json

import numpy as np
from scipy import ndimage, signal

BASES = "ACGT"
S2, S6 = np.sqrt(2.0), np.sqrt(6.0)
TETRAHEDRON = {
    "A": (0, 0, 1),
    "C": (-S2 / 3, S6 / 3, -1 / 3),
    "G": (-S2 / 3, -S6 / 3, -1 / 3),
    "T": (2 * S2 / 3, 0, -1 / 3),
}
MAPPINGS = {
    "tetrahedron": TETRAHEDRON,
    "eiip": {"A": (0.1260,), "C": (0.1340,), "G": (0.0806,), "T": (0.1335,)},
    "real": {"A": (-1.5,), "C": (0.5,), "G": (-0.5,), "T": (1.5,)},
    "voss": {b: tuple(float(b == c) for c in BASES) for b in BASES},
    "integer": {"T": (0,), "C": (1,), "A": (2,), "G": (3,)},
}
TAPERS = {"HANN": "hann", "HAMMING": "hamming", "BLACKMAN": "blackman", "RECTANGULAR": "boxcar"}


def random_bases(seed, length):
    return "".join(np.random.default_rng(seed).choice(list(BASES), length))


def encode(bases, mapping):
    return np.array([MAPPINGS[mapping][b] for b in bases], dtype=float).T


def stft(x, window, hop, taper, remove_mean):
    w = signal.get_window(TAPERS[taper], window)
    out = []
    for channel in x:
        frames = np.lib.stride_tricks.sliding_window_view(channel, window)[::hop]
        if remove_mean:
            frames = frames - frames.mean(axis=1, keepdims=True)
        out.append(np.abs(np.fft.rfft(frames * w, axis=1)) ** 2 / (w**2).sum())
    return np.array(out)


def area(values, to):
    """Means over equal stretches of axis 0, by the interpolated cumulative sum."""
    n = values.shape[0]
    total = np.concatenate([np.zeros((1,) + values.shape[1:]), np.cumsum(values, axis=0)])
    edges = np.arange(to + 1) * n / to
    flat = total.reshape(n + 1, -1)
    at = np.stack([np.interp(edges, np.arange(n + 1), c) for c in flat.T], axis=1)
    return (np.diff(at, axis=0) / (n / to)).reshape((to,) + values.shape[1:])


def bilinear(values, to):
    n = values.shape[0]
    centres = (np.arange(to) + 0.5) * n / to - 0.5
    flat = values.reshape(n, -1)
    return np.stack([np.interp(centres, np.arange(n), c) for c in flat.T], axis=1).reshape(
        (to,) + values.shape[1:]
    )


def resize(plane, rows, columns):
    one = lambda v, to: area(v, to) if to < v.shape[0] else bilinear(v, to)
    return one(one(plane, rows).T, columns).T


def brightness(power, ceiling, kind):
    with np.errstate(divide="ignore"):
        value = {
            "MAGNITUDE": lambda r: np.sqrt(r),
            "POWER": lambda r: r,
            "LOG_POWER": lambda r: 1 + 10 * np.log10(r) / 40,
        }[kind](power / ceiling)
    return np.clip(value, 0, 1)


def period3_ratio(bases):
    bases = bases[: len(bases) - len(bases) % 3]
    n = len(bases)
    s = (np.abs(np.fft.fft(encode(bases, "voss"), axis=1)) ** 2).sum(axis=0)
    others = [k for k in range(1, n) if k not in (n // 3, 2 * n // 3)]
    return s[n // 3] / s[others].mean()


def main():
    stfts = []
    cases = [
        ("tetrahedron", 40, 12, 7, "HANN", True),
        ("eiip", 40, 15, 5, "HAMMING", False),
        ("real", 40, 13, 9, "BLACKMAN", True),
        ("voss", 40, 20, 20, "RECTANGULAR", False),
        ("integer", 40, 40, 1, "HANN", False),
        ("integer", 41, 41, 1, "RECTANGULAR", True),
        ("real", 40, 3, 18, "RECTANGULAR", False),
        ("tetrahedron", 481, 480, 1, "HANN", True),
        ("eiip", 400, 351, 49, "HANN", True),
        ("eiip", 347, 347, 1, "HANN", False),
    ]
    for seed, (mapping, length, window, hop, taper, remove_mean) in enumerate(cases):
        bases = random_bases(seed, length)
        power = stft(encode(bases, mapping), window, hop, taper, remove_mean)
        stfts.append(
            dict(bases=bases, mapping=mapping, window=window, hop=hop, taper=taper,
                 removeMean=remove_mean, power=power.tolist())
        )

    images = []
    cases = [
        ("tetrahedron", 60, 24, 2, "POWER", None, 5, 7, 0, 0.5),
        ("tetrahedron", 60, 24, 2, "MAGNITUDE", 2.5, 20, 30, 0, 0.5),
        ("eiip", 60, 24, 3, "LOG_POWER", None, 13, 9, 0, 0.5),
        ("voss", 60, 30, 5, "MAGNITUDE", 1.0, 16, 4, 0.2, 0.4),
        ("real", 60, 27, 1, "POWER", 4.0, 1, 1, 0.1, 0.5),
    ]
    for seed, (mapping, length, window, hop, kind, ceiling, rows, columns, low, high) in enumerate(
        cases, start=100
    ):
        bases = random_bases(seed, length)
        power = stft(encode(bases, mapping), window, hop, "HANN", True)
        if power.shape[0] != 3:
            power = power.sum(axis=0, keepdims=True)
        frequencies = np.arange(window // 2 + 1) / window
        shown = (frequencies >= low - 1e-9) & (frequencies <= high + 1e-9)
        planes = power[:, :, shown].transpose(0, 2, 1)[:, ::-1]
        bright = brightness(planes, planes.max() if ceiling is None else ceiling, kind)
        result = [resize(p, rows, columns) for p in bright]
        images.append(
            dict(bases=bases, mapping=mapping, window=window, hop=hop, brightness=kind,
                 ceiling=ceiling, rows=rows, columns=columns, low=low, high=high,
                 planes=np.array(result).tolist())
        )

    # Preprocessing of one picture, given by its spectrogram settings: a tetrahedron picture.
    bases = random_bases(200, 50)
    power = stft(encode(bases, "tetrahedron"), 18, 2, "HANN", True)
    planes = power.transpose(0, 2, 1)[:, ::-1]
    unit = np.array([resize(p, 10, 12) for p in planes / planes.max()])
    prepared = (unit - 0.485) / 0.229
    prepared = np.array([resize(p, 8, 8) for p in prepared])
    prepared = np.array([ndimage.gaussian_filter(p, 1.3, mode="reflect") for p in prepared])
    wide = np.array([ndimage.gaussian_filter(p, 5.0, mode="reflect") for p in unit])
    preprocessing = dict(
        bases=bases, window=18, hop=2, rows=10, columns=12, deviation=0.229, side=8, sigma=1.3,
        prepared=prepared.tolist(), wideSigma=5.0, wide=wide.tolist(),
        means=unit.mean(axis=(1, 2)).tolist(), deviations=unit.std(axis=(1, 2)).tolist(),
    )

    ratios = [
        dict(bases=b, ratio=period3_ratio(b))
        for b in [random_bases(300 + n, n) for n in (6, 7, 8, 30, 31, 100, 602)]
        + ["ATGGCC" * 3 + "ATGTCA" * 7]
    ]
    print(json.dumps(dict(stft=stfts, images=images, preprocessing=preprocessing, period3=ratios)))


if __name__ == "__main__":
    main()
