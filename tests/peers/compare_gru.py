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


def compare(network):
    kind, batch = network.split("-")
    steps = max(1, round(options.steps * 128 / int(batch)))
    sizes = [kind, batch, options.length, options.tasks, steps]
    name = f"bigru-128-batch{batch}" if kind == "joined" else f"bigru-128-{kind}-batch{batch}"
    label = f"{kind}, batch {batch}"
    return compare_pairs.with_pytorch(options, "gru", "GruSteps", label, name, sizes)


compare_pairs.footer([compare(network) for network in options.networks])
