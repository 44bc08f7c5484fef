package org.helixbook.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long seconds = 1000;
  private final PlainProgress progress =
      new PlainProgress(
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          Duration.ofSeconds(5),
          () -> seconds * 1_000_000_000L);

  @Test
  void countRateAndTimeLeftAreShown() {
    progress.begin("Model 2", 1200, "batches");
    seconds += 10;
    progress.advance(50, "loss 0.61");
    seconds += 90;
    progress.advance(1000, "");
    seconds += 20;
    progress.end("finished");
    assertEquals(
        List.of(
            "Model 2: 1,200 batches",
            "Model 2: 50 of 1,200 batches (4 %), 5.0 batches/s, 3 min 50 s left; loss 0.61",
            "Model 2: 1,000 of 1,200 batches (83 %), 10 batches/s, 20 s left",
            "Model 2: finished after 2 min 00 s"),
        lines());
  }

  @Test
  void linesComeAtMostEveryFewSeconds() {
    progress.begin("work", 100, "steps");
    for (int step = 1; step <= 12; step++) {
      seconds++;
      progress.advance(step, "");
    }
    progress.end("");
    assertEquals(
        List.of(
            "work: 100 steps",
            "work: 5 of 100 steps (5 %), 1.0 steps/s, 1 min 35 s left",
            "work: 10 of 100 steps (10 %), 1.0 steps/s, 1 min 30 s left",
            "work: ended after 12 s"),
        lines());
  }

  @Test
  void bytesAreShownInTheirUnits() {
    progress.begin("chr20.fa.gz", 20_000_000, "bytes");
    seconds += 5;
    progress.advance(5_000_000, "");
    progress.end("downloaded");
    assertEquals(
        List.of(
            "chr20.fa.gz: 20.0 MB",
            "chr20.fa.gz: 5.0 MB of 20.0 MB (25 %), 1.0 MB/s, 15 s left",
            "chr20.fa.gz: downloaded after 5.0 s"),
        lines());
  }

  @Test
  void anUnknownTotalHasNoTimeLeft() {
    progress.begin("page", 0, "bytes");
    seconds += 7200;
    progress.advance(7200, "");
    seconds += 60;
    progress.end("stopped");
    assertEquals(
        List.of("page", "page: 7.2 kB, 1 byte/s", "page: stopped after 2 h 01 min"), lines());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1, 1 byte",
    "999, 999 bytes",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "3500000000, 3.5 GB",
    "9223372036854775807, 9223372.0 TB"
  })
  void sizesAreReadable(long size, String text) {
    assertEquals(text, CountText.bytes(size));
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
