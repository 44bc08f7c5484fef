package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static EpochRecord epoch(int number) {
    return TinyRun.epoch(number, 0.7, 0.5, 0.6, 0.6, 1.0);
  }

  @Test
  void growsByOneEpoch() {
    History one = History.empty().plus(epoch(1));
    History two = one.plus(epoch(2));
    assertEquals(1, one.epochs().size());
    assertEquals(2, two.last().epoch());
  }

  @Test
  void aGapIsRefused() {
    var problem =
        assertThrows(
            IllegalArgumentException.class, () -> new History(List.of(epoch(1), epoch(3))));
    assertEquals("epoch 2 is missing: its place holds epoch 3", problem.getMessage());
  }

  @Test
  void anEmptyHistoryHasNoLastEpoch() {
    assertThrows(IllegalStateException.class, () -> History.empty().last());
  }

  @Test
  void theMeanTimeOfAnEpoch() {
    History two =
        new History(
            List.of(
                TinyRun.epoch(1, 0.7, 0.5, 0.6, 0.6, 1.5),
                TinyRun.epoch(2, 0.7, 0.5, 0.6, 0.6, 3.0)));
    assertEquals(2.25, two.meanSeconds());
    assertEquals(Double.NaN, History.empty().meanSeconds());
  }

  @Test
  void figuresOfAnyNameAreReadBackFromText() {
    Map<String, Double> first = new LinkedHashMap<>();
    first.put("trainLoss", 1.25);
    first.put("validationPerplexity", 0.1 + 0.2);
    first.put("f1", Double.NaN);
    History history = new History(List.of(new EpochRecord(1, first, 2.5)));
    String text =
        "epoch,trainLoss,validationPerplexity,f1,seconds\n1,1.25,0.30000000000000004,NaN,2.5\n";
    assertEquals(text, history.toCsv());
    assertEquals(history, History.ofCsv(text));
    assertEquals(List.of("trainLoss", "validationPerplexity", "f1"), History.ofCsv(text).metrics());
    assertEquals(history, History.ofCsv(text + "2,1.25,0.3"), "half a line is left out");
    assertEquals(history, History.ofCsv(text + "2,1.25,0.3\n"));
    assertEquals(History.empty(), History.ofCsv(""));
    assertEquals("validation perplexity", EpochRecord.words("validationPerplexity"));
    assertThrows(IllegalArgumentException.class, () -> history.values("testLoss"));
  }

  @Test
  void epochsThatMeasuredOtherThingsAreRefused() {
    EpochRecord other = new EpochRecord(2, Map.of("trainLoss", 0.5), 1);
    assertThrows(IllegalArgumentException.class, () -> new History(List.of(epoch(1), other)));
    assertThrows(
        IllegalArgumentException.class, () -> new EpochRecord(1, Map.of("seconds", 0.5), 1));
    assertThrows(IllegalArgumentException.class, () -> new EpochRecord(1, Map.of("a,b", 0.5), 1));
  }
}
