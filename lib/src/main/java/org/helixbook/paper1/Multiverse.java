package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.data.coding.SplitName;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.CnnRecipe;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Trials;
import org.helixbook.experiment.sweep.Point;
import org.helixbook.experiment.sweep.Sweep;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.model.cnn.layer.CnnLayer;
import org.helixbook.model.cnn.layer.SoftmaxTwice;
import org.helixbook.signal.Brightness;
import org.helixbook.signal.ColourMap;
import org.helixbook.signal.ImageProducer;
import org.helixbook.signal.ImageScale;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.NumericMapping;
import org.helixbook.signal.PictureEdit;
import org.helixbook.signal.Preprocessing;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.Standardisation;
import org.helixbook.signal.StftSettings;
import org.helixbook.storage.Seeds;

/**
 * Model 2a in many worlds. The paper leaves ten things open that decide what its network saw and
 * how it began; a world is one answer to all ten. All worlds have one budget of windows and epochs,
 * and small pictures. So what holds in most of them does not hang on what nobody knows, and what
 * holds in some hangs on it. A specification curve (Simonsohn, Simmons and Nelson 2020, doi
 * 10.1038/s41562-020-0912-z) draws them all.
 *
 * @param side rows and columns of a picture in pixels
 * @param trainPerClass training windows of each class, and fewer where there are not so many
 * @param testPerClass test windows likewise
 * @param training epochs, batch size and rates of every world
 * @param windows draws the windows
 * @param threads how many windows to draw at a time
 */
public record Multiverse(
    int side,
    int trainPerClass,
    int testPerClass,
    TrainingSettings training,
    Seeds windows,
    int threads) {

  /** So many worlds have each answer equally often: a multiple of 2, 3 and 4. */
  public static final int WORLDS = 48;

  /** The worlds are the same for every reader, whatever seeds the trainings have. */
  private static final Seeds DESIGN = new Seeds(1);

  private static final String MAPPING = "mapping";
  private static final String BRIGHTNESS = "brightness";
  private static final String CEILING = "full brightness";
  private static final String COLOUR = "colour";
  private static final String WINDOW = "window, hop";
  private static final String SOFTMAX = "softmax";
  private static final String START = "start";
  private static final String OTHER_CLASS = "other class";
  private static final String BLUR = "blur";
  private static final String STANDARDISED = "standardised";

  /**
   * The open questions and their answers. All answers together would be 4,608 worlds.
   *
   * @return the first {@value #WORLDS} worlds of an even draw, see {@link Sweep#drawingEvenly}
   */
  public static Sweep worlds() {
    return Sweep.over(MAPPING, "tetrahedron", "EIIP", "real", "Voss")
        .and(BRIGHTNESS, "power", "decibels")
        .and(CEILING, "each picture's", "one for all")
        .and(COLOUR, "in colour", "grey")
        .and(WINDOW, "120 bp, 10", "240 bp, 8", "480 bp, 2")
        .and(SOFTMAX, "once", "twice")
        .and(START, "PyTorch's", "He's")
        .and(OTHER_CLASS, "introns, intergenic", "lncRNA, pseudogenes", "lncRNA")
        .and(BLUR, "none", "1 pixel")
        .and(STANDARDISED, "0.485, 0.229", "training set")
        .drawingEvenly(WORLDS, DESIGN);
  }

  /**
   * The first worlds.
   *
   * @param count how many, from 1 to {@value #WORLDS}
   * @throws InputProblem if there are not so many
   */
  public static List<Point> worlds(int count) {
    List<Point> all = worlds().points();
    if (count < 1 || count > all.size()) {
      throw new InputProblem(
          "worlds of the multiverse",
          count + " are asked for, and there are " + all.size(),
          "ask for 1 to " + all.size());
    }
    return all.subList(0, count);
  }

  /** The windows of a world. */
  CodingSource source(Point world) {
    String set =
        switch (world.text(OTHER_CLASS)) {
          case "introns, intergenic" -> "human-coding-600";
          case "lncRNA, pseudogenes" -> "human-lnsd";
          default -> "human-lnsd:cds-lnc";
        };
    return CodingSource.of(set, SplitName.GENE_DISJOINT, windows)
        .drawn(trainPerClass, testPerClass);
  }

  /** How a world draws its pictures; one brightness for all is not yet fitted. */
  SpectrogramPipeline pipeline(Point world) {
    String[] window = world.text(WINDOW).split(" bp, ");
    boolean grey = world.text(COLOUR).equals("grey");
    boolean decibels = world.text(BRIGHTNESS).equals("decibels");
    return SpectrogramPipeline.defaults()
        .withMapping(NumericMapping.of(world.text(MAPPING)))
        .withStft(
            StftSettings.defaults()
                .withWindowLength(Integer.parseInt(window[0]))
                .withHop(Integer.parseInt(window[1])))
        .withImage(
            ImageSettings.defaults()
                .withSize(side, side)
                .withBrightness(decibels ? Brightness.LOG_POWER : Brightness.POWER)
                .withColourMap(grey ? ColourMap.GREY : ColourMap.VIRIDIS))
        .withScale(ImageScale.perImage())
        .withPreprocessing(
            new Preprocessing(
                true,
                Standardisation.paper(Standardisation.ASSUMED_DEVIATION),
                0,
                world.text(BLUR).equals("none") ? 0 : 1));
  }

  /** The layers of a world. */
  Cnn network(Point world) {
    Cnn once = Models.model2a().as("Model 2a, multiverse");
    if (world.text(SOFTMAX).equals("once")) {
      return once;
    }
    List<CnnLayer> layers = new ArrayList<>(once.layers());
    layers.set(layers.size() - 1, new SoftmaxTwice(once.classes()));
    return new Cnn(once.name(), layers);
  }

  /**
   * What is trained in a world.
   *
   * @throws InputProblem if a window cannot be used
   */
  public CnnVariant variant(Point world) {
    CodingSource source = source(world);
    SequenceSplit split = source.windows();
    SpectrogramPipeline pipeline = pipeline(world);
    if (world.text(CEILING).equals("one for all")) {
      pipeline =
          pipeline.withScale(
              new ImageProducer(pipeline, threads, Progress.silent())
                  .fitCeiling(split.train().sequences()));
    }
    // A tetrahedron has three signals, which are red, green and blue and need no colour map.
    boolean monochrome =
        world.text(COLOUR).equals("grey") && pipeline.mapping() == NumericMapping.TETRAHEDRON;
    CnnRecipe recipe =
        new CnnRecipe(
            world.label(),
            network(world),
            world.text(START).equals("He's")
                ? Initialisation.HE_NORMAL
                : Initialisation.PYTORCH_DEFAULT,
            training,
            pipeline,
            monochrome ? PictureEdit.MONOCHROME : PictureEdit.NONE);
    ImageSplit images =
        ImageSplit.prepare(
            pipeline,
            world.text(STANDARDISED).equals("training set"),
            split.train(),
            split.test(),
            threads,
            Progress.silent());
    return new CnnVariant(recipe, images.edited(recipe.edit()), source.name());
  }

  /**
   * Trains worlds, one after the other.
   *
   * @param experiment the seeds; what the store has is taken from there
   * @param worlds which
   * @param bootstrap how intervals are drawn
   * @return a row a world; fewer after an interrupt
   */
  public MultiverseReport run(Experiment experiment, List<Point> worlds, Bootstrap bootstrap) {
    List<MultiverseReport.World> done = new ArrayList<>();
    for (Point world : worlds) {
      // One at a time: the pictures of all of them would fill the memory.
      Trials<Predictions> trials = experiment.run(variant(world));
      if (trials.wasInterrupted()) {
        break;
      }
      done.add(MultiverseReport.World.of(world, trials, source(world).windows(), bootstrap));
    }
    return new MultiverseReport(done);
  }
}
