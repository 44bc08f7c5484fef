package org.helixbook.plot;

import java.awt.Graphics2D;
import java.util.function.Consumer;

/** A drawing of a test's own. */
public record Sketch(String title, int width, int height, Consumer<Graphics2D> painter)
    implements Drawing {
  @Override
  public void paint(Graphics2D graphics) {
    painter.accept(graphics);
  }

  /** An empty figure. */
  public static Figure figure(String title, int width, int height) {
    return Figure.of(new Sketch(title, width, height, graphics -> {}));
  }
}
