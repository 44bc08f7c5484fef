package org.helixbook.environment;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.helixbook.notebook.KitVariable;

/**
 * Values of one of the kit's variables.
 *
 * @param bad what must be refused wherever the variable is read
 * @param good what can be used
 */
public record VariableValues(KitVariable variable, List<String> bad, List<String> good) {
  /** What the kit sets itself, so that a user's value is refused before a run of notebooks. */
  static final Set<KitVariable> SET_BY_THE_KIT =
      Set.of(KitVariable.NOTEBOOKS_AT_ONCE, KitVariable.PLAN);

  /** Such as {@code HELIXBOOK_SEED}. */
  public String name() {
    return "HELIXBOOK_" + variable.name();
  }

  /** One of each variable, with the files that they need, which are made in a folder. */
  public static List<VariableValues> in(Path folder) throws IOException {
    String file = Files.writeString(folder.resolve("file"), "[]").toString();
    String text = Files.writeString(folder.resolve("text"), "no JSON").toString();
    String question =
        Files.writeString(folder.resolve("question"), "{\"settings\": {}, \"seeds\": 1}")
            .toString();
    String there = Files.createDirectory(folder.resolve("there")).toString();
    String missing = folder.resolve("missing").toString();
    String link =
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone")).toString();
    List<String> noFolders =
        new ArrayList<>(
            List.of(
                file, file + "/below", link, link + "/below", there + File.pathSeparator + file));
    Path closed =
        Files.createDirectory(
            folder.resolve("closed"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("-wx------")));
    if (!Files.isReadable(closed)) { // root reads everything
      noFolders.add(closed.toString());
    }
    List<String> folders = List.of(there, missing, "not-yet", " ~/not-yet ");
    return List.of(
        new VariableValues(KitVariable.DATA, noFolders, folders),
        new VariableValues(
            KitVariable.IMAGES,
            with(noFolders, "no", "None", "0", "false", "on"),
            with(folders, "off", " OFF ", "./no")),
        new VariableValues(
            KitVariable.IMAGES_GB,
            List.of(
                "much", "-1", "NaN", "Infinity", "1e999", "1e7", "1,5", "4f", "0x1p3", "1 2", "-"),
            List.of("0", " 2.5 ", "1e1", ".5")),
        new VariableValues(KitVariable.MIRROR, with(noFolders, missing), List.of(there)),
        new VariableValues(
            KitVariable.NOTEBOOKS_AT_ONCE,
            List.of("two", "0", "-1", "1.5", "99999", "1,2", "2 3", "NaN", "1e1"),
            List.of("1", " 2 ")),
        new VariableValues(
            KitVariable.PLAN, List.of(missing, there, file, text, link), List.of(question)),
        new VariableValues(
            KitVariable.PROFILE,
            List.of("fast", "smoke,quick", "smoke quick", "0", "quick!"),
            List.of("SMOKE", " paper ")),
        new VariableValues(
            KitVariable.PROGRESS, List.of("slient", "off", "0", "true"), List.of(" Silent ")),
        // Read by reproduce.sh alone: ReproduceScriptTest.
        new VariableValues(KitVariable.PYTHON, List.of(), List.of("python3")),
        new VariableValues(KitVariable.REPORT, noFolders, folders),
        new VariableValues(KitVariable.RUNS, noFolders, folders),
        new VariableValues(
            KitVariable.SEED,
            List.of("one", "1.5", "1e3", "NaN", "9223372036854775808", "1 2", "1,2", "0x10", "-"),
            List.of("0", "-7", " 9223372036854775807 ")),
        new VariableValues(
            KitVariable.THREADS,
            List.of("0", "-1", "1025", "two", "2.0", "1e1", "1,2", "1 2", "NaN", "99999999999"),
            List.of("1", " 1024 ")));
  }

  private static List<String> with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }
}
