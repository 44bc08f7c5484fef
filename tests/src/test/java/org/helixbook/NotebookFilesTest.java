package org.helixbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.helixbook.claims.Paper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What every committed notebook keeps to. */
class NotebookFilesTest {
  private static final Pattern DECLARATION =
      Pattern.compile(
          "^\\s*((public|static|final|abstract|sealed)\\s+)*(class|interface|enum|record)\\s+\\w+",
          Pattern.MULTILINE);

  /** The head of a function, but not of a statement that has a block. */
  private static final Pattern FUNCTION =
      Pattern.compile(
          "^(?!\\s*(if|for|else|try|switch|return|new)\\b)\\s*[\\w<>\\[\\], .]+\\s+\\w+"
              + "\\s*\\([^;=]*\\)\\s*(throws [\\w., ]+)?\\{\\s*$",
          Pattern.MULTILINE);

  /** A variable that a cell declares for all cells after it. */
  private static final Pattern VARIABLE =
      Pattern.compile("^[\\w.]+(<.*>)?(\\[\\])*\\s+(\\w+)\\s*=[^=]", Pattern.MULTILINE);

  private static final int LINES = 25;
  private static final int ON_TOP = 5;
  private static final int COLUMNS = 110;

  /** A Markdown link inside the kit. */
  private static final Pattern LINK = Pattern.compile("\\]\\((?![a-z]+:|#)([^)#]+)[^)]*\\)");

  /** A picture that is attached to its cell: what it shows in words, and its name. */
  private static final Pattern DIAGRAM = Pattern.compile("!\\[([^]]*)\\]\\(attachment:([^)]+)\\)");

  @Test
  void everyFigureThatAPaperNamesIsDrawnBySomeNotebook() throws IOException {
    StringBuilder code = new StringBuilder();
    for (Path notebook : CommittedNotebooks.all()) {
      for (JsonNode cell : CommittedNotebooks.codeCells(notebook)) {
        code.append(CommittedNotebooks.source(cell)).append('\n');
      }
    }
    for (Paper paper : Paper.all()) {
      assertFalse(paper.panels().isEmpty(), paper.name());
      Stream.concat(
              Stream.of(paper.showpiece()),
              paper.panels().stream()
                  .flatMap(panel -> Stream.of(panel.drawn(), panel.figures()))
                  .flatMap(List::stream))
          .forEach(name -> assertTrue(code.indexOf("\"" + name + "\"") >= 0, name));
    }
  }

  @ParameterizedTest
  @MethodSource("org.helixbook.CommittedNotebooks#all")
  void isCommittedWithoutOutputs(Path notebook) throws IOException {
    for (JsonNode cell : CommittedNotebooks.codeCells(notebook)) {
      String code = CommittedNotebooks.source(cell);
      assertEquals(0, cell.get("outputs").size(), "outputs in: " + code);
      assertTrue(cell.get("execution_count").isNull(), "a count in: " + code);
    }
  }

  @ParameterizedTest
  @MethodSource("org.helixbook.CommittedNotebooks#all")
  void isForTheJavaKernel(Path notebook) throws IOException {
    JsonNode metadata = CommittedNotebooks.read(notebook).get("metadata");
    assertEquals("java", metadata.at("/kernelspec/name").asText());
    assertEquals("java", metadata.at("/kernelspec/language").asText());
    for (String profile : List.of("smoke", "quick", "paper")) {
      assertTrue(
          metadata.at("/helixbook/seconds/" + profile).asInt() > 0,
          "helixbook.seconds." + profile + " tells the runner what to expect");
    }
  }

  @ParameterizedTest
  @MethodSource("org.helixbook.CommittedNotebooks#all")
  void holdsStoryAndCallsButNoAlgorithms(Path notebook) throws IOException {
    for (JsonNode cell : CommittedNotebooks.codeCells(notebook)) {
      String code = CommittedNotebooks.source(cell);
      assertTrue(code.lines().count() <= LINES, "a cell of over 25 lines: " + code);
      code.lines()
          .forEach(line -> assertTrue(line.length() <= COLUMNS, "over 110 characters: " + line));
      assertFalse(FUNCTION.matcher(code).find(), "a function belongs in the library: " + code);
      assertTrue(!code.contains("while ("), "a while loop belongs in the library: " + code);
      assertTrue(!DECLARATION.matcher(code).find(), "a class belongs in the library: " + code);
    }
  }

  /**
   * JShell takes a variable that is declared again for a change of the first: whatever was made
   * from that is undeclared if the type differs, and a cell may lose the names that it stands on.
   */
  @ParameterizedTest
  @MethodSource("org.helixbook.CommittedNotebooks#all")
  void declaresEachVariableOnce(Path notebook) throws IOException {
    Set<String> names = new HashSet<>();
    for (JsonNode cell : CommittedNotebooks.codeCells(notebook)) {
      Matcher variable = VARIABLE.matcher(CommittedNotebooks.source(cell));
      while (variable.find()) {
        assertTrue(names.add(variable.group(3)), variable.group() + " is declared twice");
      }
    }
    assertTrue(names.contains("book"), "the pattern finds declarations");
  }

  /**
   * JShell compiles all that stands above an import with a star again, and on IJava the variables
   * that were declared there are null from then on.
   */
  @ParameterizedTest
  @MethodSource("org.helixbook.CommittedNotebooks#all")
  void importsWholePackagesAboveAllVariables(Path notebook) throws IOException {
    String all =
        CommittedNotebooks.codeCells(notebook).stream()
            .map(CommittedNotebooks::source)
            .collect(Collectors.joining("\n"));
    Matcher variable = VARIABLE.matcher(all);
    assertTrue(variable.find(), "the pattern finds declarations");
    assertFalse(
        Pattern.compile("^import .*\\*;", Pattern.MULTILINE)
            .matcher(all)
            .region(variable.start(), all.length())
            .find(),
        "an import with a star below " + variable.group());
  }

  @ParameterizedTest
  @MethodSource("org.helixbook.CommittedNotebooks#all")
  void itsLinksLeadToFiles(Path notebook) throws IOException {
    for (JsonNode cell : CommittedNotebooks.read(notebook).get("cells")) {
      if (cell.get("cell_type").asText().equals("markdown")) {
        Matcher link = LINK.matcher(CommittedNotebooks.source(cell));
        while (link.find()) {
          Path target = notebook.resolveSibling(link.group(1)).normalize();
          assertTrue(Files.exists(target), link.group() + " leads to " + target);
        }
      }
    }
  }

  /** JupyterLab takes the first form of an attachment, and no SVG; nbconvert takes SVG first. */
  @ParameterizedTest
  @MethodSource("org.helixbook.CommittedNotebooks#all")
  void aDiagramHasWordsThatStandForItAndAFormForEachViewer(Path notebook) throws Exception {
    for (JsonNode cell : CommittedNotebooks.read(notebook).get("cells")) {
      Matcher shown = DIAGRAM.matcher(CommittedNotebooks.source(cell));
      List<String> names = new ArrayList<>();
      while (shown.find()) {
        names.add(shown.group(2));
        assertTrue(shown.group(1).length() > 40, "what it shows, in words: " + shown.group());
        JsonNode forms = cell.at("/attachments/" + shown.group(2));
        assertEquals("image/png", forms.fieldNames().next());
        Element svg =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(forms.get("image/svg+xml").binaryValue()))
                .getDocumentElement();
        BufferedImage png =
            ImageIO.read(new ByteArrayInputStream(forms.get("image/png").binaryValue()));
        assertEquals(2 * Integer.parseInt(svg.getAttribute("width")), png.getWidth());
        assertEquals(2 * Integer.parseInt(svg.getAttribute("height")), png.getHeight());
      }
      assertEquals(names.size(), cell.path("attachments").size(), "attached and not shown");
    }
  }

  @Test
  void bothNetworksAreDrawn() throws IOException {
    for (String notebook : List.of("03-model-1.ipynb", "04-bigru.ipynb")) {
      Path drawn =
          CommittedNotebooks.all().stream().filter(one -> one.endsWith(notebook)).findFirst().get();
      assertTrue(DIAGRAM.matcher(Files.readString(drawn)).find(), notebook);
    }
  }

  @ParameterizedTest
  @MethodSource("org.helixbook.CommittedNotebooks#all")
  void beginsWithATitleAndNamesItsParameters(Path notebook) throws IOException {
    JsonNode cells = CommittedNotebooks.read(notebook).get("cells");
    assertTrue(
        CommittedNotebooks.source(cells.get(0)).startsWith("# "), "the first cell is the title");
    int parameters = 0;
    for (JsonNode cell : cells) {
      if (cell.at("/metadata/tags").toString().contains("\"parameters\"")) {
        int taken = CommittedNotebooks.source(cell).split("book\\.parameter\\(", -1).length - 1;
        boolean folded = cell.at("/metadata/jupyter/source_hidden").asBoolean();
        assertTrue(parameters == 0 ? taken <= ON_TOP && !folded : folded, "" + cell);
        parameters++;
      }
    }
    assertTrue(parameters == 1 || parameters == 2, "one cell is tagged `parameters`");
  }

  @ParameterizedTest
  @MethodSource("org.helixbook.CommittedNotebooks#all")
  void beginsWithWhatItIsFor(Path notebook) throws IOException {
    if (notebook.endsWith("97-solutions.ipynb")) {
      return;
    }
    String first = CommittedNotebooks.source(CommittedNotebooks.read(notebook).get("cells").get(0));
    for (String part :
        List.of("**You will be able to** ", "**You need** ", "**Time:** ", "| Term | Meaning |")) {
      assertTrue(first.contains(part), part);
    }
  }
}
