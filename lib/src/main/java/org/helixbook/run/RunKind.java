package org.helixbook.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;

/**
 * How runs of one kind of network are computed from their configuration alone, so that the command
 * line can resume a run that a notebook began. Kinds are found by {@link ServiceLoader}: their
 * classes are named in {@code META-INF/services/org.helixbook.run.RunKind}.
 */
public interface RunKind {

  /** What {@link RunConfiguration#kind} says, such as {@code cnn}. Never changed again. */
  String name();

  /** What such a run trains, in words, such as {@code image classifier}. */
  String title();

  /**
   * Its names in older versions of the kit. Their runs can be looked at and compared, and not
   * resumed.
   */
  default List<String> formerNames() {
    return List.of();
  }

  /** True if a run is of this kind, whichever version of the kit began it. */
  default boolean holds(RunConfiguration run) {
    return name().equals(run.kind()) || formerNames().contains(run.kind());
  }

  /**
   * The classes of the kit by which all code is reached that decides the numbers of such a run: its
   * {@link RunTask}, and what makes a network where the task does not name it. See {@link
   * LibraryCode}.
   */
  List<Class<?>> computedBy();

  /**
   * Gets or makes the data that the configuration's {@code preparation} describes. The store then
   * compares their digests with those of the configuration.
   *
   * @param progress is told while the data are made
   * @throws InputProblem if the data cannot be made again, such as those of a user's folder that
   *     has moved
   */
  RunTask<?> task(RunConfiguration configuration, Progress progress);

  /**
   * What predicting needs beside configuration and state, such as the names of the classes and what
   * was fitted on the training data. A run keeps it in its folder when it ends.
   *
   * @param task of such a run, with its data
   * @param left gives a file that the run left at its end
   * @return JSON; empty if configuration and state are enough
   */
  default Optional<JsonNode> model(RunTask<?> task, Function<String, Optional<byte[]>> left) {
    return Optional.empty();
  }

  /**
   * What the network of a run says of DNA. A run may come from anybody: of its content no class is
   * loaded that it names, and no Java object is read.
   *
   * @throws InputProblem if it learned from something else, or it is damaged
   * @throws IOException if its state is not one of such a network
   */
  default RunPredictor predictor(RunModel run) throws IOException {
    throw new InputProblem(
        run.name(),
        "a run of this kind (" + title() + ") says nothing of new sequences",
        "give a run of another kind");
  }

  /** The figure by which such runs are listed and compared. */
  RunScore score();

  /** The code of this process for such runs: a digest of what {@link #computedBy} reaches. */
  default String code() {
    return LibraryCode.version(
        Stream.concat(Stream.of(TrainingRun.class), computedBy().stream())
            .toArray(Class<?>[]::new));
  }

  /** All kinds that are installed. */
  static List<RunKind> all() {
    return ServiceLoader.load(RunKind.class, RunKind.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /** True if a run was begun by this code, so that it can be resumed here. */
  static boolean isOfThisCode(RunConfiguration run) {
    return all().stream()
        .anyMatch(kind -> kind.name().equals(run.kind()) && kind.code().equals(run.codeVersion()));
  }

  /**
   * The kind of a run.
   *
   * @throws InputProblem if its configuration names none that is installed
   */
  static RunKind of(RunConfiguration run) {
    return all().stream()
        .filter(kind -> kind.name().equals(run.kind()))
        .findFirst()
        .orElseThrow(() -> notInstalled(run));
  }

  private static InputProblem notInstalled(RunConfiguration run) {
    List<RunKind> all = all();
    boolean older = run.kind().isEmpty() || all.stream().anyMatch(kind -> kind.holds(run));
    String named = run.kind().isEmpty() ? "it has no kind" : "its kind is '" + run.kind() + "'";
    String known = all.stream().map(RunKind::name).sorted().collect(Collectors.joining(", "));
    return new InputProblem(
        "run " + run.id(),
        (older ? "it is from an older version of the kit (" + named + ")" : named)
            + ", and what is installed here can resume "
            + known,
        older
            ? "resume it with that version, or run its notebook again, which begins a new run"
            : "resume it where this kind is installed");
  }
}
