package org.helixbook.data.chromatin;

/**
 * The numbers of the bases in windows, in the order of DeepSEA's channels: A 0, G 1, C 2, T 3; here
 * also N 4, a base that the assembly does not know. The complement of a known base is 3 minus its
 * id.
 */
public final class BaseIds {
  /** The id of N. */
  public static final byte UNKNOWN = 4;

  /** How many known bases there are: ids 0 to 3. */
  public static final int KNOWN = 4;

  private static final String LETTERS = "AGCTN";

  /** IUPAC's letters for sets of bases, bit by id: 1 is A, 2 is G, 3 is A or G. */
  private static final String SETS = "-AGRCMSVTWKDYHBN";

  private BaseIds() {}

  /**
   * The id of a base.
   *
   * @param base A, G, C, T or N, in either case
   * @return 0 to 4
   * @throws IllegalArgumentException for any other character
   */
  public static byte of(char base) {
    return switch (base) {
      case 'A', 'a' -> 0;
      case 'G', 'g' -> 1;
      case 'C', 'c' -> 2;
      case 'T', 't' -> 3;
      case 'N', 'n' -> UNKNOWN;
      default ->
          throw new IllegalArgumentException("'" + base + "' is not one of A, G, C, T and N");
    };
  }

  /**
   * The ids of a text of bases.
   *
   * @param bases A, G, C, T or N, in either case
   * @return one id a base
   * @throws IllegalArgumentException for any other character
   */
  public static byte[] of(String bases) {
    byte[] ids = new byte[bases.length()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = of(bases.charAt(i));
    }
    return ids;
  }

  /**
   * The base of an id.
   *
   * @param id 0 to 4
   * @return A, G, C, T or N
   * @throws IndexOutOfBoundsException for any other number
   */
  public static char letter(int id) {
    return LETTERS.charAt(id);
  }

  /**
   * The id of the base on the other strand.
   *
   * @param id 0 to 4
   * @return 3 minus it; N stays N
   */
  public static byte complement(byte id) {
    return id == UNKNOWN ? UNKNOWN : (byte) (3 - id);
  }

  /**
   * The bases that an IUPAC letter stands for.
   *
   * @param letter such as R, in upper case
   * @return a bit for each id: R is 0b0011
   * @throws IllegalArgumentException for any other character
   */
  public static int set(char letter) {
    int set = SETS.indexOf(letter);
    if (set < 1) {
      throw new IllegalArgumentException("'" + letter + "' is no letter of IUPAC for bases");
    }
    return set;
  }

  /**
   * The IUPAC letter for a set of bases.
   *
   * @param set a bit for each id, at least one
   */
  public static char letterOfSet(int set) {
    return SETS.charAt(set);
  }
}
