import java.io.IOException;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** PyTorch 2's side of compare.sh gru: the same as gru_train.py, with the same arguments. */
final class GruTrain {
  private static final int UNITS = 128;
  private static final double DROPOUT = 0.05;

  private final boolean joined;
  private final int batch;
  private final int length;
  private final int tasks;
  private final int steps;
  private final EmbeddingImpl embedding = new EmbeddingImpl(4, 2);
  private final GRUImpl ahead;
  private final GRUImpl back;
  private final LinearImpl heads;
  private final TensorVector parameters;
  private final Adam adam;
  private long[] bases;
  private Tensor labels;
  private boolean training = true;

  private GruTrain(boolean joined, int batch, int length, int tasks, int steps) {
    this.joined = joined;
    this.batch = batch;
    this.length = length;
    this.tasks = tasks;
    this.steps = steps;
    ahead = gru();
    back = joined ? null : gru();
    heads = new LinearImpl(2 * UNITS, tasks);
    parameters = new TensorVector(embedding.weight());
    for (Tensor parameter : ahead.parameters().get()) {
      parameters.push_back(parameter);
    }
    if (!joined) {
      for (Tensor parameter : back.parameters().get()) {
        parameters.push_back(parameter);
      }
    }
    parameters.push_back(heads.weight()).push_back(heads.bias());
    adam = new Adam(parameters, new AdamOptions(1e-3));
    SplittableRandom random = new SplittableRandom(1);
    bases = random.longs((long) length * batch, 0, 4).toArray();
    float[] yes = new float[batch * tasks];
    for (int i = 0; i < yes.length; i++) {
      yes[i] = random.nextInt(10) == 0 ? 1 : 0;
    }
    labels = Tensor.create(yes, batch, tasks);
  }

  private GRUImpl gru() {
    GRUOptions options = new GRUOptions(2, UNITS);
    options.num_layers().put(2);
    options.bidirectional().put(joined);
    return new GRUImpl(options);
  }

  private Tensor forward(Tensor ids) {
    Tensor x = torch.dropout(embedding.forward(ids), DROPOUT, training);
    Tensor last;
    if (joined) {
      Tensor h = ahead.forward(x).get1();
      last = torch.cat(new TensorVector(h.select(0, 2), h.select(0, 3)), 1);
    } else {
      Tensor first = ahead.forward(x).get1().select(0, 1);
      last = torch.cat(new TensorVector(first, back.forward(x.flip(0)).get1().select(0, 1)), 1);
    }
    return heads.forward(torch.dropout(last, DROPOUT, training));
  }

  private double step() {
    try (PointerScope scope = new PointerScope()) {
      Tensor ids = Tensor.create(bases, length, batch);
      adam.zero_grad();
      Tensor loss = torch.binary_cross_entropy_with_logits(forward(ids), labels);
      loss.backward();
      adam.step();
      return loss.item_float();
    }
  }

  private void train() {
    for (int i = 0; i < steps; i++) {
      step();
    }
  }

  private double[] losses() {
    TorchRounds.fill(parameters);
    training = false;
    bases = TorchRounds.letters(length * batch, 7);
    float[] yes = TorchRounds.pattern(batch * tasks, 3);
    for (int i = 0; i < yes.length; i++) {
      yes[i] = yes[i] > 0.8f ? 1 : 0;
    }
    labels = Tensor.create(yes, batch, tasks);
    return new double[] {step(), step(), step()};
  }

  public static void main(String[] arguments) throws IOException {
    TorchRounds.prepare();
    int batch = Integer.parseInt(arguments[1]);
    int length = Integer.parseInt(arguments[2]);
    int tasks = Integer.parseInt(arguments[3]);
    int steps = Integer.parseInt(arguments[4]);
    GruTrain side = new GruTrain(arguments[0].equals("joined"), batch, length, tasks, steps);
    TorchRounds.answer(batch + "x" + length + "x" + tasks, steps, side::train, side::losses);
  }
}
