#!/usr/bin/python3
"""Paper 1's networks: training steps and prediction against PyTorch; see compare.sh."""
import compare_pairs

parser = compare_pairs.pytorch_parser("cnn", __doc__)
parser.add_argument("--steps", type=int, default=2, help="training steps, or batches, a round")
parser.add_argument("--batch", type=int, default=50, help="images a step")
parser.add_argument("--edge", type=int, default=224, help="height and width of an image")
parser.add_argument("--models", default="model2a,model1", help="which of model1, model2a")
parser.add_argument("--modes", default="infer,train", help="which of train, infer")
parser.add_argument(
    "--precision", default="float32", help="of the kit's training steps, float32 or bfloat16; PyTorch's are float32"
)
options = parser.parse_args()


def compare(mode, model):
    sizes = [mode, model, options.batch, options.edge, options.steps]
    name = f"cnn-{model}-batch{options.batch}" + ("" if mode == "train" else "-inference")
    name += "" if options.edge == 224 else f"-edge{options.edge}"
    if mode == "train" and options.precision != "float32":
        name += f"-{options.precision}"
    label = f"{model} {mode}"
    return compare_pairs.with_pytorch(options, "cnn", "CnnSteps", label, name, sizes, [options.precision])


compare_pairs.header(
    f"batches of {options.batch} images, 3 x {options.edge} x {options.edge}, {options.steps} a round;"
    f" the kit trains in {options.precision}",
    "batch",
    options,
)
compare_pairs.footer(
    [
        compare(mode, model)
        for mode in options.modes.split(",")
        for model in options.models.split(",")
    ]
)
