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
 * @param threads how many threads the library computes with
 * @param codeVersion the git commit, if known
 * @param reportFolder where results go
 */
record Header(
    String notebook,
    Profile profile,
    long seed,
    int threads,
    Optional<String> codeVersion,
    Path reportFolder) {

  HtmlFragment toHtml() {
    StringBuilder line = new StringBuilder("HelixBook ").append(notebook);
    line.append(": profile ").append(profile.label()).append(", seed ").append(seed).append(", ");
    line.append(threads).append(threads == 1 ? " thread" : " threads");
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
