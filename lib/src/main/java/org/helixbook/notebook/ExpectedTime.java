package org.helixbook.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.helixbook.run.Profile;

/**
 * How long a notebook takes, from its own metadata: {@code helixbook.seconds}, the seconds on two
 * quiet cores in each profile. The runner plans by the same numbers.
 */
final class ExpectedTime {
  private ExpectedTime() {}

  /**
   * The estimate.
   *
   * @param kit the kit's root
   * @param notebook its place under {@code notebooks/}
   * @param profile in which profile
   * @return seconds; empty if there is no such notebook, or it says nothing
   */
  static OptionalDouble of(Path kit, String notebook, Profile profile) {
    Path file = kit.resolve("notebooks").resolve(notebook + ".ipynb");
    if (!Files.isRegularFile(file)) {
      return OptionalDouble.empty();
    }
    try {
      JsonNode seconds =
          new ObjectMapper()
              .readTree(file.toFile())
              .path("metadata")
              .path("helixbook")
              .path("seconds")
              .path(profile.label());
      return seconds.isNumber() ? OptionalDouble.of(seconds.asDouble()) : OptionalDouble.empty();
    } catch (IOException e) {
      return OptionalDouble.empty(); // an estimate less; the notebook runs
    }
  }
}
