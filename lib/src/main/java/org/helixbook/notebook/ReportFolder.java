package org.helixbook.notebook;

import java.nio.file.Path;
import java.util.Map;
import org.helixbook.feedback.SettingText;
import org.helixbook.storage.KitFolder;

/** Where results and figures go. */
final class ReportFolder {
  /** The environment variable that chooses another folder. */
  static final String VARIABLE = "HELIXBOOK_REPORT";

  private ReportFolder() {}

  /** The report folder of this process. */
  static Path fromEnvironment() {
    return of(System.getenv(), KitFolder.root());
  }

  /**
   * The report folder: as the environment says, else {@code target/report} in the kit's root.
   *
   * @param environment the environment variables
   * @param start the folder from which the root is looked for
   * @return an absolute path, which may not exist yet
   */
  static Path of(Map<String, String> environment, Path start) {
    return KitFolder.folder(
        KitFolder.root(start),
        VARIABLE,
        SettingText.given(environment, VARIABLE).orElse("target/report"));
  }
}
