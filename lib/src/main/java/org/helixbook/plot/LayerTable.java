package org.helixbook.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.model.cnn.CnnArchitecture;
import org.helixbook.model.cnn.LayerRow;
import org.helixbook.model.cnn.MemoryEstimate;
import org.helixbook.paper1.PublishedResults;

/** The layers of a network as Fig. 2 of Paper 1 prints them, with totals, the paper's beside. */
public final class LayerTable {
  private static final String NONE = "";

  private LayerTable() {}

  /**
   * The table of a network of the paper.
   *
   * @param architecture the layers
   * @param side rows and columns of a picture of three channels
   * @param paper what the paper prints of it; its layers stand beside ours if it prints them
   * @return a row a layer, then total, and memory for one picture as the paper counts it
   * @throws org.helixbook.feedback.InputProblem if the picture is too small for the architecture
   */
  public static HtmlTable of(CnnArchitecture architecture, int side, PublishedResults.Model paper) {
    return table(
        architecture, side, paper.layers(), NumberText.count(paper.parameters()), paper.memory());
  }

  /**
   * The table of any other network.
   *
   * @param architecture the layers
   * @param side rows and columns of a picture of three channels
   * @return as above, without the paper's columns filled
   * @throws org.helixbook.feedback.InputProblem if the picture is too small for the architecture
   */
  public static HtmlTable of(CnnArchitecture architecture, int side) {
    return table(architecture, side, List.of(), NONE, NONE);
  }

  /**
   * How many rows of a printed layer table are equal to ours: same place, output and parameters.
   *
   * @param architecture the layers
   * @param side rows and columns of a picture of three channels
   * @param paper what the paper prints
   * @return from 0 to the number of printed rows
   */
  public static long rowsAsPrinted(
      CnnArchitecture architecture, int side, PublishedResults.Model paper) {
    List<LayerRow> ours = architecture.layerTable(3, side, side);
    return IntStream.range(0, Math.min(ours.size(), paper.layers().size()))
        .filter(
            i ->
                paper.layers().get(i).output().replace(" ", "").equals(ours.get(i).output())
                    && paper.layers().get(i).name().startsWith(ours.get(i).layer())
                    && paper.layers().get(i).parameters() == ours.get(i).parameters())
        .count();
  }

  private static HtmlTable table(
      CnnArchitecture architecture,
      int side,
      List<PublishedResults.Layer> paper,
      String paperTotal,
      String paperMemory) {
    List<LayerRow> ours = architecture.layerTable(3, side, side);
    MemoryEstimate memory = MemoryEstimate.of(architecture, 3, side, side);
    boolean beside = !paperTotal.isEmpty();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      LayerRow row = ours.get(i);
      boolean printed = i < paper.size();
      add(
          rows,
          beside,
          row.layer(),
          row.output(),
          NumberText.count(row.parameters()),
          printed ? paper.get(i).output().replace(" ", "") : NONE,
          printed ? NumberText.count(paper.get(i).parameters()) : NONE);
    }
    long total = ours.stream().mapToLong(LayerRow::parameters).sum();
    add(rows, beside, "Total parameters", NONE, NumberText.count(total), NONE, paperTotal);
    add(rows, beside, "Input, MB", NONE, NumberText.fixed(memory.input(), 2), NONE, NONE);
    add(
        rows,
        beside,
        "Forward/backward pass, MB",
        NONE,
        NumberText.fixed(memory.forwardBackward(), 2),
        NONE,
        paperMemory);
    add(rows, beside, "Parameters, MB", NONE, NumberText.fixed(memory.parameters(), 2), NONE, NONE);
    add(rows, beside, "Estimated total, MB", NONE, NumberText.fixed(memory.total(), 2), NONE, NONE);
    return HtmlTable.of(
        architecture.name() + " on one picture of " + side + " x " + side,
        beside
            ? paper.isEmpty()
                ? List.of("Layer", "Output", "Parameters", "Paper: parameters")
                : List.of("Layer", "Output", "Parameters", "Paper: output", "Paper: parameters")
            : List.of("Layer", "Output", "Parameters"),
        beside && paper.isEmpty()
            ? rows.stream().map(LayerTable::withoutPaperOutput).toList()
            : rows);
  }

  /** Where the paper prints no layers, the column of their outputs would be empty. */
  private static List<String> withoutPaperOutput(List<String> row) {
    return List.of(row.get(0), row.get(1), row.get(2), row.get(4));
  }

  private static void add(List<List<String>> rows, boolean beside, String... cells) {
    rows.add(beside ? List.of(cells) : List.of(cells).subList(0, 3));
  }
}
