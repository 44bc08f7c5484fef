package org.helixbook.data;

import java.util.List;
import java.util.OptionalLong;

/**
 * One entry of the manifest. Texts that are not known read {@code unknown}; none is null.
 *
 * @param name its name, lower-case words joined by hyphens
 * @param role what it is for
 * @param papers which papers use it: 1, 2 or both
 * @param what what it is
 * @param version version or release
 * @param licence licence or terms
 * @param citation whom to cite, with DOI
 * @param canonicalUrls where its makers publish it, best first
 * @param retrieved the day it was fetched for the manifest (yyyy-mm-dd), {@code never}, or {@code
 *     unknown}
 * @param split how it is split into training and test, or {@code none}
 * @param madeFrom the data sets that it is made from
 * @param byHand how to get it without this program
 * @param files its files, at least one
 */
public record DataSet(
    String name,
    Role role,
    List<Integer> papers,
    String what,
    String version,
    String licence,
    String citation,
    List<String> canonicalUrls,
    String retrieved,
    String split,
    List<String> madeFrom,
    String byHand,
    List<DataFile> files) {

  /** Copies the lists. */
  public DataSet {
    papers = List.copyOf(papers);
    canonicalUrls = List.copyOf(canonicalUrls);
    madeFrom = List.copyOf(madeFrom);
    files = List.copyOf(files);
  }

  /** The size of all its files, empty if that of one is unknown. */
  public OptionalLong bytes() {
    long sum = 0;
    for (DataFile file : files) {
      if (file.bytes().isEmpty()) {
        return OptionalLong.empty();
      }
      sum += file.bytes().getAsLong();
    }
    return OptionalLong.of(sum);
  }
}
