package org.helixbook.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Digest;

/** Reads the files of embedded data sets from the kit's jar. */
public final class EmbeddedFile {
  private EmbeddedFile() {}

  /**
   * Reads a file and checks it.
   *
   * @param dataSet the name of its data set
   * @param file its name
   * @return its bytes
   * @throws InputProblem if the manifest names no such file, or it is not the one that it names
   */
  public static byte[] read(String dataSet, String file) {
    Source.Embedded source =
        DataManifest.bundled().dataSet(dataSet).files().stream()
            .filter(one -> one.name().equals(file))
            .flatMap(one -> one.source(Source.Embedded.class).stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new InputProblem(
                        "data-manifest.json, data set " + dataSet,
                        "it names no embedded file " + file,
                        "restore the manifest from the repository"));
    byte[] content = resource(source.resource());
    check(file, content, source.sha256().orElse("unknown"));
    return content;
  }

  private static byte[] resource(String path) {
    try (InputStream in = EmbeddedFile.class.getResourceAsStream("/" + path)) {
      if (in == null) {
        throw new InputProblem(
            path, "it is not in the kit's jar", "restore it from the repository and build again");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path + " failed: " + e.getMessage(), e);
    }
  }

  public static void check(String file, byte[] content, String sha256) {
    String found = Digest.sha256(content);
    if (!found.equals(sha256)) {
      throw new InputProblem(
          file,
          "its SHA-256 is " + found + ", but data-manifest.json says " + sha256,
          "restore it from the repository or rebuild it with"
              + " environment/databuilder/rebuild-data.sh");
    }
  }
}
