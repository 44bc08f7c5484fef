package org.helixbook.notebook;

import org.helixbook.plot.HtmlFragment;

/** The place below a cell where output appears. */
public interface CellOutput {

  /**
   * Whether it shows HTML and can change what it has shown.
   *
   * @return false for plain text
   */
  boolean isRich();

  /**
   * Shows a fragment.
   *
   * @param fragment HTML, and the text that stands for it
   * @return the name under which {@link #update} can change it
   */
  String show(HtmlFragment fragment);

  /**
   * Changes what was shown before, in place; plain text cannot, and then nothing happens.
   *
   * @param id what {@link #show} returned
   * @param fragment what is to stand there now
   */
  void update(String id, HtmlFragment fragment);

  /**
   * Prints a line of text.
   *
   * @param line without its line end
   */
  void print(String line);
}
