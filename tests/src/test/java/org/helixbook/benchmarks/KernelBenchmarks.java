package org.helixbook.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.data.coding.SplitName;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.KmerCounter;
import org.helixbook.dna.KmerCounts;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.ImageClassifier;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.signal.ImageCache;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.Spectrogram;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.storage.Seeds;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The kernels outside the networks, on one thread unless said otherwise, with windows of 600 bp and
 * pictures of 3 x 224 x 224. Run by {@code tests/benchmarks.sh}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
public class KernelBenchmarks {
  private static final int BATCH = 50;

  private final SpectrogramPipeline pipeline = SpectrogramPipeline.defaults();
  private LabelledSequences windows;
  private LabelledSequences none;
  private DnaSequence window;
  private Path folder;
  private ImageCache cache;
  private ImageSplit pictures;
  private ImageClassifier almostNoNetwork;

  /** Windows, pictures and a network that does next to nothing. */
  @Setup
  public void prepare() throws IOException {
    windows =
        CodingSource.of(CodingSet.HUMAN, SplitName.GENE_DISJOINT, new Seeds(1))
            .drawn(BATCH / 2, BATCH / 2)
            .windows()
            .train();
    none = new LabelledSequences(List.of(), new int[0], windows.classNames());
    window = windows.sequences().get(0);
    folder = Files.createTempDirectory("benchmark-images");
    cache = new ImageCache(folder, 1_000_000_000);
    pictures = cached();
    TrainingSettings settings = TrainingSettings.builder().epochs(1).batchSize(BATCH).build();
    almostNoNetwork =
        new CnnDescription(
                Cnn.named("loader").globalAverage().linear(2).build(),
                3,
                224,
                224,
                Initialisation.HE_NORMAL)
            .create(settings);
  }

  /** Removes the pictures. */
  @TearDown
  public void cleanUp() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private ImageSplit cached() {
    return ImageSplit.prepare(cache, pipeline, false, windows, none, 1, Progress.silent());
  }

  /** Bases to numbers: {@code [3][600]}. */
  @Benchmark
  public double[][] encodeOneWindow() {
    return pipeline.mapping().encode(window);
  }

  /** Encoding and the short-time Fourier transform. */
  @Benchmark
  public Spectrogram stftOfOneWindow() {
    return pipeline.spectrogram(window);
  }

  /** From bases to a network's input; what is more than the STFT is resizing and scaling. */
  @Benchmark
  public float[] pictureOfOneWindow() {
    return pipeline.input(window);
  }

  /** Fifty pictures from the cache, checksum included; the file is in the system's memory. */
  @Benchmark
  public ImageSplit fiftyPicturesFromTheCache() {
    return cached();
  }

  /**
   * What a batch of fifty costs beside its network: from the pictures in memory to the network's
   * buffer in its order, and a network that only takes a mean. Two threads.
   */
  @Benchmark
  public Predictions loadABatchOfFifty() {
    return almostNoNetwork.predict(pictures.train(), BATCH);
  }

  /** Overlapping k-mers up to 5 of fifty windows. */
  @Benchmark
  public KmerCounts kmersOfFiftyWindows() {
    return KmerCounter.paper().countAll(windows.sequences());
  }
}
