package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.RepeatedDecisions;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Trial;
import org.helixbook.experiment.Trials;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.TrainingOutcome;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.Preprocessing;
import org.helixbook.signal.Standardisation;

/**
 * The experiment behind the paper's sentence that preprocessing "did not give a better accuracy"
 * (claim P1.3), for which it prints no figure: the same network from the same seeds on pictures
 * with each of the steps on and off.
 *
 * @param design which variants
 * @param side rows and columns after resizing, in pixels
 * @param deviation of the standardisation around 0.485; the paper gives none
 * @param blurSigma width of the blur in pixels; the paper gives none
 */
public record PreprocessingAblation(Design design, int side, double deviation, double blurSigma) {

  /** A step of section IV.D that can be left out. One-hot labels cannot. */
  public enum Step {
    /** Values in [0, 1]; without it 0 to 255, as an 8-bit picture holds them. */
    SCALE("scaled to [0, 1]", "scaling"),
    /** Standardised around 0.485. */
    STANDARDISE("standardised", "standardisation"),
    /** Resized to equal sides; without it the picture keeps the size it was drawn in. */
    RESIZE("resized", "resize"),
    /** Gaussian blur. */
    BLUR("blurred", "blur");

    private final String label;
    private final String id;

    Step(String label, String id) {
      this.label = label;
      this.id = id;
    }

    /** The end of the id of its measurement. */
    String id() {
      return id;
    }

    /** Its name for a reader. */
    public String label() {
      return label;
    }
  }

  /** Which variants are compared with all steps. */
  public enum Design {
    /** All steps, each one left out alone, scaling alone, and none: seven variants. */
    LEAVE_ONE_OUT,
    /** Every combination: sixteen variants. */
    FULL
  }

  /**
   * One variant and what became of it.
   *
   * @param steps those that were on
   * @param accuracies test accuracy of each seed that did not diverge
   * @param learned how many seeds left the plateau of guessing, see {@link ChancePlateau}
   * @param diverged how many seeds ended with a loss that is no number
   * @param difference mean accuracy minus that of all steps, over seeds that ended in both, with
   *     the interval over test pictures and seeds; NaN for all steps itself and where no seed is
   *     left
   * @param verdict in words
   * @param runs the ids of the runs
   */
  public record Variant(
      Set<Step> steps,
      List<Double> accuracies,
      int learned,
      int diverged,
      ConfidenceInterval difference,
      String verdict,
      List<String> runs) {

    /** Copies the lists. */
    public Variant {
      steps = Set.copyOf(steps);
      accuracies = List.copyOf(accuracies);
      runs = List.copyOf(runs);
    }

    /** The steps that are on, or off if they are fewer, for a reader. */
    public String name() {
      return PreprocessingAblation.name(steps);
    }

    /** How many trainings there were. */
    int trainings() {
      return accuracies.size() + diverged;
    }

    /** Mean accuracy; NaN if all diverged. */
    public double mean() {
      return accuracies.stream().mapToDouble(a -> a).average().orElse(Double.NaN);
    }

    /** The least accuracy of a seed; NaN if all diverged. */
    public double least() {
      return accuracies.stream().mapToDouble(a -> a).min().orElse(Double.NaN);
    }

    /** The greatest accuracy of a seed; NaN if all diverged. */
    public double greatest() {
      return accuracies.stream().mapToDouble(a -> a).max().orElse(Double.NaN);
    }
  }

  /** Fewer seeds than this cannot carry a verdict. */
  public static final int FEWEST_SEEDS = 3;

  /** The sets of steps, all steps first. */
  public List<Set<Step>> variants() {
    List<Set<Step>> variants = new ArrayList<>();
    Step[] steps = Step.values();
    int allButScaling = (1 << steps.length) - 1 - (1 << Step.SCALE.ordinal());
    for (int off = 0; off < 1 << steps.length; off++) {
      int bits = Integer.bitCount(off);
      boolean chosen = bits <= 1 || bits == steps.length || off == allButScaling;
      if (design == Design.FULL || chosen) {
        Set<Step> on = EnumSet.allOf(Step.class);
        for (Step step : steps) {
          if ((off >> step.ordinal() & 1) == 1) {
            on.remove(step);
          }
        }
        variants.add(on);
      }
    }
    return variants;
  }

  /**
   * The preprocessing of a variant.
   *
   * @param steps those that are on
   */
  public Preprocessing preprocessing(Set<Step> steps) {
    return new Preprocessing(
        steps.contains(Step.SCALE),
        steps.contains(Step.STANDARDISE)
            ? Standardisation.paper(deviation)
            : Standardisation.none(),
        steps.contains(Step.RESIZE) ? side : 0,
        steps.contains(Step.BLUR) ? blurSigma : 0);
  }

  /**
   * Trains all variants.
   *
   * @param experiment the seeds, the same in every variant
   * @param network what is trained, from He's weights
   * @param training how
   * @param pictures makes the pictures of a variant
   * @param dataset what they show
   * @param bootstrap how intervals are drawn
   * @return a variant each, all steps first; fewer if a training was interrupted
   */
  public List<Variant> run(
      Experiment experiment,
      Cnn network,
      TrainingSettings training,
      Function<Preprocessing, ImageSplit> pictures,
      String dataset,
      Bootstrap bootstrap) {
    List<Variant> done = new ArrayList<>();
    Trials<Predictions> reference = null;
    for (Set<Step> steps : variants()) {
      ImageSplit images = pictures.apply(preprocessing(steps));
      Trials<Predictions> trials =
          experiment.run(
              new CnnVariant(network, Initialisation.HE_NORMAL, training, images, dataset)
                  .named(name(steps)));
      if (trials.wasInterrupted()) {
        break;
      }
      reference = reference == null ? trials : reference;
      done.add(variant(steps, trials, reference, bootstrap));
    }
    return done;
  }

  private static String name(Set<Step> steps) {
    List<String> off =
        Arrays.stream(Step.values()).filter(s -> !steps.contains(s)).map(Step::label).toList();
    if (off.isEmpty()) {
      return "all steps";
    }
    return off.size() == Step.values().length ? "no step" : "not " + String.join(", not ", off);
  }

  private static int learned(Trials<Predictions> trials) {
    return ChancePlateau.left(
        trials.trials().stream()
            .filter(PreprocessingAblation::ended)
            .map(trial -> trial.history().values("trainLoss"))
            .toList());
  }

  private static boolean ended(Trial<Predictions> trial) {
    return trial.status() == TrainingOutcome.Status.FINISHED;
  }

  private static Variant variant(
      Set<Step> steps,
      Trials<Predictions> trials,
      Trials<Predictions> reference,
      Bootstrap bootstrap) {
    List<Double> accuracies =
        trials.trials().stream()
            .filter(PreprocessingAblation::ended)
            .map(trial -> trial.test().accuracy())
            .toList();
    int diverged = trials.trials().size() - accuracies.size();
    List<Predictions> with = new ArrayList<>();
    List<Predictions> without = new ArrayList<>();
    for (int i = 0; i < trials.trials().size(); i++) {
      Trial<Predictions> one = reference.trials().get(i);
      Trial<Predictions> other = trials.trials().get(i);
      if (trials != reference && ended(one) && ended(other)) {
        with.add(one.test());
        without.add(other.test());
      }
    }
    List<double[]> differences =
        with.isEmpty()
            ? List.of()
            : new RepeatedDecisions(without).differences(new RepeatedDecisions(with));
    ConfidenceInterval difference =
        with.isEmpty()
            ? new ConfidenceInterval(Double.NaN, Double.NaN, Double.NaN, bootstrap.level())
            : new RepeatedDecisions(without)
                .accuracyMinus(new RepeatedDecisions(with), bootstrap, "ablation");
    String verdict =
        trials == reference ? "the reference" : verdict(differences, difference, diverged);
    return new Variant(
        steps, accuracies, learned(trials), diverged, difference, verdict, trials.runs());
  }

  /**
   * A difference is called one if the interval leaves out 0 and every seed says the same; three
   * seeds are too few for the interval alone.
   */
  static String verdict(List<double[]> differences, ConfidenceInterval interval, int diverged) {
    if (diverged > 0) {
      return diverged + " of the trainings diverged: worse";
    }
    if (differences.size() < FEWEST_SEEDS) {
      return "too few seeds to tell";
    }
    Set<Double> signs =
        differences.stream()
            .map(d -> Math.signum(Arrays.stream(d).sum()))
            .collect(Collectors.toSet());
    if (signs.equals(Set.of(1.0)) && interval.low() > 0) {
      return "better";
    }
    if (signs.equals(Set.of(-1.0)) && interval.high() < 0) {
      return "worse";
    }
    return "no difference shown";
  }
}
