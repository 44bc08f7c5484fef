package org.helixbook.run;

import java.io.IOException;
import java.nio.file.Path;
import org.helixbook.storage.AtomicFile;

/** How a run's files are written; tests put full disks here. */
@FunctionalInterface
interface FileWriting {
  /** Whole or not at all, under a temporary name that is moved. */
  FileWriting ATOMIC = (file, content) -> AtomicFile.write(file, out -> out.write(content));

  /** Writes a file, replacing what is there. */
  void write(Path file, byte[] content) throws IOException;
}
