package org.helixbook.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.helixbook.feedback.InputProblem;

/**
 * The seeds of one experiment: one base number, and from it a seed for each named purpose. Two
 * purposes never share a stream, and adding a purpose does not change the others.
 *
 * @param base the number that a reader chooses
 */
public record Seeds(long base) {

  /**
   * The seed for one purpose: the first eight bytes of SHA-256 over the base and the name.
   *
   * @param purpose what the draw is for, such as {@code "shuffle epoch 3"}
   * @return the seed
   */
  public long of(String purpose) {
    Objects.requireNonNull(purpose, "purpose");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((base + "/" + purpose).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Bases for several runs of the same experiment: this base and the whole numbers after it.
   *
   * @param count how many, at least 1
   * @return {@code base, base + 1, ...}
   * @throws InputProblem if the count is below 1
   */
  public List<Long> consecutive(int count) {
    if (count < 1) {
      throw new InputProblem("number of seeds", "it is " + count, "use at least 1");
    }
    return LongStream.range(0, count).map(i -> base + i).boxed().toList();
  }

  /**
   * A generator for one purpose.
   *
   * @param purpose what the draws are for
   * @return a new generator that starts at {@link #of}
   */
  public SplittableRandom generator(String purpose) {
    return new SplittableRandom(of(purpose));
  }

  /**
   * The numbers 0 to {@code count - 1} in a random order (Fisher and Yates).
   *
   * @param count how many, at least 0
   * @param purpose what the order is for
   * @return a new array, the same for the same base, purpose and count
   */
  public int[] permutation(int count, String purpose) {
    SplittableRandom random = generator(purpose);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
