package org.helixbook.kernel.magic;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.helixbook.kernel.failure.CellFailure;

/**
 * Adds artifacts of Maven repositories, with all that they need, to the class path of the cells
 * that follow. Maven itself finds them, so its settings, mirrors and local repository hold.
 */
public final class MavenMagic {
  private static final String GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath";

  private static final Pattern FRAGMENT = Pattern.compile("(?s)<(dependency|repository)>.*?</\\1>");

  private final Consumer<String> classPath;
  private final BooleanSupplier stopped;
  private final List<String> repositories = new ArrayList<>();

  /**
   * Makes the magic.
   *
   * @param classPath receives each jar to add
   * @param stopped asked while Maven runs; true ends it
   */
  public MavenMagic(Consumer<String> classPath, BooleanSupplier stopped) {
    this.classPath = classPath;
    this.stopped = stopped;
  }

  /** {@code %maven}: coordinates {@code groupId:artifactId[:packaging[:classifier]]:version}. */
  List<String> addArtifacts(List<String> coordinates) throws CellFailure {
    if (coordinates.isEmpty()) {
      throw CellFailure.sentence("UsageError", "%maven needs groupId:artifactId:version after it");
    }
    StringBuilder dependencies = new StringBuilder();
    for (String one : coordinates) {
      String[] parts = one.split(":");
      if (parts.length < 3 || parts.length > 5) {
        throw CellFailure.sentence(
            "UsageError", one + " is no artifact; write groupId:artifactId:version");
      }
      dependencies
          .append("<dependency>")
          .append(element("groupId", parts[0]))
          .append(element("artifactId", parts[1]))
          .append(element("version", parts[parts.length - 1]));
      if (parts.length > 3) {
        dependencies.append(element("type", parts[2]));
      }
      if (parts.length > 4) {
        dependencies.append(element("classifier", parts[3]));
      }
      dependencies.append("</dependency>");
    }
    return add(pom(dependencies.toString(), String.join("", repositories)));
  }

  /** {@code %mavenRepo}: an id and an address, for the artifacts that follow. */
  List<String> addRepository(List<String> idAndUrl) throws CellFailure {
    if (idAndUrl.size() != 2) {
      throw CellFailure.sentence("UsageError", "%mavenRepo needs an id and an address after it");
    }
    repositories.add(
        "<repository>"
            + element("id", idAndUrl.get(0))
            + element("url", idAndUrl.get(1))
            + "</repository>");
    return List.of();
  }

  /** {@code %%loadFromPOM}: a whole project, or the dependencies and repositories of a readme. */
  List<String> addFragments(String xml) throws CellFailure {
    return add(
        xml.contains("<project")
            ? xml
            : pom(fragments(xml, "dependency"), fragments(xml, "repository")));
  }

  /** {@code %loadFromPOM}: a file. */
  List<String> addPom(List<String> file) throws CellFailure {
    if (file.size() != 1) {
      throw CellFailure.sentence("UsageError", "%loadFromPOM needs the path of a pom.xml after it");
    }
    return resolve(Path.of(file.get(0)));
  }

  private static String fragments(String xml, String kind) {
    return FRAGMENT
        .matcher(xml)
        .results()
        .filter(found -> found.group(1).equals(kind))
        .map(MatchResult::group)
        .collect(Collectors.joining());
  }

  private static String element(String name, String text) {
    return "<" + name + ">" + text.replace("&", "&amp;").replace("<", "&lt;") + "</" + name + ">";
  }

  private static String pom(String dependencies, String repositories) {
    return "<project><modelVersion>4.0.0</modelVersion><groupId>cell</groupId>"
        + "<artifactId>cell</artifactId><version>1</version><packaging>pom</packaging>"
        + "<repositories>"
        + repositories
        + "</repositories><dependencies>"
        + dependencies
        + "</dependencies></project>";
  }

  private List<String> add(String pom) throws CellFailure {
    try {
      Path folder = Files.createTempDirectory("kernel-maven");
      try {
        return resolve(Files.writeString(folder.resolve("pom.xml"), pom));
      } finally {
        Files.deleteIfExists(folder.resolve("pom.xml"));
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw CellFailure.sentence("MavenError", "no temporary file can be written: " + e);
    }
  }

  private List<String> resolve(Path pom) throws CellFailure {
    try {
      Path found = Files.createTempFile("kernel", ".classpath");
      Path log = Files.createTempFile("kernel", ".log");
      try {
        Process maven =
            new ProcessBuilder(
                    File.separatorChar == '/' ? "mvn" : "mvn.cmd",
                    "-q",
                    "-B",
                    "-f",
                    pom.toString(),
                    GOAL,
                    "-DincludeScope=runtime",
                    "-Dmdep.outputFile=" + found)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        maven.getOutputStream().close();
        while (!maven.waitFor(100, TimeUnit.MILLISECONDS)) {
          if (stopped.getAsBoolean()) {
            maven.destroy();
            throw CellFailure.interrupted();
          }
        }
        if (maven.exitValue() != 0) {
          throw CellFailure.sentence("MavenError", firstError(log));
        }
        List<String> jars =
            Arrays.stream(Files.readString(found).strip().split(File.pathSeparator))
                .filter(jar -> !jar.isBlank())
                .toList();
        jars.forEach(classPath);
        return jars;
      } finally {
        Files.deleteIfExists(found);
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw CellFailure.sentence(
          "MavenError", "Maven cannot be started; install it (Debian: maven), or use %jars");
    } catch (InterruptedException e) {
      throw CellFailure.interrupted();
    }
  }

  private static String firstError(Path log) throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("[ERROR]"))
        .findFirst()
        .map(line -> line.substring("[ERROR]".length()).strip())
        .orElse("Maven found no class path; check the coordinates");
  }
}
