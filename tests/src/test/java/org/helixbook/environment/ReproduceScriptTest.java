package org.helixbook.environment;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What reproduce.sh says on a machine that lacks something. The machine is a folder of small fake
 * tools, the only one on the path; apt-get is not among them, so nothing can be installed.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "reproduce.sh is a bash script")
class ReproduceScriptTest {
  private static final List<String> REAL_TOOLS =
      List.of("bash", "chmod", "dirname", "grep", "head", "mkdir", "rm", "sed", "sleep", "tr");

  @TempDir Path folder;
  private Path kit;
  private Path tools;
  private final Map<String, String> variables = new TreeMap<>();

  private record End(int status, String said) {}

  @BeforeEach
  void aMachineThatHasEverything() throws IOException {
    kit = Files.createDirectories(folder.toRealPath().resolve("kit"));
    tools = Files.createDirectory(folder.toRealPath().resolve("tools"));
    Path script = kit.resolve("environment/reproduce.sh");
    Files.createDirectories(script.getParent());
    Files.copy(
        Path.of(System.getProperty("helixbook.root", ".."), "environment/reproduce.sh"), script);
    for (String tool : REAL_TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), real(tool));
    }
    fake("df", "echo Filesystem; echo '/dev/disk 900000000 1000 800000000 1% /'");
    variables.put(
        "JAVA_TOOL_OPTIONS", "-Xmx1g -Dorg.bytedeco.javacpp.cachedir=" + natives() + " -Dx=y");
    fake("uname", "echo Linux");
    fake("fc-list", "echo '/fonts/Some.ttf: Some Sans:style=Book'");
    fake("javac", "echo javac 17.0.1");
    fake("mvn", "exit 0");
    fake("python3", "[ \"$1\" = -c ] || echo \"ran $*, profile $HELIXBOOK_PROFILE\"");
  }

  @Test
  void withEverythingThereTheNotebooksAreRun() throws Exception {
    End end = reproduce("notebooks/a.ipynb");
    assertEquals(0, end.status(), end.said());
    assertEquals(
        "ran " + kit + "/environment/run/run_notebooks.py notebooks/a.ipynb, profile quick",
        end.said().lines().reduce("", (before, line) -> line));
  }

  @Test
  void aProfileInCapitalsIsUnderstood() throws Exception {
    variables.put("HELIXBOOK_PROFILE", "SMOKE");
    End end = reproduce();
    assertEquals(0, end.status(), end.said());
    assertTrue(end.said().endsWith("profile smoke"), end.said());
  }

  @Test
  void aSearchPathOfCdLeadsNowhereElse() throws Exception {
    Path decoy = Files.createDirectories(folder.resolve("decoy"));
    Files.createDirectories(decoy.resolve("environment"));
    variables.put("CDPATH", decoy + ":.");
    End end = start(kit, "environment/reproduce.sh");
    assertEquals(0, end.status(), end.said());
    assertTrue(
        end.said().endsWith("ran " + kit + "/environment/run/run_notebooks.py, profile quick"),
        end.said());
    assertFalse(Files.exists(decoy.resolve("target")));
  }

  @Test
  void whatItStartsHasALocaleOfUtf8() throws Exception {
    fake("locale", "[ \"$1\" != -a ] || printf '%s\\n' C C.utf8 POSIX");
    fake("python3", "[ \"$1\" = -c ] || echo \"in $LC_ALL\"");
    variables.put("LC_ALL", "C");
    End end = reproduce();
    assertEquals(0, end.status(), end.said());
    assertTrue(end.said().endsWith("in C.UTF-8"), end.said());
  }

  @Test
  void aKitWhoseNameTheLocaleCannotSpell() throws Exception {
    kit = Files.move(kit, kit.resolveSibling("ünï"));
    variables.put("LC_ALL", "C");
    assertRefused(
        kit
            + " has letters beyond ASCII, and the locale (C) cannot spell them; set LC_ALL to one"
            + " with UTF-8 (locale -a lists those of this system)");
  }

  @Test
  void aReportThatAnotherRunWritesIsToldBeforeTheBuild() throws Exception {
    fake("python3", "[ \"$1\" = -c ] || { echo 'it is taken' >&2; exit 1; }");
    assertEquals(new End(1, "it is taken"), reproduce());
  }

  @Test
  void aPathOfAPythonBeginsAtTheKitsRoot() throws Exception {
    Files.move(tools.resolve("python3"), kit.resolve("mine"));
    variables.put("HELIXBOOK_PYTHON", "./mine");
    End end = reproduce();
    assertEquals(0, end.status(), end.said());
    assertTrue(end.said().contains("ran " + kit), end.said());
  }

  @Test
  void aPythonThatIsNoProgramIsTold() throws Exception {
    Files.writeString(kit.resolve("text"), "");
    for (String bad : List.of("/nowhere/python", kit.toString(), "./text", "no-such-name", "~")) {
      variables.put("HELIXBOOK_PYTHON", bad);
      End end = reproduce();
      assertEquals(1, end.status(), end.said());
      assertEquals(1, end.said().lines().count(), end.said());
      assertTold(
          end.said(), "reproduce.sh: HELIXBOOK_PYTHON: '", bad.replace("./", "/"), "no program");
    }
    variables.put("HELIXBOOK_PYTHON", " \t");
    assertEquals(0, reproduce().status());
  }

  @Test
  void aVariableThatTheRunnerRefusesEndsItBeforeTheBuild() throws Exception {
    fake("python3", "[ \"$1\" = -c ] || { echo 'HELIXBOOK_SEED: no' >&2; exit 2; }");
    assertEquals(new End(2, "HELIXBOOK_SEED: no"), reproduce());
  }

  @Test
  void aProfileMayHaveBlanksAroundItAndABlankOneIsNone() throws Exception {
    variables.put("HELIXBOOK_PROFILE", " smoke ");
    assertTrue(reproduce().said().endsWith("profile smoke"));
    variables.put("HELIXBOOK_PROFILE", " ");
    assertTrue(reproduce().said().endsWith("profile quick"));
  }

  @Test
  void anUnknownProfileIsRefusedBeforeAnythingIsWritten() throws Exception {
    variables.put("HELIXBOOK_PROFILE", "fast");
    assertEquals(
        new End(
            2, "HELIXBOOK_PROFILE: there is no profile 'fast'; set it to smoke, quick or paper"),
        reproduce());
    assertFalse(Files.exists(kit.resolve("target")));
  }

  @Test
  void anOldJdk() throws Exception {
    fake("javac", "echo javac 11.0.2");
    assertRefused(
        "this JDK is version 11, and HelixBook needs 17 or newer; install one"
            + " (Debian: openjdk-17-jdk) and set JAVA_HOME to it");
  }

  @Test
  void aJdkFromBeforeTheNewVersionNumbers() throws Exception {
    fake("javac", "echo javac 1.8.0_402 >&2");
    assertRefused(
        "this JDK is version 1, and HelixBook needs 17 or newer; install one"
            + " (Debian: openjdk-17-jdk) and set JAVA_HOME to it");
  }

  @Test
  void noJdk() throws Exception {
    Files.delete(tools.resolve("javac"));
    assertRefused(
        "there is no JDK here; install one of version 17 or newer (Debian: openjdk-17-jdk)"
            + " or set JAVA_HOME");
  }

  @Test
  void javaHomeWithoutJdk() throws Exception {
    variables.put("JAVA_HOME", "/nowhere");
    assertRefused(
        "JAVA_HOME is /nowhere, and there is no JDK; set it to one of version 17 or newer,"
            + " or unset it");
  }

  @Test
  void noMaven() throws Exception {
    Files.delete(tools.resolve("mvn"));
    assertRefused("there is no Maven here; install Maven 3.8.1 or newer (Debian: maven)");
  }

  @Test
  void aTargetThatCannotBeWritten() throws Exception {
    // A file in the folder's place stops root as well, which permissions do not.
    Files.writeString(kit.resolve("target"), "");
    assertRefused(
        kit
            + "/target cannot be written; make it writable, or copy the kit to a folder of your"
            + " own");
  }

  @Test
  void anAlmostFullDisk() throws Exception {
    fake("df", "echo Filesystem; echo '/dev/disk 900000000 899990000 10240 100% /'");
    assertRefused(kit + "/target has only 10 MB left on its disk; free at least 50 MB there");
  }

  @Test
  void noRoomForTheNativeLibraries() throws Exception {
    fake(
        "df",
        "case $2 in */natives) kb=10240 ;; *) kb=800000000 ;; esac;"
            + " echo Filesystem; echo \"/dev/disk 900000000 1000 $kb 1% /\"");
    assertRefused(
        natives()
            + " has only 10 MB left on its disk, and ND4J's native libraries take 530 MB there;"
            + " make room, or set JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER to a"
            + " folder on another disk");
    Files.createDirectories(natives().resolve("nd4j-native-1.jar"));
    assertEquals(0, reproduce().status(), "they are unpacked already");
  }

  private Path natives() throws IOException {
    return folder.toRealPath().resolve("natives");
  }

  @Test
  void noFonts() throws Exception {
    fake("fc-list", "exit 0");
    fake("find", "exit 0");
    assertRefused(
        "no fonts are installed, so no chart can be drawn; install them (Debian: fontconfig"
            + " fonts-dejavu-core)");
  }

  @Test
  void noPython() throws Exception {
    Files.delete(tools.resolve("python3"));
    assertRefused(
        "no Python with nbclient and nbconvert was found or could be made; install them (Debian:"
            + " python3-nbclient python3-nbconvert; elsewhere: pip install -r"
            + " environment/container/requirements.txt) and name that Python in HELIXBOOK_PYTHON");
  }

  @Test
  void aPythonThatCannotMakeAnEnvironmentLeavesNoHalfOne() throws Exception {
    fake("python3", "[ \"$2\" != venv ] || mkdir -p \"$3\"; exit 1");
    End end = reproduce();
    assertEquals(1, end.status(), end.said());
    assertTrue(end.said().contains("no Python with nbclient and nbconvert"), end.said());
    assertFalse(Files.exists(kit.resolve("target/python")));
  }

  @Test
  void aNamedPythonWithoutThePackages() throws Exception {
    fake("mine", "exit 1");
    String mine = tools.resolve("mine").toString();
    variables.put("HELIXBOOK_PYTHON", mine);
    assertRefused(
        "HELIXBOOK_PYTHON ("
            + mine
            + ") lacks the packages; install them into it: "
            + mine
            + " -m pip install -r environment/container/requirements.txt");
  }

  @Test
  void aBundleBuildsFromItsOwnRepository() throws Exception {
    Files.createDirectories(kit.resolve("offline/maven"));
    fake("mvn", "echo \"mvn $*\"");
    assertEquals(0, reproduce().status());
    assertEquals(
        "mvn -B -o -Dmaven.repo.local="
            + kit
            + "/offline/maven -f "
            + kit
            + "/pom.xml -pl environment/kernel -am -DskipTests package\n",
        Files.readString(kit.resolve("target/reproduce.log")));
  }

  @Test
  void aBundleInstallsFromItsOwnPackages() throws Exception {
    kit = Files.move(kit, kit.resolveSibling("a kit"));
    Files.createDirectories(kit.resolve("offline/debian"));
    Files.delete(tools.resolve("javac"));
    Files.createSymbolicLink(tools.resolve("env"), real("env"));
    fake("id", "echo 0");
    fake(
        "apt-get",
        "echo \"apt-get $*\"; case $* in *install*) printf '#!%s/bash\\necho javac 17.0.1\\n' '"
            + tools
            + "' > '"
            + tools
            + "/javac'; chmod +x '"
            + tools
            + "/javac' ;; esac");
    End end = reproduce();
    assertEquals(0, end.status(), end.said());
    String own =
        "apt-get -q -o Dir::Etc::SourceList="
            + kit
            + "/target/offline.list -o Dir::Etc::SourceParts=/dev/null"
            + " -o APT::Get::List-Cleanup=false -o APT::Sandbox::User= ";
    assertEquals(
        own + "update\n" + own + "install -y --no-install-recommends openjdk-17-jdk-headless\n",
        Files.readString(kit.resolve("target/reproduce.log")));
    assertEquals(
        "deb [trusted=yes] file:" + kit.getParent() + "/a%20kit/offline/debian ./\n",
        Files.readString(kit.resolve("target/offline.list")));
  }

  @Test
  void aDamagedDownload() throws Exception {
    fake(
        "mvn",
        "echo '[ERROR] error reading /home/a/.m2/b/b-1.jar; zip END header not found'; exit 1");
    assertBuildRefused("/home/a/.m2/b/b-1.jar is damaged; delete it and start again");
  }

  @Test
  void noNetwork() throws Exception {
    fake("mvn", "echo '[ERROR] Could not transfer artifact a:b:jar:1 from/to central'; exit 1");
    assertBuildRefused(
        "Maven could not fetch what it needs (a:b:jar:1); check the network, or Maven's proxy"
            + " settings, and start again");
  }

  @Test
  void aDiskThatFillsDuringTheBuild() throws Exception {
    fake("mvn", "echo '[ERROR] No space left on device'; exit 1");
    assertBuildRefused("the disk is full; free some space and start again");
  }

  @Test
  void anyOtherFailureOfTheBuildShowsMavensErrorsAndTheLog() throws Exception {
    fake("mvn", "echo '[INFO] fine'; echo '[ERROR] Foo.java:[1,2] what is this'; exit 1");
    assertBuildRefused(
        "the build failed; the whole output is in "
            + kit
            + "/target/reproduce.log\n[ERROR] Foo.java:[1,2] what is this");
  }

  private void assertRefused(String sentence) throws Exception {
    assertEquals(new End(1, "reproduce.sh: " + sentence), reproduce());
  }

  private void assertBuildRefused(String sentence) throws Exception {
    assertRefusedAfter(
        "building the library and the kernel with Maven (the first time fetches some 350 MB)",
        sentence);
  }

  private void assertRefusedAfter(String before, String sentence) throws Exception {
    assertEquals(new End(1, before + "\nreproduce.sh: " + sentence), reproduce());
  }

  private End reproduce(String... arguments) throws Exception {
    return start(folder, kit.resolve("environment/reproduce.sh").toString(), arguments);
  }

  private End start(Path in, String script, String... arguments) throws Exception {
    List<String> command =
        Stream.concat(Stream.of(tools.resolve("bash").toString(), script), Stream.of(arguments))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().put("PATH", tools.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), said.strip());
  }

  private void fake(String tool, String body) throws IOException {
    Path file = tools.resolve(tool);
    Files.writeString(file, "#!" + tools.resolve("bash") + "\n" + body + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private static Path real(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("this machine has no " + tool));
  }
}
