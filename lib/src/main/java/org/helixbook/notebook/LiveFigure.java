package org.helixbook.notebook;

import org.helixbook.plot.Figure;

/** A figure that is redrawn in place while the work behind it goes on. */
public final class LiveFigure {
  private final CellOutput output;
  private String id;

  LiveFigure(CellOutput output) {
    this.output = output;
  }

  /**
   * Shows the figure, or puts it in the place of the one shown before. Without rich display nothing
   * is shown: the finished figure follows anyway.
   *
   * @param figure the figure as it is now
   */
  public void update(Figure figure) {
    if (!output.isRich()) {
      return;
    }
    if (id == null) {
      id = output.show(figure.toHtml());
    } else {
      output.update(id, figure.toHtml());
    }
  }
}
