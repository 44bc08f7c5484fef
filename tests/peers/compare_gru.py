#!/usr/bin/python3
"""Whole training steps of Paper 2's network, HelixBook and PyTorch in turn; see compare.sh."""
import compare_pairs

options = compare_pairs.pytorch_parser("gru", __doc__)
options.add_argument(
    "--steps",
    type=int,
    default=5,
    help="training steps a round at batch 128; smaller batches take more of them, so that a round"
    " reads as many sequences and the Java compiler has done its work when the rounds count",
)
options.add_argument("--length", type=int, default=100, help="bases a sequence")
options.add_argument("--tasks", type=int, default=498, help="outputs")
options.add_argument(
    "--networks",
    nargs="+",
    default=["joined-20", "paper-128", "joined-128"],
    help="joined (nn.GRU, two bidirectional layers) or paper (two stacks that do not meet) and the batch",
)
options = options.parse_args()
compare_pairs.header("Embedding, two layers of 128 in both directions, Adam", "step", options)
ratios = []
for network in options.networks:
    kind, batch = network.split("-")
    steps = max(1, round(options.steps * 128 / int(batch)))
    arguments = [kind, batch, options.length, options.tasks, steps]
    label = f"{kind}, batch {batch}"
    ratio = f"bigru-128-batch{batch}" if kind == "joined" else f"bigru-128-{kind}-batch{batch}"
    ratios.append(
        compare_pairs.compare(
            label,
            ratio,
            compare_pairs.java(options, "org.helixbook.benchmarks.GruSteps", *arguments),
            "PyTorch",
            compare_pairs.pytorch(options, "gru", *arguments),
            options,
        )
    )
compare_pairs.footer(ratios)
