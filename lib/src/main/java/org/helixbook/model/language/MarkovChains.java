package org.helixbook.model.language;

import java.util.Arrays;
import java.util.List;
import org.helixbook.data.text.TextSplit;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/**
 * Markov chains of rising order on one text: the tables of counts that a recurrent network has to
 * beat.
 *
 * @param text what they learned from, and what is only scored
 * @param chains of order 0, 1, ...
 */
public record MarkovChains(TextSplit text, List<MarkovBaseline> chains) {

  /** Copies the list. */
  public MarkovChains {
    chains = List.copyOf(chains);
  }

  /**
   * Counts.
   *
   * @param highest the highest order
   */
  public static MarkovChains upTo(TextSplit text, int highest) {
    return new MarkovChains(text, MarkovBaseline.upTo(text.train(), highest));
  }

  /** The perplexity of each order on the text learned from, {@code [order]}. */
  public double[] learned() {
    return chains.stream().mapToDouble(c -> c.losses(text.train()).perplexity()).toArray();
  }

  /** The perplexity of each order on the held-out text, {@code [order]}. */
  public double[] heldOut() {
    return chains.stream().mapToDouble(c -> c.losses(text.heldOut()).perplexity()).toArray();
  }

  /** The lowest perplexity of an order on the held-out text. */
  public double best() {
    return table().doubleColumn("held-out text").min();
  }

  /**
   * A row an order: {@code order}, {@code numbers} that were counted, perplexity on the {@code text
   * learned from} and on {@code held-out text}, {@code bits} a letter of the latter.
   */
  public Table table() {
    double[] heldOut = heldOut();
    return Table.create(
        "Markov chains, " + text.train().name(),
        IntColumn.create("order", chains.stream().mapToInt(MarkovBaseline::order).toArray()),
        LongColumn.create(
            "numbers", chains.stream().mapToLong(MarkovBaseline::parameters).toArray()),
        DoubleColumn.create("text learned from", learned()),
        DoubleColumn.create("held-out text", heldOut),
        DoubleColumn.create("bits", Arrays.stream(heldOut).map(h -> Math.log(h) / Math.log(2))));
  }
}
