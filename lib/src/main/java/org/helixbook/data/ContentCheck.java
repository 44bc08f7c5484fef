package org.helixbook.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.helixbook.dna.AmbiguityCodes;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.FastaFile;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.AtomicFile;
import org.helixbook.storage.Digest;

/** Checks that a file is the one that the manifest means. */
final class ContentCheck {

  /** What a check found. */
  enum Outcome {
    /** It is the file. */
    RIGHT,
    /** Its SHA-256 was not known, but its sequences are the right ones. */
    RIGHT_SEQUENCES,
    /** Nothing is known to compare it with. */
    NOTHING_TO_COMPARE,
    /** It is another file, or damaged. */
    WRONG
  }

  /**
   * The result of a check.
   *
   * @param outcome what was found
   * @param sha256 the file's SHA-256
   * @param difference for {@link Outcome#WRONG}, found and expected in words; else empty
   */
  record Result(Outcome outcome, String sha256, String difference) {}

  private ContentCheck() {}

  /**
   * Compares a file with what is known: SHA-256 of the manifest, SHA-256 recorded at an earlier
   * download, digests of the sequences, in this order.
   *
   * @param path the file on disk
   * @param file its entry
   * @param sources those of its sources that it may come from
   * @param recorded the SHA-256 recorded earlier
   */
  static Result check(Path path, DataFile file, List<Source> sources, Optional<String> recorded)
      throws IOException {
    String found = Digest.sha256(path);
    List<String> wanted =
        sources.stream().flatMap(source -> source.sha256().stream()).distinct().toList();
    if (wanted.contains(found) || recorded.filter(found::equals).isPresent()) {
      return new Result(Outcome.RIGHT, found, "");
    }
    String sums = "its SHA-256 is " + found + " but must be ";
    if (!file.sequences().isEmpty()) {
      Optional<String> difference = compareSequences(path, file.sequences());
      if (difference.isEmpty()) {
        return new Result(Outcome.RIGHT_SEQUENCES, found, "");
      }
      String bytes = wanted.isEmpty() ? "" : ", and " + sums + String.join(" or ", wanted);
      return new Result(Outcome.WRONG, found, difference.get() + bytes);
    }
    if (recorded.isPresent()) {
      return new Result(
          Outcome.WRONG, found, sums + recorded.get() + ", which was recorded when it was fetched");
    }
    if (sources.stream().anyMatch(source -> source.sha256().isEmpty())) {
      return new Result(Outcome.NOTHING_TO_COMPARE, found, "");
    }
    return new Result(
        Outcome.WRONG,
        found,
        size(Files.size(path), sources)
            + sums
            + wanted.stream().collect(Collectors.joining(" or ")));
  }

  private static String size(long found, List<Source> sources) {
    long[] wanted =
        sources.stream().flatMapToLong(source -> source.bytes().stream()).distinct().toArray();
    return wanted.length != 1 || wanted[0] == found
        ? ""
        : "it has " + found + " bytes instead of " + wanted[0] + ", and ";
  }

  /** The first difference in words; the names are not compared, for servers differ in them. */
  private static Optional<String> compareSequences(Path path, List<SequenceDigest> wanted) {
    List<String> differences = new ArrayList<>();
    int[] count = {0};
    try {
      FastaFile.forEach(
          path,
          AmbiguityCodes.AS_N,
          sequence -> {
            if (count[0] < wanted.size()) {
              compare(sequence, wanted.get(count[0])).ifPresent(differences::add);
            }
            count[0]++;
          });
    } catch (InputProblem e) {
      return Optional.of("it is no sound FASTA file (" + e.getMessage() + ")");
    }
    if (count[0] != wanted.size()) {
      return Optional.of("it holds " + count[0] + " sequences instead of " + wanted.size());
    }
    return differences.stream().findFirst();
  }

  private static Optional<String> compare(DnaSequence found, SequenceDigest wanted) {
    if (found.length() != wanted.length()) {
      return Optional.of(
          "its sequence '"
              + found.name()
              + "' has "
              + found.length()
              + " bp instead of "
              + wanted.length());
    }
    String m5 = Digest.m5(found.bases().getBytes(StandardCharsets.US_ASCII));
    return m5.equals(wanted.m5())
        ? Optional.empty()
        : Optional.of(
            "the M5 of its sequence '"
                + found.name()
                + "' is "
                + m5
                + " but must be "
                + wanted.m5());
  }

  /** Reads a side file as {@code sha256sum} writes it; empty if there is none. */
  static Optional<String> recorded(Path sideFile) throws IOException {
    try {
      // So that any bytes are a text, and damage is told as what it is.
      String sum = Files.readString(sideFile, StandardCharsets.ISO_8859_1).split("\\s", 2)[0];
      if (!sum.matches("[0-9a-f]{64}")) {
        throw new InputProblem(
            sideFile.toString(),
            "it does not begin with a SHA-256",
            "delete it, and the checksum is recorded anew");
      }
      return Optional.of(sum);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Writes a side file that {@code sha256sum -c} understands. */
  static void record(Path sideFile, String sha256, String fileName) throws IOException {
    AtomicFile.writeText(sideFile, sha256 + "  " + fileName + "\n");
  }
}
