package org.helixbook.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.helixbook.feedback.CountText;
import org.helixbook.plot.HtmlFragment;
import org.helixbook.plot.HtmlText;
import org.helixbook.run.Profile;

/**
 * The line at the top of each notebook that says how it is being executed.
 *
 * @param notebook its name
 * @param profile how much work it does
 * @param seed the base seed
 * @param threads how many threads the library computes with
 * @param codeVersion the git commit, if known
 * @param reportFolder where results go
 * @param expected seconds that it takes with the profile's own values; empty if nobody wants to
 *     know
 */
record Header(
    String notebook,
    Profile profile,
    long seed,
    int threads,
    Optional<String> codeVersion,
    Path reportFolder,
    OptionalDouble expected) {

  HtmlFragment toHtml() {
    StringBuilder line = new StringBuilder("HelixBook ").append(notebook);
    line.append(": profile ").append(profile.label()).append(", seed ").append(seed).append(", ");
    line.append(threads).append(threads == 1 ? " thread" : " threads");
    line.append(", Java ").append(Runtime.version().feature());
    codeVersion.ifPresent(version -> line.append(", code ").append(version));
    line.append(". Results go to ").append(reportFolder).append('.');
    expected.ifPresent(
        seconds ->
            line.append(" An estimate before it begins: about ")
                .append(CountText.duration(seconds))
                .append(" on two quiet cores; stop it whenever you like, it goes on from there."));
    return new HtmlFragment(
        "<div style=\"border-left:4px solid #1565c0;padding:4px 10px;font-family:sans-serif;"
            + "font-size:13px\">"
            + HtmlText.escape(line.toString())
            + "</div>",
        line.toString());
  }

  /**
   * How long a notebook takes, from its own metadata: {@code helixbook.seconds}, the seconds on two
   * quiet cores in each profile. The runner plans by the same numbers.
   *
   * @param kit the kit's root
   * @param notebook its place under {@code notebooks/}
   * @param profile in which profile
   * @return seconds; empty if there is no such notebook, or it says nothing
   */
  static OptionalDouble expected(Path kit, String notebook, Profile profile) {
    Path file = kit.resolve("notebooks").resolve(notebook + ".ipynb");
    if (!Files.isRegularFile(file)) {
      return OptionalDouble.empty();
    }
    try {
      JsonNode notes = new ObjectMapper().readTree(file.toFile()).path("metadata");
      JsonNode seconds = notes.at("/helixbook/seconds/" + profile.label());
      return seconds.isNumber() ? OptionalDouble.of(seconds.asDouble()) : OptionalDouble.empty();
    } catch (IOException e) {
      return OptionalDouble.empty(); // an estimate less; the notebook runs
    }
  }
}
