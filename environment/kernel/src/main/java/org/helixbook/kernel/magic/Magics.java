package org.helixbook.kernel.magic;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.helixbook.kernel.failure.CellFailure;

/** Runs a magic by its name: those of IJava, and {@code time} of JJava. */
public final class Magics {
  /** All names, without percent signs. */
  public static final Set<String> NAMES =
      Set.of(
          "classpath",
          "jars",
          "load",
          "time",
          "maven",
          "addMavenDependency",
          "addMavenDependencies",
          "mavenRepo",
          "addMavenRepo",
          "loadFromPOM");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern ASSIGNED =
      Pattern.compile("(?m)^([^\\n=%\"]*=\\s*)%(\\w+)([^\\n;]*);?[ \\t]*$");

  /** Evaluates code as a cell does. */
  @FunctionalInterface
  public interface Cells {
    /**
     * Evaluates.
     *
     * @return the value of the last expression, if it has one
     * @throws CellFailure as a cell does
     */
    Optional<Object> evaluate(String code) throws CellFailure;
  }

  private final ClasspathMagic classpath;
  private final MavenMagic maven;
  private final Cells cells;

  /**
   * Makes the magics.
   *
   * @param classpath does what {@code %classpath} and {@code %jars} ask
   * @param maven does what those ask that name artifacts
   * @param cells evaluates what {@code %load} reads and {@code %time} measures
   */
  public Magics(ClasspathMagic classpath, MavenMagic maven, Cells cells) {
    this.classpath = classpath;
    this.maven = maven;
    this.cells = cells;
  }

  /**
   * Runs a line magic, or the cell magic that a whole cell is.
   *
   * @param text the line, or the cell if it begins with two percent signs
   * @return the value that the cell shows, or null
   * @throws CellFailure if there is no such magic, or it cannot do what is asked
   */
  public Object run(String text) throws CellFailure {
    boolean ofCell = text.startsWith("%%");
    String line = text.lines().findFirst().orElseThrow();
    List<String> words = words(line.substring(ofCell ? 2 : 1));
    String name = words.isEmpty() ? "" : words.get(0);
    List<String> arguments = words.subList(Math.min(1, words.size()), words.size());
    Object result;
    if (!ofCell && name.equals("time")) {
      result = time(line.strip().substring("%time".length()));
    } else {
      String body = text.substring(Math.min(text.length(), line.length() + 1));
      result = run(name, arguments, ofCell ? body : null);
    }
    // Paths that were added are for code that asks for them; a cell is not about them.
    return name.equals("time") || name.equals("load") ? result : null;
  }

  /**
   * Runs a magic.
   *
   * @param name without percent signs
   * @param arguments what follows it in its line
   * @param body what follows a cell magic; null for a line magic
   * @return the paths that were added, or the value of what was evaluated; may be null
   * @throws CellFailure if there is no such magic, or it cannot do what is asked
   */
  public Object run(String name, List<String> arguments, String body) throws CellFailure {
    if (body != null) {
      return switch (name) {
        case "time" -> time(body);
        case "loadFromPOM" -> maven.addFragments(body);
        default -> throw unknown("%%" + name);
      };
    }
    return switch (name) {
      case "classpath" -> classpath.addPaths(arguments);
      case "jars" -> classpath.addJars(arguments);
      case "load" -> load(arguments);
      case "time" -> time(String.join(" ", arguments));
      case "maven", "addMavenDependency", "addMavenDependencies" -> maven.addArtifacts(arguments);
      case "mavenRepo", "addMavenRepo" -> maven.addRepository(arguments);
      case "loadFromPOM" -> maven.addPom(arguments);
      default -> throw unknown("%" + name);
    };
  }

  /**
   * The cell with each {@code x = %magic words} as a call, on the same line. Only magics that exist
   * are meant: a text block may hold such a line, too.
   */
  public String withoutAssignedMagics(String cell) {
    return ASSIGNED
        .matcher(cell)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    NAMES.contains(found.group(2)) ? call(found) : found.group()));
  }

  private static String call(MatchResult found) {
    return found.group(1)
        + "lineMagic(\""
        + found.group(2)
        + "\", java.util.List.of("
        + words(found.group(3)).stream()
            .map(word -> "\"" + word.replace("\\", "\\\\") + "\"")
            .collect(Collectors.joining(", "))
        + "));";
  }

  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
        .toList();
  }

  private Object time(String code) throws CellFailure {
    long begin = System.nanoTime();
    Optional<Object> value = cells.evaluate(code);
    System.out.printf(Locale.ROOT, "Wall time: %.3f s%n", (System.nanoTime() - begin) / 1e9);
    return value.orElse(null);
  }

  /** {@code %load}: a notebook's code cells, or a file of snippets; only its declarations stay. */
  private Object load(List<String> arguments) throws CellFailure {
    if (arguments.size() != 1) {
      throw CellFailure.sentence("UsageError", "%load needs one path after it");
    }
    String path = arguments.get(0);
    Object value = null;
    try {
      String text = Files.readString(Path.of(path));
      for (String code : path.endsWith(".ipynb") ? codeCells(text) : List.of(text)) {
        value = cells.evaluate(code).orElse(null);
      }
    } catch (IOException | RuntimeException e) {
      throw CellFailure.sentence(
          "UsageError", "%load cannot read " + path + "; name a .jshell, .java or .ipynb file");
    }
    return value;
  }

  private static List<String> codeCells(String notebook) {
    List<String> codes = new ArrayList<>();
    JsonObject json = JsonParser.parseString(notebook).getAsJsonObject();
    for (JsonElement element : json.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      if (cell.get("cell_type").getAsString().equals("code")) {
        JsonElement source = cell.get("source");
        codes.add(
            source.isJsonArray()
                ? source.getAsJsonArray().asList().stream()
                    .map(JsonElement::getAsString)
                    .collect(Collectors.joining())
                : source.getAsString());
      }
    }
    return codes;
  }

  private static CellFailure unknown(String magic) {
    return CellFailure.sentence(
        "UnknownMagic",
        magic
            + " is not a magic of this kernel; it has "
            + NAMES.stream().sorted().map("%"::concat).collect(Collectors.joining(", "))
            + ", and %%time and %%loadFromPOM for a whole cell");
  }
}
