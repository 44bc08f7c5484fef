package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeAssistanceTest extends OneKernel {
  private static JsonObject complete(String code, int cursor) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("cursor_pos", cursor);
    return kernel.ask("complete_request", content);
  }

  private static List<String> matches(JsonObject reply) {
    return reply.getAsJsonArray("matches").asList().stream().map(JsonElement::getAsString).toList();
  }

  private static String inspect(String code, int cursor) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("cursor_pos", cursor);
    content.addProperty("detail_level", 0);
    JsonObject reply = kernel.ask("inspect_request", content);
    return reply.get("found").getAsBoolean()
        ? reply.getAsJsonObject("data").get("text/plain").getAsString()
        : "";
  }

  private static String completeness(String code) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    return kernel.ask("is_complete_request", content).get("status").getAsString();
  }

  @Test
  void namesOfEarlierCellsAreCompleted() {
    kernel.run("int spectrogramWidth = 3;");
    JsonObject reply = complete("int y = spectro", 15);
    assertEquals(List.of("spectrogramWidth"), matches(reply));
    assertEquals(8, reply.get("cursor_start").getAsInt());
    assertEquals(15, reply.get("cursor_end").getAsInt());
  }

  @Test
  void membersAreCompletedInALaterLine() {
    String code = "String s = \"\u00e9\uD83E\uDDEC\";\nint n = s.isBl";
    int cursor = code.codePointCount(0, code.length());
    JsonObject reply = complete(code, cursor);
    assertTrue(matches(reply).contains("isBlank()"), reply::toString);
    assertEquals(cursor - 4, reply.get("cursor_start").getAsInt());
  }

  @Test
  void whatEveryObjectHasComesLast() {
    List<String> all = matches(complete("\"\".", 3));
    int last = all.lastIndexOf("strip()");
    assertTrue(last >= 0 && last < all.indexOf("getClass()"), all::toString);
    assertTrue(all.indexOf("trim()") < all.indexOf("equals("), all::toString);
  }

  @Test
  void magicsAreCompleted() {
    JsonObject reply = complete("int a = 1;\n%ma", 14);
    assertEquals(List.of("%maven", "%mavenRepo"), matches(reply));
    assertEquals(11, reply.get("cursor_start").getAsInt());
    assertTrue(matches(complete("%%t", 3)).contains("%%time"));
  }

  @Test
  void whatIsUnknownHasNoCompletion() {
    assertEquals(List.of(), matches(complete("nosuchnameatall", 15)));
  }

  @Test
  void methodsAndClassesAreDocumented() {
    assertTrue(inspect("Math.max(1, 2)", 7).contains("int Math.max(int a, int b)"));
    assertTrue(inspect("new ArrayList<String>()", 8).contains("ArrayList"));
    assertTrue(
        inspect("int q = 1;\nint r = Math.abs(q);", 24).contains("double Math.abs(double a)"));
    assertEquals("", inspect("nosuchnameatall", 4));
  }

  @Test
  void theLibrarysOwnClassesAndMethodsAreDocumented() {
    assertEquals(
        """
org.helixbook.dna.DnaSequence
A named DNA sequence over A, C, G, T and N, upper case, immutable. N stands for a base that the
assembly does not know.\
""",
        inspect("org.helixbook.dna.DnaSequence", 24));
    kernel.run("import org.helixbook.dna.DnaSequence;");
    String text = inspect("int one = 1;\nDnaSequence.of(\"a\", \"ACGT\")", 26);
    assertTrue(
        text.startsWith(
            """
            DnaSequence DnaSequence.of(String name, String bases)
            Makes a sequence; lower case (soft-masked repeats) is turned into upper case.

            @param name its name, for messages
            @param bases A, C, G, T or N in either case; may be empty
            @return the sequence
            """),
        text);
  }

  @Test
  void librariesAreDocumentedWhoseSourcesLieBesideTheirJar(@TempDir Path folder) throws Exception {
    Path source = Files.createDirectories(folder.resolve("made")).resolve("Oven.java");
    Files.writeString(
        source,
        """
package made;
/** Bakes. */
public class Oven {
  /**
   * Bakes {@code List<String>} &lt;b&gt; as {@link Oven#heat(int) heated}, see {@link #heat}:
   *
   * <ul>
   *   <li>first {@code {1, 2}};
   * </ul>
   *
   * <p>Then <i>all</i>.
   *
   * @param loaves how many
   */
  public static void bake(int loaves) {}
  /** Heats. */
  public static void heat(int degrees) {}
}
""");
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-g", "-d", folder + "/out", source.toString()));
    jar(folder.resolve("oven.jar"), "made/Oven.class", folder.resolve("out/made/Oven.class"));
    kernel.run("%jars " + folder.resolve("oven.jar"));
    assertEquals("void made.Oven.bake(int loaves)", inspect("made.Oven.bake(2)", 12));
    Path later = folder.resolve("later.jar");
    Files.copy(folder.resolve("oven.jar"), later);
    jar(folder.resolve("later-sources.jar"), "made/Oven.java", source);
    kernel.run("%jars " + later);
    assertEquals(
        """
        void made.Oven.bake(int loaves)
        Bakes List<String> <b> as heated, see heat:

          * first {1, 2};

        Then all.

        @param loaves how many\
        """,
        inspect("made.Oven.bake(2)", 12));
  }

  private static void jar(Path jar, String name, Path content) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name));
      Files.copy(content, out);
    }
  }

  @Test
  void completenessOfCode() {
    assertEquals("complete", completeness("int x = 1;"));
    assertEquals("complete", completeness("x + 1"));
    assertEquals("complete", completeness("%classpath a\nint x = 1;"));
    assertEquals("incomplete", completeness("for (int i = 0; i < 3; i++) {"));
    assertEquals("invalid", completeness("int x = 1; ) {"));
  }

  @Test
  void theKernelSaysWhatItIs() {
    JsonObject info = kernel.ask("kernel_info_request", new JsonObject());
    assertEquals("Java", info.getAsJsonObject("language_info").get("name").getAsString());
    assertEquals(
        ".java", info.getAsJsonObject("language_info").get("file_extension").getAsString());
    assertFalse(info.get("banner").getAsString().isBlank());
  }
}
