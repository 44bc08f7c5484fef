package org.helixbook.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.helixbook.feedback.InputProblem;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The register of all data: {@code data-manifest.json} at the repository's top level, of which the
 * jar holds a copy. The JSON schema beside this class says its form.
 *
 * @param origin where it was read from, for messages
 * @param dataSets the data sets in the manifest's order
 */
public record DataManifest(String origin, List<DataSet> dataSets) {

  /** Copies the list. */
  public DataManifest {
    dataSets = List.copyOf(dataSets);
  }

  /**
   * Reads a manifest.
   *
   * @return the manifest
   * @throws InputProblem naming file, data set and field, if something is missing or wrong
   */
  public static DataManifest read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new ManifestReader(file.toString()).read(in);
    } catch (NoSuchFileException e) {
      throw new InputProblem(file.toString(), "there is no such file", "check the path", e);
    } catch (IOException e) {
      throw new InputProblem(
          file.toString(), "it cannot be read (" + e.getMessage() + ")", "check the file", e);
    }
  }

  /** A row a data set: {@code name}, {@code role}, {@code what it is}, {@code licence}. */
  public Table table() {
    return Table.create(
        "Registered data sets",
        StringColumn.create("name", dataSets.stream().map(DataSet::name)),
        StringColumn.create(
            "role", dataSets.stream().map(one -> one.role().name().toLowerCase(Locale.ROOT))),
        StringColumn.create("what it is", dataSets.stream().map(DataSet::what)),
        StringColumn.create("licence", dataSets.stream().map(DataSet::licence)));
  }

  /**
   * The copy in the jar.
   *
   * @return the manifest of this build
   */
  public static DataManifest bundled() {
    try (InputStream in = DataManifest.class.getResourceAsStream("data-manifest.json")) {
      if (in == null) {
        throw new InputProblem(
            "data-manifest.json", "it is not in the kit's jar", "build the kit again with Maven");
      }
      return new ManifestReader("data-manifest.json").read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Finds a data set.
   *
   * @return the entry
   * @throws InputProblem if there is none, naming those that there are
   */
  public DataSet dataSet(String name) {
    return dataSets.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputProblem(
                    origin,
                    "there is no data set '" + name + "'",
                    "choose one of "
                        + dataSets.stream().map(DataSet::name).collect(Collectors.joining(", "))));
  }
}
