package org.helixbook.signal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.feedback.InputProblem;

/**
 * The form in which {@link ImageCache} keeps finished pictures: a magic number, the means and
 * deviations of the standardisation (a float64 a channel), the pixels of the training and of the
 * test pictures (float32, {@code [n, 3, height, width]}), and a CRC-32C of all before it;
 * big-endian. Labels and shapes follow from the windows and the pipeline.
 */
final class ImageSplitFile {
  private static final long MAGIC = 0x4842_696d_6167_6531L; // "HBimage1"
  private static final int BUFFER = 1 << 18;

  private ImageSplitFile() {}

  /**
   * Reads.
   *
   * @param file what {@link #write} wrote
   * @param pipeline how its pictures were drawn, not yet fitted
   * @param train the windows of its training pictures
   * @param test the windows of its test pictures
   * @return the pictures, with the fitted pipeline
   * @throws IOException if there is no such file, it is damaged, or of other windows
   */
  static ImageSplit read(
      Path file, SpectrogramPipeline pipeline, LabelledSequences train, LabelledSequences test)
      throws IOException {
    try (InputStream raw = Files.newInputStream(file)) {
      CheckedInputStream in = new CheckedInputStream(raw, new CRC32C());
      DataInputStream data = new DataInputStream(in);
      if (data.readLong() != MAGIC) {
        throw new IOException("it is no file of pictures");
      }
      List<Double> means = List.of(data.readDouble(), data.readDouble(), data.readDouble());
      List<Double> deviations = List.of(data.readDouble(), data.readDouble(), data.readDouble());
      int height = pipeline.outputHeight();
      int width = pipeline.outputWidth();
      float[] trainPixels = readPixels(in, 3L * height * width * train.size());
      float[] testPixels = readPixels(in, 3L * height * width * test.size());
      long sum = in.getChecksum().getValue();
      if (new DataInputStream(raw).readLong() != sum || raw.read() >= 0) {
        throw new IOException("the checksum is another");
      }
      // Only now: numbers that are damaged may be none that a standardisation takes.
      SpectrogramPipeline fitted =
          pipeline.withPreprocessing(
              pipeline.preprocessing().withStandardisation(new Standardisation(means, deviations)));
      return new ImageSplit(
          fitted,
          new LabelledImages(3, height, width, trainPixels, train.labels(), train.classNames()),
          new LabelledImages(3, height, width, testPixels, test.labels(), test.classNames()));
    } catch (InputProblem e) {
      throw new IOException("its standardisation is none", e);
    }
  }

  private static float[] readPixels(InputStream in, long count) throws IOException {
    float[] pixels = new float[Math.toIntExact(count)];
    byte[] bytes = new byte[BUFFER];
    for (int done = 0; done < pixels.length; ) {
      int now = Math.min(BUFFER / Float.BYTES, pixels.length - done);
      if (in.readNBytes(bytes, 0, now * Float.BYTES) < now * Float.BYTES) {
        throw new IOException("it ends too early");
      }
      ByteBuffer.wrap(bytes).asFloatBuffer().get(pixels, done, now);
      done += now;
    }
    return pixels;
  }

  /** Writes; the stream stays open. */
  static void write(ImageSplit split, OutputStream raw) throws IOException {
    CheckedOutputStream out = new CheckedOutputStream(raw, new CRC32C());
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(MAGIC);
    Standardisation fitted = split.pipeline().preprocessing().standardisation();
    for (double mean : fitted.means()) {
      data.writeDouble(mean);
    }
    for (double deviation : fitted.deviations()) {
      data.writeDouble(deviation);
    }
    writePixels(split.train().pixels(), out);
    writePixels(split.test().pixels(), out);
    new DataOutputStream(raw).writeLong(out.getChecksum().getValue());
  }

  private static void writePixels(float[] pixels, OutputStream out) throws IOException {
    byte[] bytes = new byte[BUFFER];
    for (int done = 0; done < pixels.length; ) {
      int now = Math.min(BUFFER / Float.BYTES, pixels.length - done);
      ByteBuffer.wrap(bytes).asFloatBuffer().put(pixels, done, now);
      out.write(bytes, 0, now * Float.BYTES);
      done += now;
    }
  }
}
