package org.helixbook.data.text;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.TwoBitSequence;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Digest;

/** A text of the letters A, C, G and T, whose ids are 0, 1, 2 and 3. Immutable. */
public final class CharacterText {
  /** How many letters there are. */
  public static final int LETTERS = 4;

  private static final String ALPHABET = "ACGT";
  private static final int PIECE = 1 << 16;

  private final String name;
  private final byte[] ids;

  private CharacterText(String name, byte[] ids) {
    this.name = name;
    this.ids = ids;
  }

  /**
   * A text of ids.
   *
   * @param name for a reader
   * @param ids each 0 to 3; copied
   * @return the text
   * @throws InputProblem if an id is none of these
   */
  public static CharacterText of(String name, byte... ids) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= LETTERS) {
        throw new InputProblem(
            "text " + name, "id " + ids[i] + " at position " + i + " is no letter", "give 0 to 3");
      }
    }
    return new CharacterText(name, ids.clone());
  }

  /**
   * Reads a sequence as a text.
   *
   * @param unknown what becomes of an N
   * @return the text, with the sequence's name
   * @throws InputProblem if there is an N and it is to be refused
   */
  public static CharacterText of(DnaSequence sequence, UnknownBases unknown) {
    return of(sequence.name(), List.of(TwoBitSequence.of(sequence)), unknown);
  }

  /**
   * Reads sequences one after the other as one text.
   *
   * @param name of the text
   * @param sequences such as the chromosomes of a genome
   * @param unknown what becomes of an N
   * @return the text
   * @throws InputProblem if there is an N and it is to be refused, or the text would be longer than
   *     an array can be
   */
  public static CharacterText of(
      String name, List<TwoBitSequence> sequences, UnknownBases unknown) {
    long total = sequences.stream().mapToLong(TwoBitSequence::length).sum();
    if (total > Integer.MAX_VALUE - 8) {
      throw new InputProblem(
          "text " + name,
          "its " + total + " characters are too many",
          "give fewer chromosomes: at most 2,147,483,639 characters");
    }
    byte[] ids = new byte[(int) total];
    int length = 0;
    for (TwoBitSequence sequence : sequences) {
      for (int from = 0; from < sequence.length(); from += PIECE) {
        byte[] bases =
            sequence.subsequence(from, Math.min(sequence.length(), from + PIECE)).toBytes();
        for (int i = 0; i < bases.length; i++) {
          int id = ALPHABET.indexOf(bases[i]);
          if (id >= 0) {
            ids[length++] = (byte) id;
          } else if (unknown == UnknownBases.REFUSE) {
            throw new InputProblem(
                "text " + name,
                "base " + (from + i + 1) + " of " + sequence.name() + " is unknown (N)",
                "leave unknown bases out, or take a part without any");
          }
        }
      }
    }
    return new CharacterText(name, Arrays.copyOf(ids, length));
  }

  /** Its name for a reader. */
  public String name() {
    return name;
  }

  /** Number of characters. */
  public int length() {
    return ids.length;
  }

  /**
   * The id of one character.
   *
   * @param index its place, from 0
   * @return 0 to 3
   */
  public int id(int index) {
    return ids[index];
  }

  /**
   * A part as letters.
   *
   * @param from its first character
   * @param to one past its last
   * @return such as {@code AGCTTG}
   */
  public String letters(int from, int to) {
    Objects.checkFromToIndex(from, to, ids.length);
    StringBuilder letters = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      letters.append(ALPHABET.charAt(ids[i]));
    }
    return letters.toString();
  }

  /**
   * A part as a text of its own.
   *
   * @param from its first character
   * @param to one past its last
   * @return the part, under this name
   */
  public CharacterText part(int from, int to) {
    Objects.checkFromToIndex(from, to, ids.length);
    return new CharacterText(name, Arrays.copyOfRange(ids, from, to));
  }

  /** The share of each letter, A, C, G and T; NaN of an empty text. */
  public double[] shares() {
    double[] shares = new double[LETTERS];
    for (byte id : ids) {
      shares[id]++;
    }
    for (int i = 0; i < LETTERS; i++) {
      shares[i] /= ids.length;
    }
    return shares;
  }

  /**
   * Cuts off the end as held-out text, and the beginning as text to learn from. What is held out
   * does not depend on how much is learned from.
   *
   * @param train characters to learn from, the first of the text; 0 for all that are not held out
   * @param heldOut characters to hold out, the last of the text
   * @return both
   * @throws InputProblem if one is shorter than two characters, or they overlap
   */
  public TextSplit split(int train, int heldOut) {
    int learned = train == 0 ? ids.length - heldOut : train;
    if (learned < 2 || heldOut < 2 || (long) learned + heldOut > ids.length) {
      throw new InputProblem(
          "split of text " + name,
          CountText.of(learned, "character")
              + " to learn from and "
              + heldOut
              + " held out do not fit into "
              + ids.length,
          "give at least 2 of each, and together at most " + ids.length);
    }
    return new TextSplit(part(0, learned), part(ids.length - heldOut, ids.length));
  }

  /** SHA-256 over the ids, a byte each. */
  public String digest() {
    return Digest.sha256(ids);
  }

  @Override
  public String toString() {
    return name + " (" + CountText.of(ids.length, "character") + ")";
  }
}
