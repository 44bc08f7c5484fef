package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helixbook.eval.McNemar;
import org.helixbook.plot.NumberText;

/** What a paired test says, as a sentence for a reader. */
public final class PairedComparison {
  /** The level below which a difference is called one. */
  public static final double LEVEL = 0.05;

  private PairedComparison() {}

  /**
   * Puts the tests of several seeds into words, so that no seed speaks for all.
   *
   * @param first the first classifier's name
   * @param second the second classifier's name
   * @param tests one a seed, at least one
   * @return a sentence that says with how many seeds which one is better
   */
  public static String sentence(String first, String second, List<McNemar> tests) {
    if (tests.size() == 1) {
      return sentence(first, second, tests.get(0));
    }
    return String.format(
        Locale.ROOT,
        "On the same windows, seed by seed, only %s is right on %s and only %s on %s"
            + " (exact McNemar p %s): %s.",
        first,
        list(tests, test -> "" + test.onlyFirstRight()),
        second,
        list(tests, test -> "" + test.onlySecondRight()),
        list(tests, test -> NumberText.probability(test.pValue())),
        outcome(first, second, tests));
  }

  private static String list(List<McNemar> tests, Function<McNemar, String> part) {
    return tests.stream().map(part).collect(Collectors.joining(", "));
  }

  private static String outcome(String first, String second, List<McNemar> tests) {
    long firstWins = tests.stream().filter(t -> differ(t) && isFirst(t)).count();
    long secondWins = tests.stream().filter(t -> differ(t) && !isFirst(t)).count();
    List<String> parts = new ArrayList<>();
    addWinner(parts, first, firstWins, tests.size());
    addWinner(parts, second, secondWins, tests.size());
    long open = tests.size() - firstWins - secondWins;
    if (open > 0) {
      parts.add(
          (parts.isEmpty() ? "with each seed" : open == 1 ? "with the other" : "with the others")
              + " the difference may be chance");
    }
    return String.join("; ", parts);
  }

  private static void addWinner(List<String> parts, String name, long wins, int seeds) {
    if (wins > 0) {
      String with = wins == seeds ? "each seed" : wins + " of " + seeds + " seeds";
      parts.add(name + " is better with " + with);
    }
  }

  private static boolean differ(McNemar test) {
    return test.pValue() < LEVEL;
  }

  private static boolean isFirst(McNemar test) {
    return test.onlyFirstRight() > test.onlySecondRight();
  }

  /**
   * Puts McNemar's test into words.
   *
   * @param first the first classifier's name
   * @param second the second classifier's name
   * @param test the exact test on the same examples
   * @return a sentence that names the better one, or says that the difference may be chance
   */
  public static String sentence(String first, String second, McNemar test) {
    String counts =
        String.format(
            Locale.ROOT,
            "On the same windows, only %s is right on %d and only %s on %d (exact McNemar p %s)",
            first,
            test.onlyFirstRight(),
            second,
            test.onlySecondRight(),
            NumberText.probability(test.pValue()));
    if (!differ(test)) {
      return counts + ": the difference may be chance.";
    }
    return counts + ": " + (isFirst(test) ? first : second) + " is better.";
  }
}
