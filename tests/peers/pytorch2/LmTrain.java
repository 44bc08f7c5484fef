import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.T_TensorT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** PyTorch 2's side of compare.sh lm: the same as lm_train.py, with the same arguments. */
final class LmTrain {
  private final int batch;
  private final int length;
  private final int steps;
  private final EmbeddingImpl embedding;
  private final GRUImpl gru;
  private final LSTMImpl lstm;
  private final LinearImpl head;
  private final TensorVector parameters;
  private final Adam adam;
  private long[] text;
  // Carried from step to step; cell is null in a GRU.
  private Tensor hidden;
  private Tensor cell;
  private final long[] stateShape;

  private LmTrain(boolean isGru, int[] sizes) {
    int layers = sizes[0];
    int units = sizes[1];
    batch = sizes[3];
    length = sizes[4];
    steps = sizes[5];
    embedding = new EmbeddingImpl(4, sizes[2]);
    GRUOptions gruOptions = new GRUOptions(sizes[2], units);
    gruOptions.num_layers().put(layers);
    LSTMOptions lstmOptions = new LSTMOptions(sizes[2], units);
    lstmOptions.num_layers().put(layers);
    gru = isGru ? new GRUImpl(gruOptions) : null;
    lstm = isGru ? null : new LSTMImpl(lstmOptions);
    head = new LinearImpl(units, 4);
    parameters = new TensorVector(embedding.weight());
    for (Tensor parameter : (isGru ? gru.parameters() : lstm.parameters()).get()) {
      parameters.push_back(parameter);
    }
    parameters.push_back(head.weight()).push_back(head.bias());
    adam = new Adam(parameters, new AdamOptions(8e-4));
    text = new SplittableRandom(1).longs((steps * length + 1L) * batch, 0, 4).toArray();
    stateShape = new long[] {layers, batch, units};
  }

  private void clear() {
    hidden = torch.zeros(stateShape);
    cell = gru == null ? torch.zeros(stateShape) : null;
  }

  private double step(int start) {
    try (PointerScope scope = new PointerScope()) {
      int from = start * batch;
      int size = length * batch;
      Tensor ids = Tensor.create(Arrays.copyOfRange(text, from, from + size), length, batch);
      Tensor next = Tensor.create(Arrays.copyOfRange(text, from + batch, from + batch + size));
      adam.zero_grad();
      Tensor x = embedding.forward(ids);
      Tensor out;
      if (gru != null) {
        T_TensorTensor_T said = gru.forward(x, hidden);
        out = said.get0();
        hidden = kept(hidden, said.get1());
      } else {
        T_TensorT_TensorTensor_T_T said = lstm.forward(x, new T_TensorTensor_T(hidden, cell));
        out = said.get0();
        hidden = kept(hidden, said.get1().get0());
        cell = kept(cell, said.get1().get1());
      }
      Tensor loss = torch.cross_entropy(head.forward(out).reshape(-1, 4), next);
      loss.backward();
      adam.step();
      return loss.item_float();
    }
  }

  /** The new state, without its history, for longer than the step's scope. */
  private static Tensor kept(Tensor old, Tensor state) {
    old.close();
    Tensor kept = state.detach();
    kept.retainReference();
    return kept;
  }

  private void train() {
    clear();
    for (int i = 0; i < steps; i++) {
      step(i * length);
    }
  }

  private double[] losses() {
    TorchRounds.fill(parameters);
    text = TorchRounds.letters(text.length, 7);
    clear();
    return new double[] {step(0), step(length), step(2 * length)};
  }

  public static void main(String[] arguments) throws IOException {
    TorchRounds.prepare();
    int[] sizes = Arrays.stream(arguments, 1, 7).mapToInt(Integer::parseInt).toArray();
    LmTrain side = new LmTrain(arguments[0].equals("gru"), sizes);
    String size = side.batch + "x" + side.length + "x" + sizes[1];
    TorchRounds.answer(size, side.steps, side::train, side::losses);
  }
}
