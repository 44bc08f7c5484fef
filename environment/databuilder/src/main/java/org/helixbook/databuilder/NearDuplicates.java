package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.dna.DnaSequence;

/**
 * A collection of sequences that tells whether a further one is a near-duplicate of any of them.
 *
 * <p>The measure: the distinct words of k bases (k-mers) of each sequence, a word and its reverse
 * complement being the same; the words that two sequences have in common over the words of the one
 * that has fewer. It is 1 for equal sequences and for reverse complements, and near 0 for unrelated
 * ones, since 4^12 / 2 words leave chance little room.
 */
final class NearDuplicates {
  private final int wordLength;
  private final double threshold;
  private final Map<Integer, List<Integer>> membersWithWord = new HashMap<>();
  private final List<Integer> wordCounts = new ArrayList<>();

  /**
   * @param wordLength k, 1 to 12
   * @param threshold the share from which on two sequences are near-duplicates
   */
  NearDuplicates(int wordLength, double threshold) {
    this.wordLength = wordLength;
    this.threshold = threshold;
  }

  /** A collection for each side of a split. */
  static Map<SplitSide, NearDuplicates> bySide(int wordLength, double threshold) {
    Map<SplitSide, NearDuplicates> sides = new EnumMap<>(SplitSide.class);
    SplitSide.sets().forEach(side -> sides.put(side, new NearDuplicates(wordLength, threshold)));
    return sides;
  }

  /** Puts a sequence into the collection. */
  void add(DnaSequence sequence) {
    int[] words = words(sequence, wordLength);
    for (int word : words) {
      membersWithWord.computeIfAbsent(word, key -> new ArrayList<>()).add(wordCounts.size());
    }
    wordCounts.add(words.length);
  }

  /** Whether any sequence of the collection is a near-duplicate of this one. */
  boolean contains(DnaSequence sequence) {
    int[] words = words(sequence, wordLength);
    int[] common = new int[wordCounts.size()];
    for (int word : words) {
      for (int member : membersWithWord.getOrDefault(word, List.of())) {
        common[member]++;
      }
    }
    return IntStream.range(0, common.length)
        .anyMatch(i -> share(common[i], words.length, wordCounts.get(i)) >= threshold);
  }

  private static double share(int common, int words, int otherWords) {
    int fewer = Math.min(words, otherWords);
    return fewer == 0 ? 0 : (double) common / fewer;
  }

  /**
   * The distinct words of a sequence, of each word and its reverse complement the smaller number
   * (A, C, G, T = 0 to 3, the first base the most significant); words with N are left out.
   *
   * @param wordLength k, 1 to 12
   * @return ascending
   */
  static int[] words(DnaSequence sequence, int wordLength) {
    int mask = (1 << (2 * wordLength)) - 1;
    int forward = 0;
    int reverse = 0;
    int known = 0;
    int[] words = new int[sequence.length()];
    int count = 0;
    for (int i = 0; i < sequence.length(); i++) {
      int base = "ACGT".indexOf(sequence.baseAt(i));
      known = base < 0 ? 0 : known + 1;
      forward = ((forward << 2) | Math.max(base, 0)) & mask;
      reverse = (reverse >>> 2) | ((3 - Math.max(base, 0)) << (2 * (wordLength - 1)));
      if (known >= wordLength) {
        words[count++] = Math.min(forward, reverse);
      }
    }
    return Arrays.stream(words, 0, count).sorted().distinct().toArray();
  }
}
