package org.helixbook.run;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.helixbook.storage.Digest;

/**
 * The name of a run: the first 16 hexadecimal digits of the SHA-256 of its configuration's
 * canonical JSON. Equal configurations are the same run.
 *
 * @param text 16 lower-case hexadecimal digits
 */
public record RunId(String text) {

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is not of 16 hexadecimal digits
   */
  public RunId {
    Objects.requireNonNull(text, "text");
    if (!text.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("'" + text + "' is not the id of a run");
    }
  }

  /** The id of a configuration. */
  public static RunId of(RunConfiguration configuration) {
    return new RunId(
        Digest.sha256(configuration.toJson().getBytes(StandardCharsets.UTF_8)).substring(0, 16));
  }

  /** The 16 digits. */
  @Override
  public String toString() {
    return text;
  }
}
