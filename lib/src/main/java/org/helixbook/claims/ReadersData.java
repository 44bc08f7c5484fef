package org.helixbook.claims;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DataSet;
import org.helixbook.experiment.Provenance;

/**
 * Tells data that a reader brought from those that the kit registers or that are a paper's own. No
 * figure that a paper prints says anything of a number on a reader's data.
 */
public final class ReadersData {
  private static final Set<String> KNOWN =
      Stream.concat(
              DataManifest.bundled().dataSets().stream().map(DataSet::name),
              Paper.all().stream().flatMap(Paper::ownData))
          .collect(Collectors.toUnmodifiableSet());

  private ReadersData() {}

  /**
   * Whether a number is on a reader's data.
   *
   * @param dataset as results name it; classes of a registered set follow its name after a colon,
   *     chosen rows of one after a comma
   */
  public static boolean is(String dataset) {
    return !dataset.isEmpty()
        && !dataset.equals(Provenance.NO_DATA)
        && !KNOWN.contains(dataset)
        && !KNOWN.contains(dataset.split("[:,]", 2)[0]);
  }
}
