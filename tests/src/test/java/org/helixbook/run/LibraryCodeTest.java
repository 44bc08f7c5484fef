package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.helixbook.signal.ImageSplit;
import org.helixbook.storage.KitFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryCodeTest {
  private static final String ROOT = "org/helixbook/toy/Root";

  private static final String SOURCE =
      """
package org.helixbook.toy;

import java.util.Optional;
import java.util.stream.DoubleStream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Wording;
import org.helixbook.storage.Seeds;

public final class Root {
  @Wording
  public String words(double rate) {
    return Optional.of(rate).map(r -> "a step of " + r).orElse("none");
  }

  public double step(double rate) {
    if (!(rate > 0)) {
      throw new InputProblem("rate", rate < -1 ? "it is far below 0" : "it is " + rate, "raise it");
    }
    return DoubleStream.of(rate).map(r -> new Part().halved(r)).sum() + new Seeds(1).of("noise");
  }
}

final class Part {
  double halved(double rate) {
    return 0.5 * rate;
  }
}

final class NeverReached {
  double chart() {
    return 1;
  }
}
""";

  @TempDir Path folder;

  /** The digest of the toy's code, compiled from its source with some of it replaced. */
  private String digest(String from, String to) throws IOException {
    String source = SOURCE.replace(from, to);
    assertTrue(from.isEmpty() || !source.equals(SOURCE), "nothing was replaced");
    Path place = Files.createTempDirectory(folder, "toy");
    Path file = Files.writeString(place.resolve("Root.java"), source);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                place.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-g",
                file.toString());
    assertEquals(0, failed, source);
    return LibraryCode.digest(
        ROOT,
        name -> {
          try {
            Path own = place.resolve(name + ".class");
            return Files.exists(own) ? Optional.of(Files.readAllBytes(own)) : ofTheKit(name);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Optional<byte[]> ofTheKit(String name) throws IOException {
    try (InputStream in = LibraryCode.class.getClassLoader().getResourceAsStream(name + ".class")) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }

  private void assertSame(String from, String to) throws IOException {
    assertEquals(digest("", ""), digest(from, to), to);
  }

  private void assertOther(String from, String to) throws IOException {
    assertNotEquals(digest("", ""), digest(from, to), to);
  }

  @Test
  void aCommentANameOfAVariableAndAMessageChangeNothing() throws IOException {
    assertSame("public final class", "// Below.\n\n\n/** Longer. */\npublic final class");
    assertSame("double rate) {\n    return 0.5 * rate", "double r) {\n    return 0.5 * r");
    assertSame("\"it is far below 0\"", "(rate < -9 ? \"far, \" + rate : \"far\") + \" below\"");
    assertSame("\"raise it\"", "new NeverReached() + \" is larger\"");
    assertSame("\"a step of \" + r", "\"a step of size \" + 2 * r + \".\"");
    assertSame(".map(r -> \"a step", ".filter(r -> r > 0).map(r -> \"a step");
  }

  @Test
  void whatIsNotReachedChangesNothing() throws IOException {
    assertSame("return 1;", "return 2;");
    assertSame("final class NeverReached", "interface More {}\n\nfinal class NeverReached");
  }

  @Test
  void otherArithmeticAnotherLimitAndAnotherNameOfASeedAreOtherCode() throws IOException {
    assertOther("0.5 * rate", "0.25 * rate");
    assertOther("0.5 * rate", "rate / 2");
    assertOther("rate > 0", "rate >= 0");
    assertOther("\"noise\"", "\"noises\"");
    assertOther("new Seeds(1)", "new Seeds(2)");
    assertOther("new Part().halved(r)", "r");
    assertOther("throw new InputProblem", "if (rate < -5) throw new InputProblem");
  }

  /** As under IJava, whose cells get jars that the JVM was not started with. */
  @Test
  void librariesThatOnlyAClassLoaderKnowsAreListed() throws IOException {
    Path jar = folder.resolve("toy-library-1.2.3.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, LibraryCode.class.getClassLoader())) {
      SortedMap<String, String> libraries = LibraryCode.libraries(loader);
      assertEquals("1.2.3", libraries.get("toy-library"));
      assertEquals("1.0.0-M2.1", libraries.get("nd4j-api"));
    }
    assertFalse(LibraryCode.libraries().containsKey("toy-library"));
  }

  private static Set<String> packages(List<Class<?>> roots) {
    Set<String> all = new TreeSet<>();
    for (Class<?> root : roots) {
      LibraryCode.reached(
              root.getName().replace('.', '/'),
              name -> {
                try {
                  return ofTheKit(name);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .keySet()
          .forEach(name -> all.add(name.substring(14, name.lastIndexOf('/'))));
    }
    return all;
  }

  /** A network, a claim, or the store of runs retires no picture in the cache. */
  @Test
  void picturesReachNoNetwork() {
    Set<String> packages = packages(List.of(ImageSplit.class));
    assertTrue(packages.containsAll(List.of("signal", "dna")), packages.toString());
    assertTrue(
        Set.of("signal", "dna", "engine", "storage").containsAll(packages), packages.toString());
  }

  /** So neither a chart, nor a claim, nor the other paper's network retires a run. */
  @ParameterizedTest
  @CsvSource({"cnn, model/cnn", "bigru, model/bigru", "language-model, model/language"})
  void aKindReachesItsOwnNetworkAlone(String name, String network) {
    RunKind kind =
        RunKind.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Set<String> packages = packages(kind.computedBy());
    assertTrue(packages.containsAll(List.of(network, "run", "storage")), packages.toString());
    assertEquals(
        Set.of(network),
        packages.stream()
            .filter(one -> one.startsWith("model/") && !one.startsWith(network + "/"))
            .collect(Collectors.toSet()));
    assertEquals(
        List.of(),
        packages.stream()
            .filter(one -> one.matches("(feedback|plot|experiment|claims|notebook|paper.*|cli).*"))
            .toList());
    assertTrue(
        kind.code().matches("classes [0-9a-f]{16}, deeplearning4j 1\\.0\\.0-M2\\.1"), kind.code());
  }

  @Test
  void theKitsReferenceRunsStayReadable() throws IOException {
    Path references = KitFolder.root(Path.of("")).resolve("notebooks/reference-results");
    try (Stream<Path> files = Files.walk(references)) {
      List<Path> configurations =
          files.filter(file -> file.endsWith("config.json")).map(Path::getParent).toList();
      assertTrue(configurations.size() > 20, configurations.toString());
      for (Path run : configurations) {
        RunConfiguration read = StoredRun.at(run).orElseThrow().configuration().orElseThrow();
        assertTrue(
            read.kind().isEmpty() || RunKind.all().stream().anyMatch(kind -> kind.holds(read)),
            run + " is of kind " + read.kind());
      }
    }
  }

  @Test
  void kindsHaveCodesOfTheirOwn() {
    List<RunKind> all = RunKind.all();
    assertEquals(all.size(), all.stream().map(RunKind::code).distinct().count());
    assertEquals(all.size(), all.stream().map(RunKind::name).distinct().count());
  }

  @Test
  void theCommitIsOfARepositoryThatBeginsInTheFolder(@TempDir Path outer) throws Exception {
    Path kit = Files.createDirectories(outer.resolve("kit"));
    Files.writeString(kit.resolve("file"), "as committed");
    assertEquals(Optional.empty(), WorkingCopy.commit(kit));
    commitAll(outer);
    assertTrue(WorkingCopy.commit(outer).isPresent());
    assertEquals(Optional.empty(), WorkingCopy.commit(kit));
    commitAll(kit);
    String own = WorkingCopy.commit(kit).orElseThrow();
    assertTrue(own.matches("[0-9a-f]{7,}"), own);
    Files.writeString(kit.resolve("file"), "changed");
    assertEquals(Optional.of(own + "-dirty"), WorkingCopy.commit(kit));
  }

  private static void commitAll(Path folder) throws Exception {
    for (List<String> command :
        List.of(
            List.of("init", "-q"),
            List.of("add", "."),
            List.of("-c", "user.name=n", "-c", "user.email=e@e", "commit", "-q", "-m", "m"))) {
      List<String> git = Stream.concat(Stream.of("git"), command.stream()).toList();
      assertEquals(
          0, new ProcessBuilder(git).directory(folder.toFile()).inheritIO().start().waitFor());
    }
  }
}
