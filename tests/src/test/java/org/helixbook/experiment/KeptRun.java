package org.helixbook.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.helixbook.run.RunConfiguration;
import org.helixbook.storage.Digest;

/** Files of a run as the store keeps them, written without any training. */
public final class KeptRun {
  public static final String HISTORY_HEAD =
      "epoch,trainLoss,trainAccuracy,testLoss,testAccuracy,seconds\n";
  public static final String ONE_EPOCH = HISTORY_HEAD + "1,0.6,0.7,0.6,0.7,2\n";

  private KeptRun() {}

  /** What {@code config.json} holds. */
  public static String config(RunConfiguration configuration) {
    return "{\"format\": 2, \"id\": \""
        + configuration.id()
        + "\", \"configuration\": "
        + configuration.toJson()
        + "}";
  }

  /** A folder with {@code config.json} and {@code history.csv}, and nothing else. */
  public static Path in(Path folder, RunConfiguration configuration, String history)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), config(configuration));
    Files.writeString(folder.resolve("history.csv"), history);
    return folder;
  }

  /**
   * What {@code predictions.csv} holds after a test on 40 windows, 20 a class.
   *
   * @param wrong how many are misjudged in each class, the first ones
   */
  public static String predictions(int wrong) {
    StringBuilder csv = new StringBuilder("image,label,predicted,p0,p1\n");
    for (int i = 0; i < 40; i++) {
      int label = i % 2;
      double right = i / 2 < wrong ? 0.3 : 0.8;
      double coding = label == 0 ? right : 1 - right;
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%d,%.2f,%.2f%n",
              i,
              label,
              coding >= 0.5 ? 0 : 1,
              coding,
              1 - coding));
    }
    return csv.toString();
  }

  /** Notes in {@code metrics.json} what a complete run left. */
  public static void seal(Path run) throws IOException {
    Files.writeString(
        run.resolve("metrics.json"),
        "{\"sha256\": {\"history.csv\": \""
            + Digest.sha256(run.resolve("history.csv"))
            + "\", \"predictions.csv\": \""
            + Digest.sha256(run.resolve("predictions.csv"))
            + "\"}}");
  }
}
