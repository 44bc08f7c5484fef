package org.helixbook.data;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.helixbook.feedback.SettingText;
import org.helixbook.storage.KitFolder;

/**
 * Where a {@link DatasetStore} keeps its files and how patient it is.
 *
 * @param cache the folder for fetched files, a folder inside for each data set; made when needed
 * @param mirror a folder that holds files beforehand, as {@code DATASET/FILE} or {@code FILE}, or
 *     Debian packages; only read
 * @param attempts how often one download is tried, each time going on where it stopped; at least 1
 * @param pause the wait between two attempts
 * @param stall how long a server may stay silent
 * @param patience how long to wait for another process that fetches the same data set
 */
public record StoreSettings(
    Path cache,
    Optional<Path> mirror,
    int attempts,
    Duration pause,
    Duration stall,
    Duration patience) {

  /** The environment variable that names the cache folder. */
  public static final String CACHE_VARIABLE = "HELIXBOOK_DATA";

  /** The environment variable that names the mirror folder. */
  public static final String MIRROR_VARIABLE = "HELIXBOOK_MIRROR";

  /** Checks the values. */
  public StoreSettings {
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(mirror, "mirror");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
    }
  }

  /**
   * Settings with the usual patience: 4 attempts 3 s apart, 60 s for a silent server, 10 minutes
   * for another process.
   *
   * @param cache the cache folder
   * @param mirror the mirror folder, if there is one
   * @return the settings
   */
  public static StoreSettings of(Path cache, Optional<Path> mirror) {
    return new StoreSettings(
        cache, mirror, 4, Duration.ofSeconds(3), Duration.ofSeconds(60), Duration.ofMinutes(10));
  }

  /**
   * The settings that the user's environment asks for: {@code HELIXBOOK_DATA} or {@code helixbook}
   * in the user's cache folder ({@code XDG_CACHE_HOME} or {@code ~/.cache}), and {@code
   * HELIXBOOK_MIRROR}.
   *
   * @return the settings
   */
  public static StoreSettings fromEnvironment() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /**
   * The same in other surroundings.
   *
   * @param home the user's home folder
   */
  public static StoreSettings of(Map<String, String> environment, Path home) {
    Path cache =
        setting(environment, CACHE_VARIABLE)
            .orElseGet(
                () ->
                    setting(environment, "XDG_CACHE_HOME")
                        .orElse(home.resolve(".cache"))
                        .resolve("helixbook"));
    return of(cache, setting(environment, MIRROR_VARIABLE));
  }

  private static Optional<Path> setting(Map<String, String> environment, String variable) {
    return SettingText.given(environment, variable)
        .map(value -> KitFolder.folder(KitFolder.root(), variable, value));
  }
}
