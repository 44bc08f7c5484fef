package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellStreamsTest extends OneKernel {
  @Test
  void bothStreamsArriveUnmixed() {
    CellOutcome outcome =
        kernel.run("System.out.print(\"out \\u00e9\\uD83E\\uDDEC\"); System.err.print(\"err\");");
    assertEquals("out \u00e9\uD83E\uDDEC", outcome.stdout());
    assertEquals("err", outcome.stderr());
  }

  @Test
  void textArrivesWhileTheCellRuns() {
    String id =
        kernel.submit(
            "System.out.print(\"early\"); new Scanner(System.in).nextLine();"
                + " System.out.print(\"late\");");
    kernel.awaitMessage(id, outcome -> outcome.stdout().equals("early"));
    assertFalse(kernel.hasEnded(id));
    kernel.answer("go on");
    assertEquals("earlylate", kernel.await(id).stdout());
  }

  @Test
  void textWithoutALineEndArrivesWithoutAFlush() {
    String id = kernel.submit("System.out.print(\"working...\"); Thread.sleep(600_000);");
    kernel.awaitMessage(id, outcome -> outcome.stdout().equals("working..."));
    kernel.interrupt();
    kernel.await(id);
  }

  @Test
  void displaysKeepTheirPlaceInTheText() {
    CellOutcome outcome =
        kernel.run("System.out.print(\"a\"); display(\"b\"); System.out.print(\"c\");");
    List<String> order =
        outcome.messages().stream()
            .filter(m -> m.type().equals("stream") || m.type().equals("display_data"))
            .map(
                m ->
                    m.type().equals("stream")
                        ? m.content().get("text").getAsString()
                        : m.content().getAsJsonObject("data").get("text/plain").getAsString())
            .toList();
    assertEquals(List.of("a", "b", "c"), order);
  }

  @Test
  void megabytesArriveWhole() {
    CellOutcome outcome =
        kernel.run("for (int i = 0; i < 300_000; i++) System.out.println(\"line number \" + i);");
    String text = outcome.stdout();
    assertEquals(300_000, text.lines().count());
    assertTrue(text.endsWith("line number 299999\n"));
    assertTrue(outcome.contents("stream").size() < 30_000, "text is sent in pieces, not in lines");
  }

  @Test
  void threadsLeftBehindCanStillPrint(@TempDir Path folder) throws IOException {
    Path gate = folder.resolve("gate");
    String id =
        kernel.submit(
            "new Thread(() -> { while (!new java.io.File(\""
                + gate
                + "\").exists()) Thread.onSpinWait();"
                + " System.out.print(\"later\"); }).start();");
    assertEquals("", kernel.await(id).stdout());
    Files.createFile(gate);
    kernel.awaitMessage(id, outcome -> outcome.stdout().equals("later"));
  }

  @Test
  void aCellCanAskForLines() {
    String id =
        kernel.submit(
            "Scanner in = new Scanner(System.in);\n"
                + "System.out.print(\"Name? \");\nString name = in.nextLine();\n"
                + "int age = Integer.parseInt(in.nextLine());\nname + age");
    kernel.awaitMessage(id, outcome -> outcome.stdout().equals("Name? "));
    kernel.answer("Rosalind");
    kernel.answer("37");
    assertEquals("Rosalind37", kernel.await(id).value());
  }

  @Test
  void anOpenQuestionCanBeInterrupted() {
    String id = kernel.submit("new Scanner(System.in).nextLine()");
    kernel.hearQuestion();
    kernel.interrupt();
    assertEquals("KeyboardInterrupt", kernel.await(id).errorName());
    String next = kernel.submit("new Scanner(System.in).nextLine()");
    kernel.answer("fresh");
    assertEquals("fresh", kernel.await(next).value());
  }
}
