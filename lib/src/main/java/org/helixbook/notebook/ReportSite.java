package org.helixbook.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.plot.HtmlText;

/**
 * A copy of the report for the web: pages, figures and ledger, without the executed notebooks and
 * what only the kit reads.
 *
 * @param files how many it has
 * @param broken links of its pages to files that it lacks, as {@code page: link}
 */
public record ReportSite(int files, List<String> broken) {
  /** Keeps some hosts from leaving out files by their names; also marks a folder as such a copy. */
  private static final String MARK = ".nojekyll";

  /** Where a copy is made before it takes the place of an earlier one. */
  private static final String FRESH = ".fresh";

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#:?]+)[\"#?]");
  private static final Pattern PART =
      Pattern.compile(
          "index\\.html|reproduction\\.(html|md)|claims\\.json|formulas\\.js|figures/.*\\.(png|svg)"
              + "|notebooks/.*\\.html");

  /**
   * Copies the report that the environment names.
   *
   * @param target new, empty, or an earlier copy, which is replaced
   * @throws InputProblem if there is no report, or the folder holds something else or cannot be
   *     written
   */
  public static ReportSite copy(Path target) {
    return copy(ReportFolder.fromEnvironment(), target);
  }

  static ReportSite copy(Path report, Path target) {
    if (!Files.isRegularFile(report.resolve("index.html"))) {
      throw new InputProblem(
          report.toString(),
          "there is no report",
          "run ./environment/reproduce.sh first, or set HELIXBOOK_REPORT to the folder of a"
              + " report");
    }
    return InputProblem.ifRefused(
        target,
        "the report cannot be copied there",
        "make room or name a folder that can be written",
        () -> copied(report, target));
  }

  /** What is there stays until all is copied: a full disk costs nobody his site. */
  private static ReportSite copied(Path report, Path target) throws IOException {
    Path fresh = target.resolve(FRESH);
    List<Path> old = replaced(report, target);
    List<Path> parts;
    try (Stream<Path> all = Files.walk(report)) {
      parts =
          all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .map(report::relativize)
              .filter(file -> PART.matcher(file.toString().replace('\\', '/')).matches())
              .sorted()
              .toList();
    }
    Path mark = target.resolve(MARK);
    Files.createDirectories(target);
    Files.writeString(mark, "");
    delete(old.stream().filter(file -> file.startsWith(fresh)).toList());
    Files.createDirectory(fresh);
    try {
      for (Path part : parts) {
        Path copy = fresh.resolve(part.toString());
        Files.createDirectories(copy.getParent());
        Files.copy(report.resolve(part), copy);
      }
      delete(old.stream().filter(file -> !file.startsWith(fresh) && !file.equals(mark)).toList());
      for (Path copy : inside(fresh)) {
        Files.move(copy, target.resolve(copy.getFileName()));
      }
    } finally {
      discard(fresh);
    }
    return new ReportSite(parts.size(), broken(target, parts));
  }

  /** What an earlier copy left, the files of a folder before it. */
  private static List<Path> replaced(Path report, Path target) throws IOException {
    if (!Files.exists(target)) {
      return List.of();
    }
    List<Path> old = below(target);
    Path from = report.toRealPath();
    Path to = target.toRealPath();
    boolean overlap = from.startsWith(to) || to.startsWith(from);
    if (overlap || (!old.isEmpty() && !Files.exists(target.resolve(MARK)))) {
      throw new InputProblem(
          target.toString(),
          overlap
              ? "it and the report lie in each other"
              : "it holds files that are no copy of a report",
          "name a new or an empty folder");
    }
    return old;
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> !file.equals(folder)).sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static void delete(List<Path> files) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** Leaves nothing half done where there was nothing before. */
  private static void discard(Path fresh) {
    try {
      delete(below(fresh));
      Files.delete(fresh);
    } catch (IOException e) {
      // The next copy does it.
    }
  }

  private static List<String> broken(Path site, List<Path> parts) throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path part : parts) {
      if (!part.toString().endsWith(".html")) {
        continue;
      }
      Path page = site.resolve(part.toString());
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        String to = HtmlText.unescape(link.group(1));
        if (!Files.exists(page.resolveSibling(to).normalize())) {
          broken.add(part + ": " + to);
        }
      }
    }
    return broken.stream().distinct().toList();
  }
}
