package org.helixbook.paper1;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.claims.Result;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.CnnRecipe;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.PretrainedSet;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.threshold.Threshold;
import org.helixbook.notebook.Notebook;

/**
 * The experiments beyond the paper: what is computed here is written into the report folder, in the
 * form of the kit's reference run of the same experiments, which is read beside it.
 *
 * @param reference the kit's reference run
 * @param kept where experiments of this execution are written
 * @param here who computes here, for a reader
 * @param bootstrap how intervals are drawn
 * @param threads how many windows to draw at a time
 */
public record Beyond(Path reference, Path kept, String here, Bootstrap bootstrap, int threads) {
  private static final String FOLDER = "paper1-beyond";
  private static final String REPORT =
      "make room or give write permission, or set HELIXBOOK_REPORT to another folder";
  private static final String MODEL_2A = "model-2a";
  private static final int EPOCHS_OF_2A = 5;

  /**
   * The experiments of a notebook.
   *
   * @throws InputProblem if the kit's reference run is not there
   */
  public static Beyond of(Notebook book) {
    return new Beyond(
        book.referenceResults(FOLDER)
            .orElseThrow(
                () ->
                    new InputProblem(
                        "notebooks/reference-results/" + FOLDER,
                        "there is no such folder",
                        "restore it from the repository")),
        book.reportFolder().resolve(FOLDER),
        "Profile " + book.profile().label(),
        Bootstrap.of(book.seeds()),
        book.threads());
  }

  /**
   * The reference run of an experiment, and named as such.
   *
   * @param study its name, such as {@code pooling}
   * @throws InputProblem if there is none
   */
  public StudyResult before(String study) {
    StudyResult kept = StudyResult.read(reference, study);
    return kept.computedBy("Reference run: " + kept.provenance());
  }

  /** Writes an experiment of this execution. */
  public StudyResult keep(StudyResult computed) {
    StudyResult signed = computed.computedBy(here);
    InputProblem.ifRefused(
        kept,
        "the study cannot be written there",
        REPORT,
        () -> {
          Files.createDirectories(kept);
          signed.write(kept);
        });
    return signed;
  }

  /** Writes the trainings of {@link PlateauStudy}. */
  public StudyResult keepPlateau(List<PlateauStudy.Training> plateau) {
    return keep(
        new StudyResult(
            "plateau",
            "How often, and when, do trainings leave the loss of guessing?",
            here,
            List.of(),
            plateau));
  }

  /**
   * Trains recipes on the same windows, one after the other, and keeps their scores.
   *
   * @param study its name
   * @param question what it asks
   * @param experiment the seeds
   * @param recipes what to train
   * @param train what to learn from
   * @param test what to measure on
   * @param dataset what the test windows are
   * @return a row a recipe; fewer after an interrupt
   */
  public StudyResult sweep(
      String study,
      String question,
      Experiment experiment,
      List<CnnRecipe> recipes,
      LabelledSequences train,
      LabelledSequences test,
      String dataset) {
    List<StudyResult.Row> rows = new ArrayList<>();
    for (CnnRecipe recipe : recipes) {
      // One at a time: the pictures of all of them would fill the memory.
      Trials<Predictions> trials = experiment.run(recipe.on(train, test, dataset, threads));
      if (trials.wasInterrupted()) {
        break;
      }
      rows.add(StudyResult.Row.of(trials, bootstrap));
    }
    return keep(StudyResult.of(study, question, rows));
  }

  /**
   * The row-keeping network beside the period-3 ratio on gene-disjoint folds of training windows:
   * how a recipe is chosen without the test windows. Fold 1 is trained from seed 1, and so on.
   *
   * @param experiment its seeds are not used
   * @param set what the windows are from
   * @param windows training windows
   * @param folds how many, at least 2
   * @param epochs of each training
   * @return two rows a fold
   */
  public StudyResult folds(
      Experiment experiment, CodingSet set, List<CodingWindow> windows, int folds, int epochs) {
    List<StudyResult.Row> rows = new ArrayList<>();
    long fold = 0;
    for (SequenceSplit split : set.folds(windows, folds)) {
      fold++;
      String heldOut = "fold " + fold;
      CnnVariant variant =
          Variants.rowKeeper(epochs)
              .named("row-keeping network, fold " + fold)
              .on(split.train(), split.test(), heldOut, threads);
      rows.add(StudyResult.Row.of(experiment.from(List.of(fold)).run(variant), bootstrap));
      rows.add(
          StudyResult.Row.of(
                  Trials.of(Threshold.period3(split.train()), heldOut, split.test()), bootstrap)
              .named("period-3 ratio, fold " + fold));
    }
    return keep(
        StudyResult.of(
            "selection", "Was the row-keeping network chosen without the test windows?", rows));
  }

  /**
   * What the length of a sequence is worth: the same windows cut to several lengths, judged by the
   * row-keeping network and by the period-3 ratio, which see the same bases.
   *
   * @param experiment the seeds
   * @param epochs of each training
   * @param lengths in nt, multiples of 3 from 60 on, none above that of the windows
   * @param train what to learn from
   * @param test what to measure on
   * @return two rows a length: {@code row-keeping network, 300 nt}, {@code period-3 ratio, 300 nt}
   * @throws InputProblem if windows cannot be cut to a length
   */
  public StudyResult lengths(
      Experiment experiment,
      int epochs,
      List<Integer> lengths,
      LabelledSequences train,
      LabelledSequences test) {
    List<StudyResult.Row> rows = new ArrayList<>();
    for (int length : lengths) {
      String name = length + " nt";
      LabelledSequences shortTrain = train.cutTo(length);
      LabelledSequences shortTest = test.cutTo(length);
      CnnRecipe recipe = Variants.rowKeeper(epochs, length);
      CnnVariant variant =
          recipe.named(recipe.name() + ", " + name).on(shortTrain, shortTest, name, threads);
      rows.add(StudyResult.Row.of(experiment.run(variant), bootstrap));
      Threshold ratio = Threshold.period3(shortTrain);
      rows.add(
          StudyResult.Row.of(Trials.of(ratio, name, shortTest), bootstrap)
              .named(ratio.name() + ", " + name));
    }
    return StudyResult.of("length", "What is the length of a sequence worth?", rows);
  }

  /**
   * Model 2a with the recipe of its notebook's {@code quick} profile.
   *
   * @param trainHere whether to train it; else the kit's trained networks are read
   * @param experiment the seeds
   * @param train what to learn from
   * @param test what to measure on
   * @param dataset what both are from
   * @return its networks, named as a reference run if they were not trained here
   */
  public PretrainedSet model2a(
      boolean trainHere,
      Experiment experiment,
      LabelledSequences train,
      LabelledSequences test,
      String dataset) {
    CnnRecipe recipe = Variants.model2a(EPOCHS_OF_2A);
    if (!trainHere) {
      return PretrainedSet.read(reference, MODEL_2A, recipe).named("Model 2a (reference run)");
    }
    CnnVariant variant = recipe.on(train, test, dataset, threads);
    PretrainedSet trained =
        PretrainedSet.of(recipe, variant, experiment.run(variant), "Trained by " + here);
    InputProblem.ifRefused(
        kept, "the networks cannot be written there", REPORT, () -> trained.write(kept, MODEL_2A));
    return trained;
  }

  /**
   * Model 2a on two splits of the same windows.
   *
   * @param experiment the seeds
   * @param train of the gene-disjoint split
   * @param test of the gene-disjoint split
   * @param randomTrain of the random split
   * @param randomTest of the random split
   * @param dataset what was split
   * @return the gene-disjoint split first
   */
  public StudyResult leakage2a(
      Experiment experiment,
      LabelledSequences train,
      LabelledSequences test,
      LabelledSequences randomTrain,
      LabelledSequences randomTest,
      String dataset) {
    CnnRecipe recipe = Variants.model2a(EPOCHS_OF_2A);
    return keep(
        StudyResult.of(
            "leakage",
            "Does the result survive a split without shared genes?",
            List.of(
                experiment.run(recipe.on(train, test, dataset, threads)),
                experiment.run(recipe.on(randomTrain, randomTest, dataset, threads))),
            bootstrap));
  }

  /**
   * What a random split adds (claim P1.16).
   *
   * @param dataset what was split
   * @param variant the method
   * @param random its score on the random split
   * @param disjoint its score on the gene-disjoint split
   * @return the difference and both accuracies, to be recorded
   */
  public List<Result> leakage(
      String dataset, String variant, StudyResult.Row random, StudyResult.Row disjoint) {
    Comparison difference = random.minusElsewhere(disjoint);
    Provenance first = random.provenance(dataset).withVariant(variant);
    Provenance second = disjoint.provenance(dataset).withVariant(variant);
    return List.of(
        Result.of("P1.16-random-minus-disjoint", difference.difference(), first.and(second)),
        Result.of("P1.16-accuracy-random", random.accuracy(), first),
        Result.of("P1.16-accuracy-disjoint", disjoint.accuracy(), second));
  }
}
