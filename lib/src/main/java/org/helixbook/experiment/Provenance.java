package org.helixbook.experiment;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What stands behind a number: the data, which reading of the paper, the seeds, the runs, and how
 * many examples, tasks or pairs.
 *
 * @param dataset the data set's id in the manifest; {@value #NO_DATA} if the number is arithmetic
 * @param variant which of several readings or networks; empty if there is one
 * @param seeds the base seeds of the runs; empty if nothing was trained
 * @param runs the ids of the runs; empty if nothing was trained
 * @param n examples, tasks or pairs behind the number; empty if nobody needs to know
 */
public record Provenance(
    String dataset, String variant, List<Long> seeds, List<String> runs, OptionalLong n) {
  /** The data set of a number that needs none, such as a count of parameters. */
  public static final String NO_DATA = "none needed";

  /** Checks that all is there. */
  public Provenance {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(variant, "variant");
    Objects.requireNonNull(n, "n");
    seeds = List.copyOf(seeds);
    runs = List.copyOf(runs);
    if (n.isPresent() && n.getAsLong() < 0) {
      throw new IllegalArgumentException("there cannot be " + n.getAsLong() + " examples");
    }
  }

  /** Of a number that needs no data. */
  public static Provenance none() {
    return on(NO_DATA);
  }

  /**
   * Of a number that was counted or measured on a data set without a trained run.
   *
   * @param dataset its id in the manifest
   */
  public static Provenance on(String dataset) {
    return new Provenance(dataset, "", List.of(), List.of(), OptionalLong.empty());
  }

  /** The same as one of several readings or networks, such as {@code 2a}. */
  public Provenance withVariant(String name) {
    return new Provenance(dataset, name, seeds, runs, n);
  }

  /** The same with these base seeds. */
  public Provenance withSeeds(List<Long> base) {
    return new Provenance(dataset, variant, base, runs, n);
  }

  /** The same with these run ids. */
  public Provenance withRuns(List<String> ids) {
    return new Provenance(dataset, variant, seeds, ids, n);
  }

  /** The same with the number of examples, tasks or pairs, 0 or more. */
  public Provenance withN(long count) {
    return new Provenance(dataset, variant, seeds, runs, OptionalLong.of(count));
  }

  /** The same with the seeds and runs of another number, too, each once. */
  public Provenance and(Provenance other) {
    return new Provenance(dataset, variant, union(seeds, other.seeds), union(runs, other.runs), n);
  }

  private static <T> List<T> union(List<T> one, List<T> two) {
    return Stream.concat(one.stream(), two.stream()).distinct().toList();
  }
}
