package org.helixbook.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a bundle holds; small fakes stand for apt-get, dpkg-deb and Maven, so no network is asked.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "bundles are made on Debian")
class BundleScriptTest {
  private static final Path ROOT = Path.of(System.getProperty("helixbook.root", ".."));
  private static final String SCRIPT = "environment/bundle/make-bundle.sh";

  @TempDir Path folder;
  private Path kit;
  private Path archive;

  @BeforeEach
  void aKitThatWasUsed() throws IOException {
    kit = folder.toRealPath().resolve("a kit");
    archive = folder.toRealPath().resolve("b.tar");
    for (String file :
        List.of("pom.xml", "notebooks/a.ipynb", "lib/target/old.jar", ".helixbook/runs/run.json")) {
      Files.createDirectories(kit.resolve(file).getParent());
      Files.writeString(kit.resolve(file), file);
    }
    Files.createDirectories(kit.resolve(SCRIPT).getParent());
    Files.copy(ROOT.resolve(SCRIPT), kit.resolve(SCRIPT));
    // Puts a package of each asked name into the folder of archives.
    fake(
        "apt-get",
        "names=; for word; do case $word in Dir::Cache::archives=*) to=${word#*=} ;; esac;"
            + " [ -z \"$names\" ] || echo \"$word\" > \"$to/${word}_1%3a2_all.deb\";"
            + " [ \"$word\" != install ] || names=follow; done");
    fake("dpkg-deb", "echo \"Package: $(cat \"$2\")\"");
    fake(
        "mvn",
        "for word; do case $word in -Dmaven.repo.local=*) to=${word#*=} ;; */pom.xml) kit=${word%/*}"
            + " ;; esac; done; mkdir -p \"$to/a/1\" \"$kit/lib/target\";"
            + " touch \"$to/a/1/a-1.jar\" \"$to/a/1/_remote.repositories\" \"$kit/lib/target/new.jar\"");
  }

  @Test
  void holdsTheBuiltKitMavensRepositoryAndThePackages() throws Exception {
    assertEquals("", fault(bundle()));
    Map<String, String> files = content();
    Map<String, String> packages = new TreeMap<>(files);
    packages.keySet().removeIf(name -> !name.endsWith(".deb"));
    files.keySet().removeAll(packages.keySet());
    assertEquals(
        List.of(
            "helixbook/environment/bundle/make-bundle.sh",
            "helixbook/lib/target/new.jar",
            "helixbook/notebooks/a.ipynb",
            "helixbook/offline/debian/Packages",
            "helixbook/offline/maven/a/1/a-1.jar",
            "helixbook/pom.xml"),
        List.copyOf(files.keySet()));
    String index = files.get("helixbook/offline/debian/Packages");
    assertTrue(
        index.contains(
            "Package: maven\nFilename: ./maven_1-2_all.deb\nSize: 6\nSHA256:"
                + " 77102451dfd83a6e99cc3ec51cb9288d6aabd6e1123d4b59b30960c8272a7721\n\n"),
        index);
    assertTrue(packages.containsKey("helixbook/offline/debian/maven_1-2_all.deb"), "" + packages);
    assertFalse(Files.exists(kit.resolve("target/bundle")), "what it worked in is gone");
  }

  @Test
  void holdsEveryPackageThatReproduceInstalls() throws Exception {
    assertEquals("", fault(bundle()));
    String index = content().get("helixbook/offline/debian/Packages");
    List<String> needed = DebianPackages.ofReproduce();
    assertEquals(
        List.of(),
        needed.stream().filter(name -> !index.contains("Package: " + name + "\n")).toList());
  }

  @Test
  void anArchiveThatIsThereIsKept() throws Exception {
    Files.writeString(archive, "mine");
    assertEquals(
        "helixbook bundle: " + archive + " is there already; delete it, or name another file",
        fault(bundle()));
    assertEquals("mine", Files.readString(archive));
  }

  @Test
  void aFailedFetchLeavesNoArchive() throws Exception {
    fake("apt-get", "echo 'E: Unable to locate package maven'; exit 100");
    assertEquals(
        "helixbook bundle: apt-get could not fetch the packages (E: Unable to locate package maven);"
            + " run 'apt-get update' and look at "
            + kit
            + "/target/bundle.log",
        fault(bundle()));
    try (Stream<Path> left = Files.list(archive.getParent())) {
      assertEquals(
          List.of("a kit", "tools"), left.map(file -> "" + file.getFileName()).sorted().toList());
    }
  }

  private record End(int status, String said) {}

  /** What went wrong; empty if nothing did. */
  private static String fault(End end) {
    return end.status() == 0 ? "" : end.said().lines().reduce("", (before, line) -> line);
  }

  private End bundle() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", kit.resolve(SCRIPT).toString(), archive.toString())
            .redirectErrorStream(true);
    builder
        .environment()
        .merge("PATH", "" + folder.resolve("tools"), (path, ours) -> ours + ":" + path);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), said);
  }

  private Map<String, String> content() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (InputStream in = Files.newInputStream(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return files;
  }

  private void fake(String tool, String body) throws IOException {
    Path file = Files.createDirectories(folder.resolve("tools")).resolve(tool);
    Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }
}
