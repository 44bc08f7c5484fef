package org.helixbook.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.helixbook.storage.Digest;
import org.helixbook.storage.ZipParts;

/** Writes a run's folder by hand, as a stranger could: whole, and with any content. */
public final class MadeRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MadeRun() {}

  /**
   * A run after no epoch.
   *
   * @param folder made; must not be there
   * @param kept model.json; empty for none
   */
  public static Path write(
      Path folder, RunConfiguration configuration, Map<String, byte[]> state, String kept)
      throws IOException {
    Files.createDirectories(folder.resolve("checkpoint"));
    ObjectNode config = JSON.createObjectNode();
    config.put("format", 2).put("id", configuration.id().text());
    config.set("configuration", JSON.readTree(configuration.toJson()));
    Files.writeString(folder.resolve("config.json"), config.toString());
    ObjectNode metrics = JSON.createObjectNode();
    if (!kept.isEmpty()) {
      Files.writeString(folder.resolve("model.json"), kept);
      metrics
          .putObject("sha256")
          .put("model.json", Digest.sha256(kept.getBytes(StandardCharsets.UTF_8)));
    }
    Files.writeString(folder.resolve("metrics.json"), metrics.toString());
    writeCheckpoint(folder, configuration.seed(), state);
    return folder;
  }

  /** Writes the state as the newest checkpoint. */
  public static void writeCheckpoint(Path folder, long seed, Map<String, byte[]> state)
      throws IOException {
    Map<String, byte[]> parts = new TreeMap<>(state);
    String position =
        "{\"seed\":" + seed + ",\"nextBatch\":0,\"items\":0,\"sums\":{},\"seconds\":0,\"steps\":0}";
    parts.put("position.json", position.getBytes(StandardCharsets.UTF_8));
    parts.put("history.csv", History.empty().toCsv().getBytes(StandardCharsets.UTF_8));
    byte[] zip = ZipParts.zip(parts);
    CRC32 sum = new CRC32();
    sum.update(zip);
    String name = "generation-99999999-" + HexFormat.of().toHexDigits((int) sum.getValue());
    Files.write(folder.resolve("checkpoint").resolve(name + ".zip"), zip);
  }

  /** The state in the newest checkpoint of a run. */
  public static Map<String, byte[]> state(Path folder, long seed) throws IOException {
    return new RunFiles(folder, RunFiles.Writing.ATOMIC).checkpoint(seed).state();
  }

  /** The same run with another network, and the id that belongs to it. */
  public static RunConfiguration with(RunConfiguration run, JsonNode network) {
    ObjectNode tree = run.tree();
    tree.set("network", network);
    return RunConfiguration.fromJson(tree.toString());
  }
}
