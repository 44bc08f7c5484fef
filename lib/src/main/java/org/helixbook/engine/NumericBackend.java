package org.helixbook.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.helixbook.engine.convolution.PredictionPath;
import org.helixbook.feedback.InputProblem;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Puts ND4J and Deeplearning4j right before they are first used, and says in words whether the fast
 * and right path is in use. Everything in the kit that computes calls {@link #prepare()}, so a user
 * never has to; {@link #check()} is for the first cell of a notebook.
 */
public final class NumericBackend {
  /** The environment variable that sets the number of threads; unset: all processors. */
  public static final String THREADS = "HELIXBOOK_THREADS";

  /**
   * What glibc's allocator must be told before the process starts: keep the large blocks that each
   * training step frees, instead of giving them back to the system and clearing them anew.
   */
  public static final Map<String, String> ALLOCATOR =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", "17179869184",
          "MALLOC_TRIM_THRESHOLD_", "34359738368",
          "MALLOC_TOP_PAD_", "67108864",
          "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

  /**
   * What OpenMP and OpenBLAS must be told before the process starts: a thread that waits soon
   * sleeps. On a busy machine OpenMP's spinning threads took seven times as long here, and
   * OpenBLAS' ones cost a recurrent layer, whose own threads need the processors, a tenth of its
   * time. A thousand turns awake bridge the gaps within a training step of a small network, which
   * is a sixth faster with them; with five thousand a busy machine is slower again. (The last value
   * is the power of two of the clock cycles that OpenBLAS waits awake.)
   */
  public static final Map<String, String> WAITING =
      Map.of(
          "OMP_WAIT_POLICY", "PASSIVE", "GOMP_SPINCOUNT", "1000", "OPENBLAS_THREAD_TIMEOUT", "14");

  private static final String HELPERS = "org.eclipse.deeplearning4j.helpers.disable";

  private static final class Prepared {
    static final int THREAD_COUNT;

    static {
      // Deeplearning4j 1.0.0-M2.1 switches its oneDNN helpers off unless told otherwise.
      System.setProperty(HELPERS, "false");
      defaultProperty("org.nd4j.log.initialization", "false");
      // Off-heap memory is limited by what the machine has, not by a multiple of -Xmx: javacpp's
      // default would stop a training in the middle on a small heap.
      defaultProperty("org.bytedeco.javacpp.maxbytes", "0");
      defaultProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
      // When memory runs out the kit says what to do; a dump in the working folder does not.
      defaultProperty("org.deeplearning4j.crash.reporting.enabled", "false");
      THREAD_COUNT = threadsFrom(System.getenv(THREADS));
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
      Nd4j.getEnvironment().allowHelpers(true);
      Nd4j.getEnvironment().setMaxMasterThreads(THREAD_COUNT);
      Nd4j.getEnvironment().setMaxThreads(THREAD_COUNT);
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(THREAD_COUNT);
    }

    private static void defaultProperty(String name, String value) {
      if (System.getProperty(name) == null) {
        System.setProperty(name, value);
      }
    }
  }

  private NumericBackend() {}

  /**
   * Makes the backend ready; only the first call does anything.
   *
   * @return the number of threads that compute
   * @throws InputProblem if {@value #THREADS} is not a number of threads, or ND4J's native
   *     libraries cannot be unpacked or run
   */
  public static int prepare() {
    threadsFrom(System.getenv(THREADS));
    try {
      return Prepared.THREAD_COUNT;
    } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
      // The second is what Java throws when it is asked again.
      Optional<InputProblem> trouble = NativeFolder.here().trouble(e);
      if (trouble.isPresent()) {
        throw trouble.get();
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Reads a number of threads.
   *
   * @param text the variable's value, or null if it is not set
   * @return the number, all processors if nothing is set
   * @throws InputProblem if it is no whole number from 1 to 1024
   */
  public static int threadsFrom(String text) {
    if (text == null || text.isBlank()) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      int threads = Integer.parseInt(text.strip());
      if (threads >= 1 && threads <= 1024) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // Told below, with the same sentence as a number out of range.
    }
    throw new InputProblem(
        THREADS,
        "'" + text + "' is no number of threads",
        "set it to a whole number from 1 to 1024");
  }

  /**
   * Looks whether the fast and right path is in use.
   *
   * @return what was found
   */
  public static BackendReport check() {
    int threads = prepare();
    List<BackendReport.Finding> findings = new ArrayList<>();
    findings.add(oneDnn());
    findings.add(
        new BackendReport.Finding(
            true,
            "prediction",
            PredictionPath.available()
                ? "convolutions without training run on oneDNN's own library"
                : "convolutions without training run as in training, which takes about twice as"
                    + " long as on Linux, x86-64",
            ""));
    findings.addAll(allocator(System.getenv(), usesGlibc()));
    findings.add(waiting(System.getenv()));
    findings.add(
        new BackendReport.Finding(
            true,
            "threads",
            threads + " of " + Runtime.getRuntime().availableProcessors() + " processors",
            ""));
    findings.add(
        new BackendReport.Finding(
            true,
            "memory",
            String.format(
                Locale.ROOT,
                "Java heap at most %.1f GB; arrays of ND4J outside the heap: %s",
                Runtime.getRuntime().maxMemory() / 1e9,
                offHeapLimit()),
            ""));
    findings.add(linearAlgebra(solvesTriangles()));
    findings.add(new BackendReport.Finding(true, "processor", processor(), ""));
    return new BackendReport(findings);
  }

  /**
   * What this library does not use and a reader may, through ND4J.
   *
   * @param right whether OpenBLAS solves triangular systems rightly
   */
  static BackendReport.Finding linearAlgebra(boolean right) {
    return new BackendReport.Finding(
        true,
        "linear algebra",
        right
            ? "OpenBLAS solves triangular systems rightly"
            : "OpenBLAS solves triangular systems wrongly on this processor; this library does"
                + " without, but for inverses and Cholesky factors of ND4J set"
                + " OPENBLAS_CORETYPE=Haswell before the process starts",
        "");
  }

  /** Tries a system whose solution is known: 1, 2, 3 and so on. */
  static boolean solvesTriangles() {
    prepare();
    int n = 40;
    double[] lower = new double[n * n];
    double[] right = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        lower[i * n + j] = i == j ? 2 : 0.5 / (1 + i + j);
        right[i] += lower[i * n + j] * (j + 1);
      }
    }
    try (DoublePointer matrix = new DoublePointer(lower);
        DoublePointer solution = new DoublePointer(right)) {
      openblas.cblas_dtrsm(
          openblas.CblasRowMajor,
          openblas.CblasLeft,
          openblas.CblasLower,
          openblas.CblasNoTrans,
          openblas.CblasNonUnit,
          n,
          1,
          1,
          matrix,
          n,
          solution,
          1);
      solution.get(right);
    }
    return IntStream.range(0, n).allMatch(i -> Math.abs(right[i] - i - 1) < 1e-9);
  }

  private static BackendReport.Finding oneDnn() {
    boolean used = convolutionHelperInUse();
    return new BackendReport.Finding(
        used,
        "oneDNN",
        used
            ? "convolutions and pooling run on oneDNN"
            : "convolutions do not run on oneDNN and are about ten times slower",
        used
            ? ""
            : "use the kit's Maven build, which brings a native library with oneDNN, and set the"
                + " system property "
                + HELPERS
                + " to false if something else sets it to true");
  }

  /** True if Deeplearning4j gives its convolution and pooling layers a helper. */
  static boolean convolutionHelperInUse() {
    prepare();
    var convolution =
        new NeuralNetConfiguration.Builder()
            .layer(new ConvolutionLayer.Builder(1, 1).nIn(1).nOut(1).build())
            .build();
    var pooling =
        new NeuralNetConfiguration.Builder()
            .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
            .build();
    return new org.deeplearning4j.nn.layers.convolution.ConvolutionLayer(
                    convolution, DataType.FLOAT)
                .getHelper()
            != null
        && new org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer(
                    pooling, DataType.FLOAT)
                .getHelper()
            != null;
  }

  /**
   * Compares the allocator's variables with what they should be.
   *
   * @param environment the variables of this process
   * @param glibc whether its C library is glibc; on others the variables mean nothing
   * @return one finding
   */
  static List<BackendReport.Finding> allocator(Map<String, String> environment, boolean glibc) {
    if (!glibc) {
      return List.of();
    }
    List<String> missing =
        ALLOCATOR.entrySet().stream()
            .filter(e -> !settings(environment, e.getKey()).contains(e.getValue()))
            .map(e -> e.getKey() + "=" + e.getValue())
            .sorted()
            .toList();
    return List.of(
        missing.isEmpty()
            ? new BackendReport.Finding(
                true, "allocator", "glibc keeps freed memory for the next step", "")
            : new BackendReport.Finding(
                false,
                "allocator",
                "glibc gives memory back to the system after every step, which can double the time",
                "set these variables before the process starts (the kit's kernel and scripts do): "
                    + String.join(" ", missing)));
  }

  /** What a variable is set to; GLIBC_TUNABLES holds several settings with colons between them. */
  private static List<String> settings(Map<String, String> environment, String variable) {
    return List.of(environment.getOrDefault(variable, "").split(":"));
  }

  /**
   * Looks at how threads wait.
   *
   * @param environment the process's variables
   * @return one finding
   */
  static BackendReport.Finding waiting(Map<String, String> environment) {
    String missing =
        WAITING.entrySet().stream()
            .filter(one -> !one.getValue().equalsIgnoreCase(environment.get(one.getKey())))
            .map(one -> one.getKey() + "=" + one.getValue())
            .sorted()
            .collect(Collectors.joining(" "));
    return missing.isEmpty()
        ? new BackendReport.Finding(true, "waiting", "a thread that waits soon sleeps", "")
        : new BackendReport.Finding(
            false,
            "waiting",
            "threads that wait spin for long, which on a busy machine can take several times as"
                + " long, or sleep at once, which slows small networks down",
            "set before the process starts (the kit's kernel and scripts do): " + missing);
  }

  private static boolean usesGlibc() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return false;
    }
    try {
      return Files.readString(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1)
          .contains("libc.so.6");
    } catch (IOException e) {
      return false;
    }
  }

  private static String offHeapLimit() {
    String limit = System.getProperty("org.bytedeco.javacpp.maxphysicalbytes");
    return limit == null || limit.equals("0")
        ? "limited by the machine alone"
        : "limited to " + limit + " bytes together with the heap";
  }

  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
      String flags = lines.filter(line -> line.startsWith("flags")).findFirst().orElse("") + " ";
      String best =
          flags.contains(" avx512f ")
              ? ", AVX-512"
              : flags.contains(" avx2 ") ? ", AVX2" : flags.isBlank() ? "" : ", without AVX2: slow";
      return System.getProperty("os.arch") + best;
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
