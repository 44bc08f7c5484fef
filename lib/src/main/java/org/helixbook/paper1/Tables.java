package org.helixbook.paper1;

import java.util.List;
import java.util.Map;
import org.helixbook.eval.ClassificationReport;
import org.helixbook.plot.NumberText;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The tables of a notebook, ours beside the paper's. */
public final class Tables {
  private Tables() {}

  /**
   * Precision, recall, F1 and support of each class and the accuracy, this run's beside the paper's
   * (Figs 5, 6, 9). What is undefined reads NA.
   *
   * @param title the table's name
   * @param ours this run's report
   * @param paper the paper's model; its rows must name the same classes
   * @return the table
   */
  public static Table classification(
      String title, ClassificationReport ours, PublishedResults.Model paper) {
    StringColumn name = StringColumn.create("class");
    StringColumn[] figures = {
      StringColumn.create("precision"),
      StringColumn.create("paper: precision"),
      StringColumn.create("recall"),
      StringColumn.create("paper: recall"),
      StringColumn.create("F1"),
      StringColumn.create("paper: F1")
    };
    StringColumn support = StringColumn.create("windows");
    for (ClassificationReport.Row row : ours.rows()) {
      PublishedResults.Row printed =
          paper.rows().stream()
              .filter(other -> other.name().equals(row.name()))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException("the paper has no class " + row.name()));
      name.append(row.name());
      figures[0].append(NumberText.fixed(row.precision(), 3));
      figures[1].append(printed.precision());
      figures[2].append(NumberText.fixed(row.recall(), 3));
      figures[3].append(printed.recall());
      figures[4].append(NumberText.fixed(row.f1(), 3));
      figures[5].append(printed.f1());
      support.append(NumberText.count(row.support()));
    }
    name.append("accuracy");
    for (int i = 0; i < 4; i++) {
      figures[i].append("");
    }
    figures[4].append(NumberText.fixed(ours.accuracy(), 3));
    figures[5].append(paper.accuracy());
    support.append(NumberText.count(ours.support()));
    return Table.create(title, name).addColumns(figures).addColumns(support);
  }

  /**
   * Settings side by side, in the order of the map.
   *
   * @param title the table's name
   * @param paper the paper's protocol
   * @param thisRun this run's value by the same names; a setting of the paper that is not in it is
   *     left out, and one that the paper does not have stands as {@code not stated}
   * @return the table
   */
  public static Table settings(String title, PublishedResults paper, Map<String, String> thisRun) {
    StringColumn name = StringColumn.create("setting");
    StringColumn printed = StringColumn.create("paper");
    StringColumn ours = StringColumn.create("this run");
    thisRun.forEach(
        (setting, value) -> {
          name.append(setting);
          printed.append(paper.protocol().getOrDefault(setting, "not stated"));
          ours.append(value);
        });
    return Table.create(title, name, printed, ours);
  }

  /**
   * A layer table with its total.
   *
   * @param title the table's name
   * @param layers the rows
   * @return the table
   */
  public static Table layers(String title, List<PublishedResults.Layer> layers) {
    StringColumn name = StringColumn.create("layer");
    StringColumn output = StringColumn.create("output");
    IntColumn parameters = IntColumn.create("parameters");
    int total = 0;
    for (PublishedResults.Layer layer : layers) {
      name.append(layer.name());
      output.append(layer.output());
      parameters.append(layer.parameters());
      total += layer.parameters();
    }
    name.append("total");
    output.append("");
    parameters.append(total);
    return Table.create(title, name, output, parameters);
  }
}
