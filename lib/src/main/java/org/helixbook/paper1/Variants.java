package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helixbook.experiment.CnnRecipe;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.model.cnn.layer.CnnLayer;
import org.helixbook.model.cnn.layer.Convolution;
import org.helixbook.model.cnn.layer.ZeroPad;
import org.helixbook.signal.Brightness;
import org.helixbook.signal.ImageScale;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.NumericMapping;
import org.helixbook.signal.PictureEdit;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.StftSettings;
import org.helixbook.signal.Taper;

/** The variants that the experiments on Paper 1 compare. */
public final class Variants {
  /** The rows of a picture end above this frequency, where the mean's removal leaves nothing. */
  private static final double LOWEST_FREQUENCY = 0.005;

  /** The 15 lines from 189 to 203 of 588; that of 1/3 is 196. */
  private static final double LOWEST_AROUND_THIRD = 0.32;

  private static final double HIGHEST_AROUND_THIRD = 0.346;
  private static final int ROWS_AROUND_THIRD = 15;
  private static final Map<NumericMapping, String> MAPPING_NAMES =
      Map.of(
          NumericMapping.VOSS, "Voss",
          NumericMapping.REAL, "real-number",
          NumericMapping.EIIP, "EIIP",
          NumericMapping.INTEGER, "integer");
  private static final int FRAMES = 5;
  private static final int HOP = 3;

  private Variants() {}

  /**
   * Model 2a on the small pictures of the quick profile: 46x46, window 240, hop 8, Hann.
   *
   * @param epochs how many
   * @return the variant
   */
  public static CnnRecipe model2a(int epochs) {
    return new CnnRecipe(
        "Model 2a",
        Models.model2a(),
        Initialisation.HE_NORMAL,
        TrainingSettings.builder().epochs(epochs).batchSize(25).build(),
        smallPicture(46, 240, 8),
        PictureEdit.NONE);
  }

  /**
   * The quick profile's picture.
   *
   * @param side rows and columns in pixels
   * @param window of the transform in bp
   * @param hop in bp
   * @return how to draw it
   */
  public static SpectrogramPipeline smallPicture(int side, int window, int hop) {
    return SpectrogramPipeline.defaults()
        .withStft(StftSettings.defaults().withWindowLength(window).withHop(hop))
        .withImage(ImageSettings.defaults().withSize(side, side).withBrightness(Brightness.POWER))
        .withScale(ImageScale.perImageMean(12));
  }

  /**
   * The row-keeping network: one convolution of 3x3, mean over time alone, one linear layer. Its
   * pictures have a long rectangular window, so that a row is one exact frequency, and magnitudes,
   * which tame the peak. Chosen on gene-disjoint folds of the training windows of human-coding-600.
   *
   * @param epochs how many; 12 were chosen
   * @return the variant, for windows of 600 nt
   */
  public static CnnRecipe rowKeeper(int epochs) {
    return rowKeeper(epochs, 600);
  }

  /**
   * The same for windows of another length.
   *
   * @param epochs how many
   * @param length of the windows in nt, a multiple of 3, at least 60
   * @return the variant
   */
  public static CnnRecipe rowKeeper(int epochs, int length) {
    int window = length - (FRAMES - 1) * HOP;
    return new CnnRecipe(
        "row-keeping network",
        Cnn.named("row-keeping network").convolution(3, 8).rowAverage(1).linear(2).build(),
        Initialisation.HE_NORMAL,
        TrainingSettings.builder().epochs(epochs).batchSize(25).l2(0.1).build(),
        exactRows(window, HOP, Taper.RECTANGULAR, FRAMES),
        PictureEdit.NONE);
  }

  /**
   * Pictures in which each row is one frequency of the transform and each column a group of frames.
   *
   * @param window of the transform in bp, a multiple of 3
   * @param hop in bp
   * @param taper over the window
   * @param columns of the picture
   * @return how to draw them
   */
  static SpectrogramPipeline exactRows(int window, int hop, Taper taper, int columns) {
    int lowest = (int) Math.ceil(LOWEST_FREQUENCY * window - 1e-9);
    int rows = window / 2 - lowest + 1;
    return SpectrogramPipeline.defaults()
        .withStft(StftSettings.defaults().withWindowLength(window).withHop(hop).withTaper(taper))
        .withImage(
            ImageSettings.defaults()
                .withSize(rows, columns)
                .withFrequencies(LOWEST_FREQUENCY, 0.5)
                .withBrightness(Brightness.MAGNITUDE))
        .withScale(ImageScale.perImageMean(30));
  }

  /**
   * Small networks that differ in nothing but how much of the row they keep, on the pictures of the
   * row-keeping network; and one layer, nearly in one dimension, that sees the rows around 1/3
   * alone.
   *
   * @param epochs how many
   * @return from the paper's global average to every row kept
   */
  public static List<CnnRecipe> poolingGrids(int epochs) {
    CnnRecipe base =
        rowKeeper(epochs)
            .withTraining(TrainingSettings.builder().epochs(epochs).batchSize(25).build());
    Cnn.Builder global = small("small, global average").globalAverage();
    List<CnnRecipe> variants = new ArrayList<>();
    CnnRecipe everywhere =
        base.named("average over all rows").withNetwork(global.linear(64).linear(2).build());
    variants.add(everywhere);
    variants.add(everywhere.named("the same + row channel").withEdit(PictureEdit.ROW_CHANNEL));
    variants.add(
        everywhere
            .named("the same + zero padding")
            .withNetwork(
                Cnn.named("small, padded")
                    .zeroPad(1)
                    .convolution(3, 16)
                    .zeroPad(1)
                    .convolution(3, 16)
                    .globalAverage()
                    .linear(64)
                    .linear(2)
                    .build()));
    variants.add(
        base.named("only the rows around 1/3")
            .withNetwork(rowKeeper(epochs).network())
            .withPipeline(
                base.pipeline()
                    .withImage(
                        base.pipeline()
                            .image()
                            .withFrequencies(LOWEST_AROUND_THIRD, HIGHEST_AROUND_THIRD)
                            .withSize(ROWS_AROUND_THIRD, FRAMES))));
    for (int rows : new int[] {96, 32, 10, 3, 1}) {
      variants.add(
          base.named(rows == 1 ? "every row kept" : "average over " + rows + " rows")
              .withNetwork(
                  small(rows == 1 ? "small, every row kept" : "small, " + rows + " rows a cell")
                      .rowAverage(rows)
                      .linear(64)
                      .linear(2)
                      .build()));
    }
    return List.copyOf(variants);
  }

  private static Cnn.Builder small(String name) {
    return Cnn.named(name).convolution(3, 16).convolution(3, 16);
  }

  /**
   * A network with two more convolutions of 3x3 after its last one, as wide as that and padded, so
   * that nothing of the picture is lost.
   *
   * @param recipe of a network with a convolution
   * @return the same recipe with the deeper network
   */
  public static CnnRecipe deeper(CnnRecipe recipe) {
    List<CnnLayer> layers = new ArrayList<>(recipe.network().layers());
    int last = layers.size() - 1;
    while (!(layers.get(last) instanceof Convolution)) {
      last--;
    }
    Convolution more = new Convolution(3, ((Convolution) layers.get(last)).channels());
    layers.addAll(last + 1, List.of(new ZeroPad(1), more, new ZeroPad(1), more));
    String name = recipe.name() + ", two more layers";
    return recipe.named(name).withNetwork(new Cnn(name, layers));
  }

  /**
   * The row-keeping network with one assumption about the picture changed at a time.
   *
   * @param epochs how many
   * @return the default first
   */
  public static List<CnnRecipe> pictures(int epochs) {
    CnnRecipe base = rowKeeper(epochs);
    List<CnnRecipe> variants = new ArrayList<>();
    variants.add(base.named("as chosen (588 bp, no taper, tetrahedron)"));
    for (int window : new int[] {480, 240, 120}) {
      variants.add(
          base.named("window " + window + " bp")
              .withPipeline(
                  exactRows(window, (600 - window) / (FRAMES - 1), Taper.RECTANGULAR, FRAMES)));
    }
    variants.add(base.named("Hann taper").withPipeline(exactRows(588, HOP, Taper.HANN, FRAMES)));
    for (NumericMapping mapping :
        List.of(
            NumericMapping.VOSS,
            NumericMapping.REAL,
            NumericMapping.EIIP,
            NumericMapping.INTEGER)) {
      variants.add(
          base.named(MAPPING_NAMES.get(mapping) + " mapping")
              .withPipeline(base.pipeline().withMapping(mapping)));
    }
    variants.add(base.named("no colour").withEdit(PictureEdit.MONOCHROME));
    variants.add(
        base.named("46 rows")
            .withPipeline(base.pipeline().withImage(base.pipeline().image().withSize(46, FRAMES))));
    return List.copyOf(variants);
  }
}
