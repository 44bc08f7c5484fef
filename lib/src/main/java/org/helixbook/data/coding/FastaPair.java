package org.helixbook.data.coding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.helixbook.dna.AmbiguityCodes;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.FastaFile;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;

/**
 * Two FASTA files, coding and non-coding, cut into windows of one length. A window with an unknown
 * base is left out and counted, and so are a record shorter than a window and the bases left over
 * at the end of a record.
 *
 * @param coding the file of class CDN
 * @param nonCoding the file of class LNSD
 * @param window length of a window in bp, at least 1
 * @param step from the start of a window to that of the next in bp, at least 1; below the length of
 *     a window they overlap
 * @param split {@link SplitName#GENE_DISJOINT}: no record has windows on both sides; {@link
 *     SplitName#RANDOM}: windows are drawn whatever record they come from
 * @param testShare of the windows (of the records, if they are split) for the test set, in (0, 1)
 * @param fold what is held out of the training set in the place of the test set
 * @param seeds draws the split
 */
record FastaPair(
    Path coding,
    Path nonCoding,
    int window,
    int step,
    SplitName split,
    double testShare,
    CodingSource.Fold fold,
    Seeds seeds) {

  /**
   * Checks the numbers.
   *
   * @throws InputProblem saying which one cannot be used
   */
  FastaPair {
    Objects.requireNonNull(coding, "coding");
    Objects.requireNonNull(nonCoding, "nonCoding");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(seeds, "seeds");
    if (window < 1 || step < 1) {
      throw new InputProblem(
          "windows of FASTA files",
          "length " + window + " and step " + step + " cannot be cut",
          "use at least 1 bp for both");
    }
    if (!(testShare > 0 && testShare < 1)) {
      throw new InputProblem(
          "test share", "it is " + testShare, "use a share between 0 and 1, such as 0.2");
    }
  }

  /**
   * Reads both files and cuts them.
   *
   * @param trainPerClass how many training windows to keep of each class at most
   * @param testPerClass how many test windows
   * @return training and test windows, coding ones first, with what was counted
   * @throws InputProblem naming the file that cannot be read, holds no window, or cannot be split,
   *     or that is given for both classes
   */
  SequenceSplit read(int trainPerClass, int testPerClass) {
    requireTwoFiles();
    Map<String, Long> counts = new LinkedHashMap<>();
    return SequenceSplit.ofClasses(
        name -> draw(name.equals(CodingSource.CLASSES.get(0)) ? coding : nonCoding, name, counts),
        trainPerClass,
        testPerClass,
        counts);
  }

  private void requireTwoFiles() {
    try {
      if (Files.exists(coding) && Files.isSameFile(coding, nonCoding)) {
        throw new InputProblem(
            coding.toString(),
            "it is given as coding and as non-coding",
            "name two files: first the coding sequences, then the non-coding ones");
      }
    } catch (IOException e) {
      // The file that is not there, or may not be read, is named by the reading.
      return;
    }
  }

  private RandomSplit<DnaSequence> draw(Path file, String name, Map<String, Long> counts) {
    List<List<DnaSequence>> byRecord = new ArrayList<>();
    long[] count = new long[5];
    FastaFile.forEach(
        file,
        AmbiguityCodes.AS_N,
        sequence -> {
          count[0]++;
          List<DnaSequence> windows = new ArrayList<>();
          for (long start = 0; start + window <= sequence.length(); start += step) {
            count[1]++;
            DnaSequence one = sequence.subsequence((int) start, (int) start + window);
            if (one.isUnambiguous()) {
              windows.add(one);
            } else {
              count[2]++;
            }
          }
          if (sequence.length() < window) {
            count[3]++;
          } else {
            count[4] += (sequence.length() - window) % step;
          }
          if (!windows.isEmpty()) {
            byRecord.add(windows);
          }
        });
    counts.put(name + ": records", count[0]);
    counts.put(name + ": records shorter than a window, left out", count[3]);
    counts.put(name + ": windows cut", count[1]);
    counts.put(name + ": bases left over at the ends of records, left out", count[4]);
    counts.put(name + ": windows with an unknown base, left out", count[2]);
    return split == SplitName.RANDOM
        ? byWindow(file, name, byRecord)
        : byRecord(file, name, byRecord);
  }

  private RandomSplit<DnaSequence> byWindow(
      Path file, String name, List<List<DnaSequence>> byRecord) {
    List<DnaSequence> all = byRecord.stream().flatMap(List::stream).toList();
    if (all.size() < 2) {
      throw new InputProblem(
          file.toString(),
          "it gives " + all.size() + " windows of " + window + " bp without an unknown base",
          "give longer sequences or cut shorter windows: at least 2 are needed");
    }
    return drawn(all, "split of the windows of class " + name);
  }

  private RandomSplit<DnaSequence> byRecord(
      Path file, String name, List<List<DnaSequence>> byRecord) {
    if (byRecord.size() < 2) {
      throw new InputProblem(
          file.toString(),
          (byRecord.isEmpty() ? "no record of it" : "only one of its records")
              + " gives a window of "
              + window
              + " bp without an unknown base, and a split by record needs two that do",
          byRecord.isEmpty()
              ? "give longer sequences, or cut shorter windows"
              : "give more records, cut shorter windows, or set the split to random");
    }
    RandomSplit<List<DnaSequence>> records =
        drawn(byRecord, "split of the records of class " + name);
    // One long record must not fill a capped set: take the windows of a side in random order.
    return new RandomSplit<>(
        shuffled(records.train(), "training windows of class " + name),
        shuffled(records.test(), "test windows of class " + name));
  }

  private <T> RandomSplit<T> drawn(List<T> all, String purpose) {
    return fold.of(RandomSplit.of(all, testShare, seeds, purpose), seeds, purpose);
  }

  private List<DnaSequence> shuffled(List<List<DnaSequence>> records, String purpose) {
    List<DnaSequence> all = records.stream().flatMap(List::stream).toList();
    return IntStream.of(seeds.permutation(all.size(), purpose)).mapToObj(all::get).toList();
  }
}
