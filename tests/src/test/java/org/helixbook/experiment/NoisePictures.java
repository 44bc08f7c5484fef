package org.helixbook.experiment;

import java.util.List;
import java.util.SplittableRandom;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.SpectrogramPipeline;

/** Pictures of 8 x 8 that a tiny network learns in milliseconds. */
public final class NoisePictures {
  private NoisePictures() {}

  /** Twenty to learn from and fourteen to be tested on. */
  public static ImageSplit split() {
    return new ImageSplit(SpectrogramPipeline.defaults(), noise(20, 1), noise(14, 2));
  }

  /** Noise; class 1 is a little brighter. */
  private static LabelledImages noise(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[count * 64];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
      for (int p = 0; p < 64; p++) {
        pixels[i * 64 + p] = (float) (random.nextDouble() - 0.5 + 0.1 * labels[i]);
      }
    }
    return new LabelledImages(1, 8, 8, pixels, labels, List.of("dark", "bright"));
  }
}
