package org.helixbook.notebook;

import java.util.ArrayList;
import java.util.List;

/** A kernel's display as the library sees it, that writes down what it is given. */
public final class FakeDisplay {
  static final List<String> CALLS = new ArrayList<>();

  private FakeDisplay() {}

  public static String display(Object content, String... mime) {
    CALLS.add("display " + String.join(",", mime) + " " + content);
    return "id" + CALLS.size();
  }

  public static void updateDisplay(String id, Object content, String... mime) {
    CALLS.add("update " + id + " " + String.join(",", mime) + " " + content);
  }
}
