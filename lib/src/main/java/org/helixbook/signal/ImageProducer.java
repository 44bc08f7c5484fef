package org.helixbook.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.helixbook.dna.DnaSequence;
import org.helixbook.engine.ComputeThread;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;

/**
 * Runs a {@link SpectrogramPipeline} over many windows on a fixed number of threads. What comes out
 * does not depend on that number, to the last bit. An interrupt of the calling thread stops the
 * work.
 */
public final class ImageProducer {
  private final SpectrogramPipeline pipeline;
  private final int threads;
  private final Progress progress;

  /**
   * A producer.
   *
   * @param pipeline the settings
   * @param threads how many, at least 1
   * @param progress is told of each finished window, on the calling thread
   * @throws InputProblem if there is no thread
   */
  public ImageProducer(SpectrogramPipeline pipeline, int threads, Progress progress) {
    if (threads < 1) {
      throw new InputProblem("threads", "there are " + threads, "use at least 1");
    }
    this.pipeline = pipeline;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Makes the input of a network.
   *
   * @param windows the sequences, each at least one STFT window long, no N
   * @param labels {@code [windows]}, indices into {@code classNames}
   * @param classNames the classes in label order
   * @return {@code [n, 3, pipeline.outputHeight(), pipeline.outputWidth()]}, in the order given
   * @throws InputProblem if a window cannot be used, or if the set is too large for one array
   * @throws IllegalArgumentException if labels and windows do not fit each other
   * @throws CancellationException if the calling thread is interrupted
   */
  public LabelledImages images(List<DnaSequence> windows, int[] labels, List<String> classNames) {
    if (labels.length != windows.size()) {
      throw new IllegalArgumentException(
          "there are "
              + CountText.of(windows.size(), "window")
              + " and "
              + CountText.of(labels.length, "label"));
    }
    int height = pipeline.outputHeight();
    int width = pipeline.outputWidth();
    long values = 3L * height * width;
    if (values * windows.size() > Integer.MAX_VALUE - 8) {
      throw new InputProblem(
          "images",
          windows.size() + " images of 3 x " + height + " x " + width + " do not fit one array",
          "use smaller images or fewer windows");
    }
    float[] pixels = new float[(int) values * windows.size()];
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      DnaSequence window = windows.get(i);
      int offset = i * (int) values;
      tasks.add(
          () -> {
            System.arraycopy(pipeline.input(window), 0, pixels, offset, (int) values);
            return null;
          });
    }
    run("Spectrogram images", tasks, nothing -> {});
    return new LabelledImages(3, height, width, pixels, labels.clone(), classNames);
  }

  /**
   * Fits the scale of the images; see {@link ImageScale#fit}.
   *
   * @param training training windows only
   * @param quantile in (0, 1], such as 0.995
   * @return the scale, to be used by {@link SpectrogramPipeline#withScale}
   * @throws InputProblem if there is no window, or if one or the quantile cannot be used
   * @throws CancellationException if the calling thread is interrupted
   */
  public ImageScale fitScale(List<DnaSequence> training, double quantile) {
    ImageScale.checkQuantile(quantile);
    PowerHistogram histogram = new PowerHistogram();
    List<Callable<Void>> tasks =
        tasks(
            training,
            window -> {
              histogram.add(PowerPlanes.of(pipeline.spectrogram(window), pipeline.image()));
              return null;
            });
    run("Scale of the images", tasks, nothing -> {});
    return ImageScale.fit(histogram, quantile);
  }

  /**
   * Fits mean and deviation of each channel on the training pictures after their scaling to [0, 1]
   * (or 0 to 255), where the paper's order has the standardisation.
   *
   * @param training training windows only
   * @return the standardisation, to be used by {@link Preprocessing#withStandardisation}
   * @throws InputProblem if there is no window or if one cannot be used
   * @throws CancellationException if the calling thread is interrupted
   */
  public Standardisation fitStandardisation(List<DnaSequence> training) {
    PixelMoments moments = new PixelMoments(3);
    List<Callable<float[]>> tasks =
        tasks(training, window -> pipeline.preprocessing().scaled(pipeline.picture(window)));
    run("Standardisation of the images", tasks, moments::add);
    return moments.standardisation();
  }

  private static <T> List<Callable<T>> tasks(
      List<DnaSequence> windows, Function<DnaSequence, T> work) {
    List<Callable<T>> tasks = new ArrayList<>();
    for (DnaSequence window : windows) {
      tasks.add(() -> work.apply(window));
    }
    return tasks;
  }

  /** Runs the tasks and hands their results over in order, on the calling thread. */
  private <T> void run(String name, List<Callable<T>> tasks, Consumer<T> sink) {
    progress.begin(name, tasks.size(), "windows");
    ExecutorService pool = Executors.newFixedThreadPool(threads, ImageProducer::daemon);
    int submitted = 0;
    int done = 0;
    try {
      // A short queue: results that wait for their turn take memory.
      List<Future<T>> running = new ArrayList<>();
      while (done < tasks.size()) {
        while (submitted < tasks.size() && submitted < done + 8 * threads) {
          running.add(pool.submit(tasks.get(submitted++)));
        }
        sink.accept(running.set(done, null).get());
        done++;
        progress.advance(done, "");
      }
    } catch (ExecutionException e) {
      throw ComputeThread.unwrapped(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(name + ": stopped after " + CountText.of(done, "window"));
    } finally {
      pool.shutdownNow();
      progress.end(done == tasks.size() ? CountText.of(done, "window") : "stopped after " + done);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "spectrograms");
    thread.setDaemon(true);
    return thread;
  }
}
