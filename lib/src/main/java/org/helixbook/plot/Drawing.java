package org.helixbook.plot;

import java.awt.Graphics2D;

/**
 * A picture that XChart cannot draw: sequence logos, spectrograms with their axes, dots with
 * horizontal or asymmetric intervals. Everything else is an XChart chart.
 */
public interface Drawing {

  /** What it shows, one line; {@link Figure} writes it above the picture. May be empty. */
  String title();

  /** Its width in points. */
  int width();

  /** Its height in points, without the title. */
  int height();

  /**
   * Draws.
   *
   * @param graphics anti-aliasing is on, the background is white; the picture's corner is (0, 0)
   */
  void paint(Graphics2D graphics);
}
