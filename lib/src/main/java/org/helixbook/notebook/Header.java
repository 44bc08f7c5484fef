package org.helixbook.notebook;

import java.nio.file.Path;
import java.util.Optional;
import org.helixbook.report.HtmlFragment;
import org.helixbook.report.HtmlText;
import org.helixbook.training.Profile;

/**
 * The line at the top of each notebook that says how it is being executed.
 *
 * @param notebook its name
 * @param profile how much work it does
 * @param seed the base seed
 * @param threads the value of {@code OMP_NUM_THREADS}, or null
 * @param codeVersion the git commit, if known
 * @param reportFolder where results go
 */
record Header(
    String notebook,
    Profile profile,
    long seed,
    String threads,
    Optional<String> codeVersion,
    Path reportFolder) {

  HtmlFragment toHtml() {
    StringBuilder line = new StringBuilder("HelixBook ").append(notebook);
    line.append(": profile ").append(profile.label()).append(", seed ").append(seed).append(", ");
    if (threads == null || threads.isBlank()) {
      line.append(Runtime.getRuntime().availableProcessors()).append(" processors");
    } else {
      line.append(threads.strip()).append(" threads");
    }
    line.append(", Java ").append(Runtime.version().feature());
    codeVersion.ifPresent(version -> line.append(", code ").append(version));
    line.append(". Results go to ").append(reportFolder).append('.');
    return new HtmlFragment(
        "<div style=\"border-left:4px solid #1565c0;padding:4px 10px;font-family:sans-serif;"
            + "font-size:13px\">"
            + HtmlText.escape(line.toString())
            + "</div>",
        line.toString());
  }
}
