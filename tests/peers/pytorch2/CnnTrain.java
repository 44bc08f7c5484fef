import java.io.IOException;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AvgPool2dImpl;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.FlattenImpl;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.MaxPool2dImpl;
import org.bytedeco.pytorch.ReLUImpl;
import org.bytedeco.pytorch.ReLUOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.SequentialImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** PyTorch 2's side of compare.sh cnn: the same as cnn_train.py, with the same arguments. */
final class CnnTrain {
  private static final MemoryFormat LAYOUT = MemoryFormat.ChannelsLast;

  private final int batch;
  private final int count;
  private final int edge;
  private final SequentialImpl model = new SequentialImpl();
  private final TensorVector parameters;
  private final SGD optimiser;
  private final Tensor images;
  private final Tensor labels;

  private CnnTrain(boolean train, boolean model1, int batch, int edge, int steps) {
    this.batch = batch;
    this.count = batch * steps;
    this.edge = edge;
    if (model1) {
      convolutions(3, 3, 32, 3, 64, 0, 3, 1, 80, 3, 192, 0, 3, 3, 64, 3, 90, 3, 192, 0, 3);
      averagePooling(5);
      linear(192, 512, 256, 128, 2);
    } else {
      convolutions(3, 3, 32, 3, 64, 0, 3, 1, 100, 3, 200, 0, 3, 3, 100);
      averagePooling(((edge - 4) / 3 - 2) / 3 - 2);
      linear(100, 512, 256, 2);
    }
    parameters = model.parameters();
    for (Tensor parameter : parameters.get()) {
      if (parameter.dim() > 1) {
        torch.kaiming_normal_(parameter);
      } else {
        torch.zeros_(parameter);
      }
      if (parameter.dim() == 4) {
        parameter.set_data(parameter.contiguous(LAYOUT).variable_data());
      }
    }
    SGDOptions options = new SGDOptions(1e-3);
    options.momentum().put(0.9);
    options.weight_decay().put(1e-4);
    optimiser = new SGD(parameters, options);
    images =
        torch.rand(count, 3, edge, edge).sub(torch.rand(count, 3, edge, edge)).contiguous(LAYOUT);
    long[] classes = new long[count];
    for (int i = 0; i < count; i++) {
      classes[i] = i % 2;
    }
    labels = Tensor.create(classes);
    model.train(train);
  }

  /** Pairs (kernel, channels) are convolutions with ReLU, (0, size) max-poolings. */
  private void convolutions(long channels, long... layers) {
    long in = channels;
    for (int i = 0; i < layers.length; i += 2) {
      long size = layers[i + 1];
      if (layers[i] == 0) {
        model.push_back(new MaxPool2dImpl(new LongPointer(size, size)));
      } else {
        model.push_back(new Conv2dImpl(in, size, new LongPointer(layers[i], layers[i])));
        model.push_back(new ReLUImpl(new ReLUOptions(true)));
        in = size;
      }
    }
  }

  private void averagePooling(long size) {
    model.push_back(new AvgPool2dImpl(new LongPointer(size, size)));
    model.push_back(new FlattenImpl());
  }

  private void linear(long... units) {
    for (int i = 1; i < units.length; i++) {
      model.push_back(new LinearImpl(units[i - 1], units[i]));
      if (i < units.length - 1) {
        model.push_back(new ReLUImpl(new ReLUOptions(true)));
      }
    }
  }

  private double step(Tensor pictures, Tensor classes) {
    optimiser.zero_grad();
    Tensor loss = torch.cross_entropy(model.forward(pictures), classes);
    loss.backward();
    optimiser.step();
    return loss.item_float();
  }

  private void train() {
    try (PointerScope round = new PointerScope()) {
      Tensor order = torch.randperm(count);
      for (int start = 0; start < count; start += batch) {
        try (PointerScope scope = new PointerScope()) {
          Tensor rows = order.narrow(0, start, batch);
          double loss =
              step(images.index_select(0, rows).contiguous(LAYOUT), labels.index_select(0, rows));
          if (!(loss < 1e9)) {
            throw new IllegalStateException("the loss is no longer a number");
          }
        }
      }
    }
  }

  private void infer() {
    try (PointerScope round = new PointerScope();
        InferenceMode mode = new InferenceMode(true)) {
      for (int start = 0; start < count; start += batch) {
        try (PointerScope scope = new PointerScope()) {
          Tensor shares = torch.softmax(model.forward(images.narrow(0, start, batch)), 1);
          float[] values = new float[2 * batch];
          shares.<FloatBuffer>createBuffer().get(values);
        }
      }
    }
  }

  private double[] losses() {
    TorchRounds.fill(parameters);
    float[] values = TorchRounds.pattern(batch * 3 * edge * edge, 7);
    Tensor pictures = Tensor.create(values, batch, 3, edge, edge).contiguous(LAYOUT);
    double[] told = new double[3];
    for (int i = 0; i < told.length; i++) {
      told[i] = step(pictures, labels.narrow(0, 0, batch));
    }
    return told;
  }

  public static void main(String[] arguments) throws IOException {
    TorchRounds.prepare();
    boolean train = arguments[0].equals("train");
    int steps = Integer.parseInt(arguments[4]);
    CnnTrain side =
        new CnnTrain(
            train,
            arguments[1].equals("model1"),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            steps);
    TorchRounds.answer(
        TorchRounds.count(side.parameters), steps, train ? side::train : side::infer, side::losses);
  }
}
