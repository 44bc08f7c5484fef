package org.helixbook.data;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import org.helixbook.feedback.InputProblem;

/** Says in words why the cache could not be written. */
final class CacheTrouble {
  private static final String MEND =
      "set " + StoreSettings.CACHE_VARIABLE + " to a folder that can be written";

  private CacheTrouble() {}

  static InputProblem of(Path place, IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return new InputProblem(place.toString(), "the work was interrupted", "run it again", e);
    }
    String reason = reason(e);
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("not enough space")) {
      return new InputProblem(
          place.toString(),
          "there is no room left on the disk",
          "free some, or set " + StoreSettings.CACHE_VARIABLE + " to a folder on another disk",
          e);
    }
    if (lower.contains("quota")) {
      return new InputProblem(
          place.toString(), "the disk quota is used up", "free some of it, or " + MEND, e);
    }
    return new InputProblem(place.toString(), "it cannot be written (" + reason + ")", MEND, e);
  }

  static InputProblem tooSmall(Path place, long needed, long free) {
    return new InputProblem(
        place.toString(),
        String.format(Locale.ROOT, "%,d bytes are needed there and %,d are free", needed, free),
        "free some, or set " + StoreSettings.CACHE_VARIABLE + " to a folder on another disk");
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no right to write there";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a file is in the place of the folder " + e.getMessage();
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
