package org.helixbook.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file of a data set.
 *
 * @param name its name in the cache and in a mirror folder
 * @param sequences for a FASTA file, its sequences in order; else empty
 * @param sources where to get it, best first; at least one
 */
public record DataFile(String name, List<SequenceDigest> sequences, List<Source> sources) {

  /** Copies the lists. */
  public DataFile {
    sequences = List.copyOf(sequences);
    sources = List.copyOf(sources);
  }

  /**
   * Its first source of a kind.
   *
   * @param kind such as {@code Source.Debian.class}
   * @param <S> the kind
   * @return the source, empty if it has none of this kind
   */
  public <S extends Source> Optional<S> source(Class<S> kind) {
    return sources.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Its size as the first source that knows it gives it, empty if none does. */
  public OptionalLong bytes() {
    return sources.stream()
        .map(Source::bytes)
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }
}
