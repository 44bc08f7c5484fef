package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

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
  void theLibrarysOwnMethodsAreDocumented() {
    String text = inspect("org.helixbook.dna.DnaSequence.of(\"a\", \"ACGT\")", 31);
    assertTrue(text.contains("DnaSequence.of(String name, String bases)"), text);
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
