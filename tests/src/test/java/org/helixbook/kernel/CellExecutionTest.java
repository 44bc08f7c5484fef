package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellExecutionTest extends OneKernel {
  @Test
  void stateLastsOverCells() {
    kernel.run("int kept = 6 * 7; int twice(int n) { return 2 * n; }");
    assertEquals("84", kernel.run("twice(kept)").value());
  }

  @Test
  void theLastExpressionIsTheValue() {
    assertEquals("3", kernel.run("int a = 1;\nint b = 2;\n\na + b  // the sum\n").value());
    assertNull(kernel.run("1 + 1; int c = 5;").value());
    assertNull(kernel.run("c = 6").value());
    assertNull(kernel.run("String nothing = null; nothing").value());
    assertEquals("ok", kernel.run("").status());
    assertEquals("ok", kernel.run("// only a comment").status());
    assertEquals("[x, y]", kernel.run("List<String> l = List.of(\"x\",\n  \"y\");\nl").value());
    assertEquals(
        "5",
        kernel
            .run("int k = 0;\nwhile (k < 5) { k++; }\nif (k > 9) k = 0;\nelse k = k;\nk")
            .value());
  }

  @Test
  void executionsAreCounted() {
    int first = kernel.run("1").count();
    assertEquals(first + 1, kernel.run("throw new Exception();").count());
    assertEquals(first + 2, kernel.run("2").count());
  }

  @Test
  void importsAreThoseOfIJava() {
    assertEquals(
        "ok",
        kernel
            .run(
                "new ArrayList<String>(); new StringReader(\"\");"
                    + " BigDecimal.ONE.add(BigDecimal.TEN); new URI(\"a\"); new"
                    + " ConcurrentHashMap<String, String>(); Pattern.compile(\"a\"); printf(\"%d\","
                    + " 3);")
            .status());
  }

  @Test
  void compileErrorShowsTheLineAndACaret() {
    CellOutcome outcome =
        kernel.run("int one = 1;\n// a remark\n  int two = one + \"a\";\nint three;");
    assertEquals("error", outcome.status());
    assertEquals(
        List.of(
            "Compile error in line 3",
            "   3 |   int two = one + \"a\";",
            "                   ^^^^^^^^^",
            "incompatible types: java.lang.String cannot be converted to int"),
        outcome.traceback());
    // What stood before the error has run, as in IJava.
    assertEquals("1", kernel.run("one").value());
  }

  @Test
  void syntaxErrorAndMissingBraceAreShownWhereTheyAre() {
    List<String> syntax = kernel.run("int fine = 1;\nint bad = = 2;").traceback();
    assertEquals("Compile error in line 2", syntax.get(0));
    assertEquals("   2 | int bad = = 2;", syntax.get(1));
    assertEquals("                 ^", syntax.get(2));
    List<String> brace = kernel.run("void open() {\n  int x = 1;\n").traceback();
    assertEquals("Compile error in line 2", brace.get(0));
    assertEquals("reached end of file while parsing", brace.get(3));
  }

  @Test
  void unknownNamesAreNamed() {
    CellOutcome outcome = kernel.run("Strnig s = \"\";");
    assertEquals("CompileError", outcome.errorName());
    assertTrue(outcome.traceback().contains("   1 | Strnig s = \"\";"), outcome::toString);
    assertTrue(outcome.errorMessage().contains("class Strnig"), outcome::errorMessage);
  }

  @Test
  void aSlipIsAnsweredWithTheNameThatMayHaveBeenMeant() {
    kernel.run("enum Unit { LSTM, GRU } int batchSize = 20; int half(int n) { return n / 2; }");
    for (var slip :
        Map.of(
                "Unit unit = Unit.LSTN;", "LSTM",
                "int one = 1;\nint two = batchsize + one;", "batchSize",
                "halff(3)", "half",
                "Strnig s = \"\";", "String",
                "\"a b\".splitt(\" \")", "split")
            .entrySet()) {
      List<String> lines = kernel.run(slip.getKey()).traceback();
      assertEquals("did you mean " + slip.getValue() + "?", lines.get(lines.size() - 1));
    }
    List<String> unlike = kernel.run("int x = nothingOfTheKind;").traceback();
    assertTrue(unlike.get(unlike.size() - 1).contains("nothingOfTheKind"), unlike::toString);
  }

  @Test
  void tracebackHoldsTheCellsLinesAndNoFramesOfTheKernel() {
    int defined = kernel.run("int divide(int n) {\n  return 10 / n;\n}").count();
    CellOutcome outcome = kernel.run("int before = 1;\n\nList.of(0).forEach(n -> divide(n));");
    assertEquals("java.lang.ArithmeticException", outcome.errorName());
    assertEquals("/ by zero", outcome.errorMessage());
    List<String> lines = outcome.traceback();
    assertEquals("java.lang.ArithmeticException: / by zero", lines.get(0));
    assertEquals("    at divide in cell " + defined + ", line 2: return 10 / n;", lines.get(1));
    assertEquals(
        "    at cell " + outcome.count() + ", line 3: List.of(0).forEach(n -> divide(n));",
        lines.get(lines.size() - 1));
    String all = String.join("\n", lines);
    for (String own : List.of("org.helixbook", "jdk.jshell", "REPL", "reflect", "do_it")) {
      assertFalse(all.contains(own), all);
    }
  }

  @Test
  void causesAreShown() {
    List<String> lines =
        kernel
            .run("throw new RuntimeException(\"outer\", new IllegalStateException(\"inner\"));")
            .traceback();
    assertTrue(lines.contains("Caused by:"), lines::toString);
    assertTrue(lines.contains("java.lang.IllegalStateException: inner"), lines::toString);
  }

  @Test
  void endlessRecursionIsToldInFewLines() {
    CellOutcome outcome = kernel.run("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)");
    assertEquals("java.lang.StackOverflowError", outcome.errorName());
    assertTrue(outcome.traceback().size() < 30);
    assertEquals("2", kernel.run("1 + 1").value());
  }

  @Test
  void inputProblemShowsItsSentenceOnly() {
    CellOutcome outcome =
        kernel.run(
            "throw new org.helixbook.feedback.InputProblem(\"reads.fa\", \"is empty\", \"give"
                + " one\");");
    assertEquals("InputProblem", outcome.errorName());
    assertEquals(List.of("reads.fa: is empty; give one"), outcome.traceback());
  }

  @Test
  void methodsMayBeDeclaredInAnyOrder() {
    CellOutcome early = kernel.run("int upper() { return lower() + 1; }");
    assertEquals("ok", early.status());
    assertTrue(early.stderr().contains("cannot be used before method lower()"), early::stderr);
    assertEquals("UnresolvedReference", kernel.run("upper()").errorName());
    kernel.run("int lower() { return 1; }");
    assertEquals("2", kernel.run("upper()").value());
  }

  @Test
  void exitEndsTheCellAndKeepsTheKernel() {
    kernel.run("int survivor = 5;");
    CellOutcome outcome = kernel.run("System.exit(3);");
    assertEquals("SystemExit", outcome.errorName());
    assertEquals(1, outcome.traceback().size());
    assertEquals("SystemExit", kernel.run("Runtime.getRuntime().halt(3);").errorName());
    assertEquals("5", kernel.run("survivor").value());
  }

  @Test
  void outOfMemoryNamesTheSetting() {
    CellOutcome outcome =
        kernel.run(
            "List<byte[]> hog = new ArrayList<>();\nwhile (true) hog.add(new byte[50_000_000]);");
    assertEquals("OutOfMemoryError", outcome.errorName());
    assertEquals(1, outcome.traceback().size());
    assertTrue(outcome.errorMessage().contains("_JAVA_OPTIONS=-Xmx"), outcome::errorMessage);
    assertEquals("4", kernel.run("hog = null; 2 + 2").value());
  }

  @Test
  void aFailingToStringIsToldAndHarmless() {
    CellOutcome outcome =
        kernel.run(
            "class Rude { public String toString() { throw new IllegalStateException(\"no\"); } }\n"
                + "new Rude()");
    assertEquals("java.lang.IllegalStateException", outcome.errorName());
    assertEquals("4", kernel.run("2 + 2").value());
  }

  @Test
  void cellsWaitingBehindAFailureAreNotRun(@TempDir Path folder) throws Exception {
    kernel.run("int runs = 0;");
    Path sent = folder.resolve("sent");
    String gate =
        kernel.submit(
            "while (!new java.io.File(\""
                + sent
                + "\").exists()) Thread.sleep(20);\n"
                + "Thread.sleep(1000); throw new Exception(\"stop here\");");
    String second = kernel.submit("runs++;");
    String third = kernel.submit("runs++;");
    // Nobody tells when the two have arrived; on one machine a second is a thousand times enough.
    Files.createFile(sent);
    assertEquals("error", kernel.await(gate).status());
    assertEquals("aborted", kernel.await(second).status());
    assertEquals("aborted", kernel.await(third).status());
    assertEquals("0", kernel.run("runs").value());
  }

  @Test
  void classpathMagicAddsAFolder(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("marker.txt"), "found");
    String read =
        "new String(Thread.currentThread().getContextClassLoader()"
            + ".getResourceAsStream(\"marker.txt\").readAllBytes())";
    assertEquals(
        "found",
        kernel.run("// first\n%classpath " + folder + "\nint after = 1;\n" + read).value());
    assertEquals("3", kernel.run("int rest = 13\n    % 10;\nrest").value());
  }

  @Test
  void unknownMagicsAndPathsGetOneSentence() {
    CellOutcome unknown = kernel.run("%mavn a:b:c");
    assertEquals("UnknownMagic", unknown.errorName());
    assertEquals(1, unknown.traceback().size());
    assertTrue(unknown.errorMessage().startsWith("%mavn "), unknown::errorMessage);
    assertTrue(unknown.errorMessage().contains("%maven,"), unknown::errorMessage);
    assertEquals(
        List.of("UsageError: %jars found nothing at no/such.jar; check the path"),
        kernel.run("%jars no/such.jar").traceback());
  }

  @Test
  void aMagicMayBeAssigned(@TempDir Path folder) throws Exception {
    new JarOutputStream(Files.newOutputStream(folder.resolve("a b.jar")), new Manifest()).close();
    assertEquals(
        folder.resolve("a b.jar").toString(),
        kernel
            .run("// first\nList<String> added = %jars \"" + folder + "/*.jar\"\nadded.get(0)")
            .value());
    assertEquals("x = %d\n", kernel.run("String text = \"\"\"\n  x = %d\n  \"\"\";\ntext").value());
    assertEquals(
        "Compile error in line 3",
        kernel.run("List<String> none =\n  List.of();\nint bad = none;").traceback().get(0));
  }

  @Test
  void cellsEvaluateCodeAndReachTheKernel() {
    assertEquals("42", kernel.run("int six = 6;\nObject made = eval(\"six * 7\");\nmade").value());
    assertEquals("7", kernel.run("eval(\"int seven = 7;\");\n(Integer) eval(\"seven\")").value());
    assertEquals(
        "java.lang.IllegalStateException",
        kernel
            .run(
                "String got = \"\";\n"
                    + "try { eval(\"throw new IllegalStateException();\"); }\n"
                    + "catch (Exception e) {"
                    + " got = ((org.helixbook.kernel.failure.CellFailure) e).name(); }\ngot")
            .value());
    assertEquals("true", kernel.run("getKernelInstance().getRenderer() != null").value());
    // ND4J's seed is kept per thread: what is evaluated runs on the thread of the cells.
    assertEquals("cell", kernel.run("eval(\"Thread.currentThread().getName()\")").value());
    assertEquals(
        "UnknownMagic",
        kernel
            .run(
                "String told = \"\";\ntry { lineMagic(\"nothing\", List.of()); }\n"
                    + "catch (Exception e) {"
                    + " told = ((org.helixbook.kernel.failure.CellFailure) e).name(); }\ntold")
            .value());
  }

  @Test
  void codeIsTimed() {
    CellOutcome line = kernel.run("%time int timed = 5;\ntimed");
    assertEquals("5", line.value());
    assertTrue(line.stdout().matches("Wall time: \\d+\\.\\d{3} s\n"), line::stdout);
    CellOutcome cell = kernel.run("%%time\nint more = 1;\nmore + 1");
    assertEquals("2", cell.value());
    assertTrue(cell.stdout().startsWith("Wall time: "), cell::stdout);
  }

  @Test
  void filesAreLoaded(@TempDir Path folder) throws Exception {
    Path snippets = Files.writeString(folder.resolve("a.jshell"), "int loaded = 3;\nloaded + 1");
    assertEquals("4", kernel.run("%load " + snippets).value());
    assertEquals("3", kernel.run("loaded").value());
    Path notebook =
        Files.writeString(
            folder.resolve("a.ipynb"),
            "{\"cells\":[{\"cell_type\":\"markdown\",\"source\":[\"# no\"]},"
                + "{\"cell_type\":\"code\",\"source\":[\"int one = 1;\\n\",\"int two = 2;\"]},"
                + "{\"cell_type\":\"code\",\"source\":\"one + two\"}]}");
    assertEquals("3", kernel.run("%load " + notebook).value());
    assertEquals("UsageError", kernel.run("%load no/such.java").errorName());
  }

  @Test
  void classesOfOneCellMayUseLaterOnes() {
    CellOutcome outcome =
        kernel.run(
            "class Child extends Ancestor { int twice() { return 2 * own(); } }\n"
                + "class Ancestor { int own() { return 4; } }\n"
                + "new Child().twice()");
    assertEquals("8", outcome.value(), outcome::toString);
    assertEquals("", outcome.stderr());
    CellOutcome missing = kernel.run("class Alone extends Nobody {}\nSystem.out.print(\"after\");");
    assertEquals("CompileError", missing.errorName());
    assertTrue(missing.errorMessage().contains("Nobody"), missing::errorMessage);
    assertEquals("", missing.stdout(), "what needs it is not run");
  }

  @Test
  void sealedTypesNameTheirOwn() {
    CellOutcome outcome =
        kernel.run(
            "sealed interface Shape permits Circle, Square {}\n"
                + "record Circle(double r) implements Shape {}\n"
                + "record Square(double a) implements Shape {}\n"
                + "new Square(2)");
    assertEquals("Square[a=2.0]", outcome.value(), outcome::toString);
  }
}
