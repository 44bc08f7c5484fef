#!/usr/bin/python3
"""Training steps of the report's character language models, HelixBook and PyTorch in turn; see compare.sh."""
import compare_pairs

options = compare_pairs.pytorch_parser("lm", __doc__)
options.add_argument("--steps", type=int, default=20, help="training steps a round")
options.add_argument("--batch", type=int, default=50, help="stretches read side by side")
options.add_argument("--length", type=int, default=50, help="letters of each that a step reads")
options.add_argument("--embedding", type=int, default=4, help="length of a letter's vector")
options.add_argument(
    "--networks",
    nargs="+",
    default=["gru-1x64", "lstm-2x128", "gru-2x128"],
    help="gru or lstm, layers and units: of the profile quick, and the two of the profile paper",
)
options = options.parse_args()
compare_pairs.header(
    f"Embedding of {options.embedding}, recurrent layers, softmax over 4 letters, Adam; batch"
    f" {options.batch}, length {options.length}, state carried on",
    "step",
    options,
)


def compare(network):
    cell, shape = network.split("-")
    layers, units = shape.split("x")
    sizes = [cell, layers, units, options.embedding, options.batch, options.length, options.steps]
    name = f"lm-{network}-batch{options.batch}"
    return compare_pairs.with_pytorch(options, "lm", "LanguageSteps", network, name, sizes)


compare_pairs.footer([compare(network) for network in options.networks])
