package org.helixbook.data.coding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.helixbook.data.DataManifest;
import org.helixbook.data.DataSet;
import org.helixbook.data.Source;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Digest;

/**
 * A coding/non-coding set inside the kit's jar: its table and its report, checked against the
 * manifest.
 *
 * @param windows in the order of the table
 * @param report how it came about
 */
record EmbeddedCodingSet(List<CodingWindow> windows, BuildReport report) {

  /**
   * Reads a set from the kit's jar.
   *
   * @param name its name in the manifest
   * @throws InputProblem if a file is not the one that the data manifest names
   */
  static EmbeddedCodingSet load(String name) {
    DataSet entry = DataManifest.bundled().dataSet(name);
    return of(
        entry,
        resource(embedded(entry, table(entry)).resource()),
        resource(embedded(entry, report(entry)).resource()));
  }

  /**
   * Reads a set from its two files.
   *
   * @param entry its entry in the manifest
   * @param table the compressed table
   * @param report the report
   * @throws InputProblem if a file is not the one that the entry names
   */
  static EmbeddedCodingSet of(DataSet entry, byte[] table, byte[] report) {
    String tableName = table(entry);
    String reportName = report(entry);
    verify(tableName, table, embedded(entry, tableName));
    verify(reportName, report, embedded(entry, reportName));
    BuildReport built = BuildReport.fromJson(reportName, report);
    byte[] content = CodingWindowTable.decompress(tableName, new ByteArrayInputStream(table));
    String digest = Digest.sha256(content);
    if (!digest.equals(built.contentSha256())) {
      throw damaged(tableName, "content", digest, built.contentSha256(), reportName);
    }
    return new EmbeddedCodingSet(CodingWindowTable.read(tableName, content), built);
  }

  private static String table(DataSet entry) {
    return entry.name() + ".tsv.bz2";
  }

  private static String report(DataSet entry) {
    return entry.name() + ".report.json";
  }

  private static Source.Embedded embedded(DataSet entry, String file) {
    return entry.files().stream()
        .filter(one -> one.name().equals(file))
        .flatMap(one -> one.source(Source.Embedded.class).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new InputProblem(
                    "data-manifest.json, data set " + entry.name(),
                    "it names no embedded file " + file,
                    "restore the manifest from the repository"));
  }

  private static byte[] resource(String path) {
    try (InputStream in = EmbeddedCodingSet.class.getResourceAsStream("/" + path)) {
      if (in == null) {
        throw new InputProblem(
            path, "it is not in the kit's jar", "restore it from the repository and build again");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path + " failed: " + e.getMessage(), e);
    }
  }

  private static void verify(String name, byte[] file, Source.Embedded named) {
    String digest = Digest.sha256(file);
    String expected = named.sha256().orElse("unknown");
    if (!digest.equals(expected)) {
      throw damaged(name, "file", digest, expected, "data-manifest.json");
    }
  }

  private static InputProblem damaged(
      String name, String what, String found, String expected, String register) {
    return new InputProblem(
        name,
        "the SHA-256 of its " + what + " is " + found + ", but " + register + " says " + expected,
        "restore it from the repository or rebuild it with"
            + " environment/databuilder/rebuild-data.sh");
  }
}
