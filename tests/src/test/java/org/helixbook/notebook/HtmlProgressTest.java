package org.helixbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.helixbook.plot.HtmlFragment;
import org.junit.jupiter.api.Test;

class HtmlProgressTest {
  private final AtomicLong now = new AtomicLong(5_000_000_000L);
  private final List<HtmlFragment> shown = new ArrayList<>();
  private final CellOutput output =
      new CellOutput() {
        @Override
        public boolean isRich() {
          return true;
        }

        @Override
        public String show(HtmlFragment fragment) {
          shown.add(fragment);
          return "here";
        }

        @Override
        public void update(String id, HtmlFragment fragment) {
          assertEquals("here", id);
          shown.add(fragment);
        }

        @Override
        public void print(String line) {
          throw new AssertionError("a bar prints no lines");
        }
      };
  private final HtmlProgress progress = new HtmlProgress(output, now::get);

  private void passMilliseconds(long milliseconds) {
    now.addAndGet(1_000_000 * milliseconds);
  }

  @Test
  void saysHowFarHowFastAndHowLong() {
    progress.begin("Model 2, seed 1", 40, "batches");
    passMilliseconds(5000);
    progress.advance(10, "loss 0.61");
    passMilliseconds(15000);
    progress.advance(40, "loss 0.40");
    progress.end("test accuracy 0.83");
    assertEquals(
        List.of(
            "Model 2, seed 1: 0 of 40 batches, 0.0 s gone",
            "Model 2, seed 1: 10 of 40 batches, 2 batches/s, 5.0 s gone, about 15 s left;"
                + " loss 0.61",
            "Model 2, seed 1: 40 of 40 batches, 2 batches/s, 20 s gone; loss 0.40",
            "Model 2, seed 1: test accuracy 0.83 (40 of 40 batches, 20 s)"),
        shown.stream().map(HtmlFragment::text).toList());
    assertTrue(shown.get(1).markup().contains("width:25.0%"), shown.get(1).markup());
    String left = shown.get(3).markup();
    assertTrue(left.startsWith("<div class=\"hb-done\""), "what the report's pages fold: " + left);
    assertTrue(!left.contains("progressbar"), "work that is done has no bar: " + left);
  }

  @Test
  void changesAtMostFourTimesASecond() {
    progress.begin("t", 1000, "steps");
    for (int i = 1; i <= 1000; i++) {
      passMilliseconds(1);
      progress.advance(i, "");
    }
    assertEquals(1 + 4, shown.size());
    progress.end("");
    assertEquals("t: done (1,000 of 1,000 steps, 1.0 s)", shown.get(5).text());
  }

  @Test
  void workThatWasStoppedSaysSo() {
    progress.begin("t", 4, "steps");
    progress.advance(1, "");
    progress.end("");
    assertEquals("t: stopped (1 of 4 steps, 0.0 s)", shown.get(1).text());
    assertTrue(shown.get(1).markup().contains("width:25.0%"));
    assertTrue(!shown.get(1).markup().contains("hb-done"), "it is not folded");
  }

  @Test
  void anUnknownTotalHasNoTimeLeft() {
    progress.begin("download", 0, "bytes");
    passMilliseconds(2000);
    progress.advance(24_800_000, "");
    assertEquals("download: 24.8 MB, 12.4 MB/s, 2.0 s gone", shown.get(1).text());
  }

  @Test
  void slowWorkIsCountedByTheMinute() {
    assertEquals("15 batches/min", HtmlProgress.rate(0.25, "batches"));
    assertEquals("1.5 epochs/s", HtmlProgress.rate(1.5, "epochs"));
  }

  @Test
  void textCannotBecomeMarkup() {
    progress.begin("<b>", 0, "x");
    assertTrue(shown.get(0).markup().contains("&lt;b&gt;"));
    assertTrue(!shown.get(0).markup().contains("<b>"));
  }
}
