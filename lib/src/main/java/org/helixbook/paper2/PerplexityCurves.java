package org.helixbook.paper2;

import java.util.List;
import org.helixbook.experiment.EpochListener;
import org.helixbook.notebook.LiveFigure;
import org.helixbook.notebook.Notebook;
import org.helixbook.plot.Axis;
import org.helixbook.plot.Figure;
import org.helixbook.plot.LineSeries;
import org.helixbook.plot.ReferenceLine;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;

/**
 * Perplexity by epoch, of training and validation windows, beside that of the base rates: redrawn
 * in place after each epoch. One training has one.
 */
public final class PerplexityCurves implements EpochListener {
  private final Notebook book;
  private final double baseRate;
  private final LiveFigure place;
  private History history = History.empty();

  /**
   * Empty curves.
   *
   * @param book where they are shown
   * @param baseRate the perplexity of a model that looks at no sequence
   */
  public PerplexityCurves(Notebook book, double baseRate) {
    this.book = book;
    this.baseRate = baseRate;
    this.place = book.liveFigure();
  }

  @Override
  public void epochEnded(long seed, EpochRecord epoch) {
    history = history.plus(epoch);
    place.update(figure());
  }

  /** The curves as they are now, to be saved at the end. */
  public Figure figure() {
    return book.charts()
        .lines(
            "Perplexity by epoch",
            Axis.of("epoch"),
            Axis.of("perplexity"),
            List.of(
                LineSeries.counted("training, with dropout", history.values("trainPerplexity")),
                LineSeries.counted("validation", history.values("validationPerplexity"))),
            List.of(new ReferenceLine("base rates", baseRate)));
  }
}
