package org.helixbook.experiment.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.helixbook.data.text.TextSource;
import org.helixbook.experiment.LanguageVariant;
import org.helixbook.feedback.Progress;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.run.RunStore;

/** A sweep of two runs side by side that never come to their ends: something has to stop it. */
final class EndlessSweep {
  private static final TextSource TEXT = new TextSource(TextSource.RANDOM, 600, 100, 3);

  private EndlessSweep() {}

  static PlannedRun run(double rate, int epochs) {
    CharacterModel model =
        CharacterModel.builder()
            .layers(1)
            .hidden(8)
            .batchSize(4)
            .length(15)
            .epochs(epochs)
            .learningRate(rate)
            .build();
    return new PlannedRun(
        new Point(Map.of("rate", "" + rate)),
        new LanguageVariant(model, TEXT, TEXT.load(null, Progress.silent()))
            .forChoosing()
            .configuration(1));
  }

  static List<PlannedRun> runs() {
    return Stream.of(0.01, 0.02).map(rate -> run(rate, 1_000_000)).toList();
  }

  /**
   * Prints how far it has come.
   *
   * @param arguments the folder for runs and logs
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    RunStore store = RunStore.in(folder.resolve("runs"));
    SweepReport report =
        new RunPlaces(store, 2, WorkerProcess.in(store, "some/notebook", folder))
            .run("Sweep", runs(), Map.of(), (done, detail) -> System.out.println(detail));
    System.out.println("report: " + report.summary() + report.problems());
  }
}
