package org.helixbook.notebook;

import java.io.PrintStream;
import java.util.function.Supplier;
import org.helixbook.plot.HtmlFragment;

/**
 * Output as text, for a terminal or a kernel without rich display.
 *
 * @param stream asked at each line, because kernels replace {@code System.out} as they go
 */
record PlainOutput(Supplier<PrintStream> stream) implements CellOutput {

  @Override
  public boolean isRich() {
    return false;
  }

  @Override
  public String show(HtmlFragment fragment) {
    print(fragment.text());
    return "";
  }

  @Override
  public void update(String id, HtmlFragment fragment) {
    // A terminal has no place that could be changed.
  }

  @Override
  public void print(String line) {
    PrintStream out = stream.get();
    out.println(line);
    out.flush();
  }
}
