package org.helixbook.notebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.helixbook.data.StoreSettings;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.SettingText;
import org.helixbook.run.Profile;
import org.helixbook.run.RunStore;
import org.helixbook.signal.ImageCache;
import org.helixbook.storage.Seeds;

/**
 * The environment variables of the kit itself, {@code HELIXBOOK_} and one of these names; all
 * others belong to parameters of notebooks. A value that cannot be used is refused before anything
 * is computed, and never taken for the default. {@code environment/run/variables.py} refuses the
 * same values before a run of notebooks is built.
 */
public enum KitVariable {
  DATA((environment, start) -> store(environment)),
  IMAGES(ImageCache::from),
  IMAGES_GB(ImageCache::from),
  MIRROR((environment, start) -> mirror(environment)),
  NOTEBOOKS_AT_ONCE((environment, start) -> notebooksAtOnce(environment)),
  PLAN((environment, start) -> SweepPlan.in(environment)),
  PROFILE((environment, start) -> Profile.from(environment)),
  PROGRESS((environment, start) -> Notebook.isSilent(environment)),
  /** Read by {@code environment/reproduce.sh} alone. */
  PYTHON((environment, start) -> {}),
  REPORT(ReportFolder::of),
  RUNS(RunStore::from),
  SEED((environment, start) -> seeds(environment)),
  THREADS(
      (environment, start) -> NumericBackend.threadsFrom(environment.get(NumericBackend.THREADS)));

  static final String PREFIX = "HELIXBOOK_";

  /** Reads a value from an environment, in a folder of the kit. */
  private interface Reader {
    void read(Map<String, String> environment, Path start);
  }

  private final Reader reader;

  KitVariable(Reader reader) {
    this.reader = reader;
  }

  private static StoreSettings store(Map<String, String> environment) {
    return StoreSettings.of(environment, Path.of(System.getProperty("user.home")));
  }

  /**
   * The seeds that an environment asks for: those of {@code HELIXBOOK_SEED}, of 1 without it.
   *
   * @throws InputProblem if it is no whole number of 64 bits
   */
  public static Seeds seeds(Map<String, String> environment) {
    String variable = PREFIX + SEED.name();
    String given = SettingText.given(environment, variable).orElse("1");
    try {
      return new Seeds(Long.parseLong(given));
    } catch (NumberFormatException e) {
      throw new InputProblem(
          variable,
          "'" + given + "' is not a whole number of 64 bits",
          "set it to a whole number such as 1, or unset it",
          e);
    }
  }

  private static void mirror(Map<String, String> environment) {
    Optional<Path> mirror = store(environment).mirror();
    if (mirror.isPresent() && !Files.isDirectory(mirror.get())) {
      throw new InputProblem(
          StoreSettings.MIRROR_VARIABLE,
          "'" + environment.get(StoreSettings.MIRROR_VARIABLE).strip() + "' is not there",
          "set it to a folder that holds files beforehand, or unset it");
    }
  }

  /** A number that a run keeps beside its times. */
  private static void notebooksAtOnce(Map<String, String> environment) {
    String variable = PREFIX + NOTEBOOKS_AT_ONCE.name();
    String given = SettingText.given(environment, variable).orElse("1");
    if (!given.matches("[1-9]\\d{0,3}")) {
      throw new InputProblem(
          variable,
          "'" + given + "' is not a whole number from 1 to 9999",
          "unset it; what runs several notebooks sets it itself");
    }
  }

  /** Whether a variable is one of these. */
  static boolean isOne(String variable) {
    return Arrays.stream(values()).anyMatch(one -> variable.equals(PREFIX + one.name()));
  }

  /**
   * Looks at all of them.
   *
   * @param start the folder from which the kit's root is looked for
   * @throws InputProblem that names the first variable whose value cannot be used, the value, and
   *     what would be right
   */
  public static void check(Map<String, String> environment, Path start) {
    for (KitVariable variable : values()) {
      variable.reader.read(environment, start);
    }
  }
}
