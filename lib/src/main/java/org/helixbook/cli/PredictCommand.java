package org.helixbook.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.PlainProgress;
import org.helixbook.feedback.Progress;
import org.helixbook.model.predict.Prediction;
import org.helixbook.model.predict.Predictor;
import org.helixbook.run.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a trained network says of sequences. */
@Command(
    name = "predict",
    description =
        "Prints what a trained network says of the records of a FASTA file, in windows as long as"
            + " those it was trained on: a probability for each class or task, or, of a language"
            + " model, bits a base. TSV, unless another form is asked for.")
final class PredictCommand implements Callable<Integer> {
  private final Supplier<RunStore> store;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description =
          "A run's id, or the beginning of it; or what 'helixbook runs export' wrote, as a zip file"
              + " or unpacked.")
  private String run;

  @Parameters(index = "1", paramLabel = "FASTA", description = "Sequences, or a genome.")
  private Path fasta;

  @Option(
      names = "--bed",
      paramLabel = "REGIONS",
      description = "Of each region of this BED file, the window in its middle.")
  private Path regions;

  @Option(
      names = "--step",
      paramLabel = "N",
      description = "A window every N bases, as a bedGraph track for a genome browser.")
  private Integer step;

  @Option(names = "--bed-out", description = "Prints the classes or tasks called, as BED.")
  private boolean bedOut;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these classes or tasks, in this order.")
  private List<String> only;

  @Option(
      names = "--baseline",
      description =
          "What the period-3 ratio says, with the threshold that was fitted on the training"
              + " windows of the run, in the place of its network.")
  private boolean baseline;

  @Option(names = "--silent", description = "Says nothing on the error stream.")
  private boolean silent;

  PredictCommand(Supplier<RunStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    if (step != null && (regions != null || bedOut)) {
      throw new InputProblem(
          "--step",
          "it makes a track of the whole file, and "
              + (bedOut ? "--bed-out" : "--bed")
              + " something else",
          "give one of them");
    }
    // On the error stream: the output is for what comes out.
    Progress progress =
        silent ? Progress.silent() : new PlainProgress(System.err, Duration.ofSeconds(10));
    Predictor network = Predictor.of(store.get(), run, progress);
    Predictor predictor = baseline ? network.baseline() : network;
    Prediction all =
        regions != null
            ? predictor.predict(fasta, regions)
            : step != null ? predictor.predict(fasta, step) : predictor.predict(fasta);
    Prediction wanted = only == null ? all : all.only(only);
    PrintWriter out = spec.commandLine().getOut();
    out.print(bedOut ? wanted.toBed() : step != null ? wanted.toBedGraph() : wanted.toTsv());
    out.flush();
    if (!silent) {
      notices(predictor, wanted);
    }
    return 0;
  }

  private void notices(Predictor predictor, Prediction prediction) {
    PrintWriter err = spec.commandLine().getErr();
    if (bedOut || step != null) {
      err.println(prediction.run());
      prediction.thresholds().forEach(err::println);
    }
    prediction.leftOut().forEach(sentence -> err.println("left out: " + sentence));
    if (predictor.isOfOtherCode()) {
      err.println("the run was trained by other code than this: the last bits may differ");
    }
    err.flush();
  }
}
