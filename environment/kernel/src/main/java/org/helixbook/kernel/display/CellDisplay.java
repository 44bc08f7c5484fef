package org.helixbook.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.UUID;
import org.helixbook.kernel.stream.CellStreams;

/** Renders values and shows them under the cell, each with an id by which it can be replaced. */
public final class CellDisplay {
  private final Renderer renderer;
  private final CellStreams streams;

  /**
   * Makes a display.
   *
   * @param renderer renders values
   * @param streams carries them to the front end
   */
  public CellDisplay(Renderer renderer, CellStreams streams) {
    this.renderer = renderer;
    this.streams = streams;
  }

  /**
   * Renders a value.
   *
   * @param value the value, or null
   * @param mimeTypes the forms wanted; none for those that suit the value
   * @return the value in these forms, and always as plain text
   */
  public DisplayData render(Object value, String... mimeTypes) {
    if (value instanceof DisplayData data) {
      return data;
    }
    if (value == null) {
      return new DisplayData("null");
    }
    return mimeTypes.length == 0 ? renderer.render(value) : renderer.renderAs(value, mimeTypes);
  }

  /**
   * Shows a value.
   *
   * @param value the value, or null
   * @param mimeTypes the forms wanted; none for those that suit the value
   * @return the id under which it can be replaced
   */
  public String show(Object value, String... mimeTypes) {
    DisplayData data = render(value, mimeTypes);
    if (!data.hasDisplayId()) {
      data.setDisplayId(UUID.randomUUID().toString());
    }
    streams.display(data);
    return data.getDisplayId();
  }

  /**
   * Replaces a value that was shown before.
   *
   * @param id the id of the earlier one
   * @param value the value, or null
   * @param mimeTypes the forms wanted; none for those that suit the value
   */
  public void replace(String id, Object value, String... mimeTypes) {
    DisplayData data = render(value, mimeTypes);
    data.setDisplayId(id);
    streams.update(data);
  }
}
