import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** What PyTorch 2's sides of compare.sh have in common; the same as torch_rounds.py. */
final class TorchRounds {
  private TorchRounds() {}

  /** The losses of three steps from the pattern's parameters. */
  interface Losses {
    double[] take();
  }

  static void prepare() {
    String threads = System.getenv().getOrDefault("HELIXBOOK_THREADS", "2");
    torch.set_num_threads(Integer.parseInt(threads));
    torch.manual_seed(1);
  }

  /** Numbers from -1 to 1 that look random and are the same in every version. */
  static float[] pattern(int count, long shift) {
    float[] values = new float[count];
    for (int at = 0; at < count; at++) {
      long i = (at + shift) % 10007;
      values[at] = (float) ((i * i * 31 + i * 17) % 1013 / 506.0 - 1);
    }
    return values;
  }

  /** Letters, 0 to 3, from the pattern. */
  static long[] letters(int count, long shift) {
    float[] values = pattern(count, shift);
    long[] letters = new long[count];
    for (int i = 0; i < count; i++) {
      letters[i] = Math.min(3, (long) (2 * values[i] + 2));
    }
    return letters;
  }

  /** Parameters from the pattern: biases small, the rest in the range that suits their inputs. */
  static void fill(TensorVector parameters) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      for (int k = 0; k < parameters.size(); k++) {
        Tensor p = parameters.get(k);
        float[] values = pattern((int) p.numel(), 101L * k);
        double scale = p.dim() == 1 ? 0.05 : Math.sqrt(3.0 * p.size(0) / p.numel());
        for (int i = 0; i < values.length; i++) {
          values[i] *= (float) scale;
        }
        p.copy_(Tensor.create(values, p.shape()));
      }
    }
  }

  static long count(TensorVector parameters) {
    long sum = 0;
    for (Tensor parameter : parameters.get()) {
      sum += parameter.numel();
    }
    return sum;
  }

  /** Says that this side is ready, and answers each line on standard input. */
  static void answer(Object size, int steps, Runnable round, Losses losses) throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.printf("ready %s %s%n", size, version());
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      if (line.strip().equals("check")) {
        double[] told = losses.take();
        System.out.printf(Locale.ROOT, "%.9f %.9f %.9f%n", told[0], told[1], told[2]);
        continue;
      }
      long cpu = system.getProcessCpuTime();
      long begun = System.nanoTime();
      round.run();
      double seconds = (System.nanoTime() - begun) / 1e9 / steps;
      double busy = (system.getProcessCpuTime() - cpu) / 1e9 / steps;
      System.out.printf(Locale.ROOT, "%.6f %.6f%n", seconds, busy);
    }
  }

  private static String version() {
    return torch.show_config().getString().replaceAll("(?s).*TORCH_VERSION=([0-9.]+).*", "$1");
  }
}
