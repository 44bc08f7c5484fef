package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A history is appended to while machines stop: what was written whole must always be readable. */
class HistoryCsvTest {
  private static History history(List<Double> losses) {
    History history = History.empty();
    for (double loss : losses) {
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("trainLoss", loss);
      metrics.put("f1", -loss);
      history = history.plus(new EpochRecord(history.epochs().size() + 1, metrics, 0.25));
    }
    return history;
  }

  @Property(tries = 200)
  void everyNumberComesBackToTheLastBit(@ForAll @Size(min = 1, max = 6) List<Double> losses) {
    assertEquals(history(losses), History.ofCsv(history(losses).toCsv()));
  }

  @Property(tries = 300)
  void aTextThatBreaksOffGivesTheEpochsThatWereWhole(
      @ForAll @Size(min = 1, max = 6) List<Double> losses,
      @ForAll @IntRange(min = 0, max = 10_000) int cut) {
    String text = history(losses).toCsv();
    String begun = text.substring(0, cut % (text.length() + 1));
    int lines = (int) begun.chars().filter(c -> c == '\n').count();
    assertEquals(
        history(losses.subList(0, Math.max(0, lines - 1))).epochs(), History.ofCsv(begun).epochs());
  }

  @Test
  void whatIsNoHistoryHasNoEpochs() {
    for (String text :
        List.of("", "x", "\n", "epoch,trainLoss\n1,2\n", "epoch,trainLoss,seconds\n2,0.5,1\n")) {
      assertTrue(History.ofCsv(text).epochs().isEmpty(), text);
    }
  }
}
