package org.helixbook.databuilder;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.storage.Seeds;

/**
 * The order in which names are drawn: that of a SHA-256 digest of seed, purpose and name, not of a
 * generator's numbers, so that it depends neither on the system nor on the Java version.
 */
final class DrawOrder {
  private final Seeds seeds;

  DrawOrder(long seed) {
    this.seeds = new Seeds(seed);
  }

  /**
   * Draws a number.
   *
   * @param bound at least 1
   * @param purpose what the draw is for; another purpose has another number
   * @return from 0 to {@code bound - 1}
   */
  int below(int bound, String purpose) {
    return (int) Math.floorMod(seeds.of(purpose), (long) bound);
  }

  /**
   * Puts candidates into the order of a draw; of those of one place the last stays.
   *
   * @param purpose what the draw is for; another purpose has another order
   */
  List<Candidate> ofCandidates(List<Candidate> candidates, String purpose) {
    Map<String, Candidate> byKey = new HashMap<>();
    candidates.forEach(candidate -> byKey.put(candidate.key(), candidate));
    return of(List.copyOf(byKey.keySet()), purpose).stream().map(byKey::get).toList();
  }

  /**
   * Puts names into the order of a draw.
   *
   * @param names what is drawn from
   * @param purpose what the draw is for; another purpose has another order
   */
  List<String> of(List<String> names, String purpose) {
    Map<String, Long> keys = new HashMap<>();
    names.forEach(name -> keys.put(name, seeds.of(purpose + name)));
    return names.stream()
        .sorted(Comparator.comparingLong((String name) -> keys.get(name)).thenComparing(n -> n))
        .toList();
  }
}
