package org.helixbook.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.Undisturbed;

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
   * @param set the sequences, each at least one STFT window long, no N
   * @return {@code [n, 3, pipeline.outputHeight(), pipeline.outputWidth()]}, in the order given
   * @throws InputProblem if a window cannot be used, or if the set is too large for one array
   * @throws CancellationException if the calling thread is interrupted
   */
  public LabelledImages images(LabelledSequences set) {
    List<DnaSequence> windows = set.sequences();
    int height = pipeline.outputHeight();
    int width = pipeline.outputWidth();
    long values = 3L * height * width;
    if (values * windows.size() > Integer.MAX_VALUE - 8) {
      throw new InputProblem(
          "images",
          windows.size() + " images of 3 x " + height + " x " + width + " do not fit one array",
          "use smaller images or fewer windows");
    }
    int size = (int) values;
    float[] pixels = new float[size * windows.size()];
    run(
        "Spectrogram images",
        windows,
        pipeline::input,
        (image, i) -> System.arraycopy(image, 0, pixels, i * size, size));
    return new LabelledImages(3, height, width, pixels, set.labels(), set.classNames());
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
    run(
        "Standardisation of the images",
        training,
        window -> pipeline.preprocessing().scaled(pipeline.picture(window)),
        (image, i) -> moments.add(image));
    return moments.standardisation();
  }

  /**
   * Finds one power at full brightness for all pictures: the mean over the training pictures of the
   * greatest power in each.
   *
   * @param training training windows only
   * @return the scale, to be used by {@link SpectrogramPipeline#withScale}
   * @throws InputProblem if there is no window or if one cannot be used
   * @throws CancellationException if the calling thread is interrupted
   */
  public ImageScale fitCeiling(List<DnaSequence> training) {
    double[] sum = new double[1];
    run(
        "Brightness of the images",
        training,
        window ->
            new float[] {
              (float) PowerPlanes.of(pipeline.spectrogram(window), pipeline.image()).maximum()
            },
        (greatest, i) -> sum[0] += greatest[0]);
    return ImageScale.fixed(sum[0] / training.size());
  }

  /** Does the work and hands its results over in order, on the calling thread. */
  private void run(
      String name,
      List<DnaSequence> windows,
      Function<DnaSequence, float[]> work,
      ObjIntConsumer<float[]> sink) {
    progress.begin(name, windows.size(), "windows");
    ExecutorService pool = Executors.newFixedThreadPool(threads, ImageProducer::daemon);
    int submitted = 0;
    int done = 0;
    try {
      // A short queue: results that wait for their turn take memory.
      List<Future<float[]>> running = new ArrayList<>();
      while (done < windows.size()) {
        while (submitted < windows.size() && submitted < done + 8 * threads) {
          DnaSequence window = windows.get(submitted++);
          running.add(pool.submit(() -> work.apply(window)));
        }
        sink.accept(running.set(done, null).get(), done);
        done++;
        progress.advance(done, "");
      }
    } catch (ExecutionException e) {
      throw Undisturbed.unwrapped(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(name + ": stopped after " + CountText.of(done, "window"));
    } finally {
      pool.shutdownNow();
      progress.end(done == windows.size() ? CountText.of(done, "window") : "stopped after " + done);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "spectrograms");
    thread.setDaemon(true);
    return thread;
  }
}
