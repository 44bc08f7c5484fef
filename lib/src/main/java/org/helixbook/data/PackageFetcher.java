package org.helixbook.data;

import java.nio.file.Path;
import org.helixbook.feedback.Progress;

/** Fetches Debian packages by name. */
@FunctionalInterface
interface PackageFetcher {

  /**
   * Fetches one package; its checksum is checked by the caller.
   *
   * @param source which package
   * @param folder an empty folder for it
   * @param progress told the bytes that have come
   * @return the package
   * @throws SourceFailure if it cannot be had
   */
  Path fetch(Source.Debian source, Path folder, Progress progress) throws SourceFailure;
}
