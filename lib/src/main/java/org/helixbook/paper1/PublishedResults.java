package org.helixbook.paper1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.model.cnn.LayerRow;
import org.helixbook.plot.Charts;
import org.helixbook.plot.Figure;
import org.knowm.xchart.HeatMapChart;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What Paper 1 prints, so that no cell holds a number of the paper. Figures are kept as printed, as
 * text: {@code .98} says that the paper rounds to two digits.
 *
 * @param classes the names of classes 0 and 1
 * @param models the three models
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PublishedResults(List<String> classes, List<Model> models) {
  static final String RECOVERED =
      "The paper's matrix is of its own data and no run of this kit; it is recovered from the rounded"
          + " table.";

  /** The confusion matrices of all models, side by side. */
  public Figure confusions() {
    return Figure.beside(
            "Confusion matrices of the paper",
            models.stream().map(model -> model.confusionChart(classes)).toList())
        .source(RECOVERED);
  }

  /**
   * One model's printed results.
   *
   * @param id {@code model-1}, {@code model-2} or {@code model-3}
   * @param name such as {@code Model 2}
   * @param parameters how many weights and biases
   * @param accuracy test accuracy in the table
   * @param auc area under the ROC curve in the text
   * @param equilibrium when the curves are said to be stable
   * @param rows the classification table
   * @param counts {@code [actual][predicted]}, recovered from the rounded table, where only these
   *     counts fit
   * @param memory forward/backward pass of one picture in MB, as Fig. 2 prints it; empty if it is
   *     not printed
   * @param note where the paper is silent or contradicts itself
   * @param layers the layer table; empty if the paper does not give it
   */
  public record Model(
      String id,
      String name,
      int parameters,
      String accuracy,
      String auc,
      String equilibrium,
      List<Row> rows,
      int[][] counts,
      String memory,
      String note,
      List<Layer> layers) {

    /**
     * The confusion matrix behind the printed table.
     *
     * @param classes the names of the classes
     */
    public ConfusionMatrix confusion(List<String> classes) {
      return ConfusionMatrix.ofCounts(classes, counts);
    }

    /** That matrix as a chart, named as what it is. */
    public HeatMapChart confusionChart(List<String> classes) {
      return Charts.confusion(name + ", the paper's", confusion(classes));
    }

    /** The printed layer table: {@code layer}, {@code output}, {@code parameters}. */
    public Table layerTable() {
      return Table.create(
          name + ", as printed",
          StringColumn.create("layer", layers.stream().map(Layer::name)),
          StringColumn.create("output", layers.stream().map(Layer::output)),
          IntColumn.create("parameters", layers.stream().mapToInt(Layer::parameters).toArray()));
    }

    /**
     * A network's layers with the printed ones beside them, row by row.
     *
     * @param ours the network's layer table
     * @return the network's columns and, if the paper prints the layers, {@code paper: output} and
     *     {@code paper: parameters}
     */
    public Table beside(List<LayerRow> ours) {
      Table table = LayerRow.table(name, ours);
      if (!layers.isEmpty()) {
        StringColumn output = StringColumn.create("paper: output");
        IntColumn printed = IntColumn.create("paper: parameters");
        for (int i = 0; i < ours.size(); i++) {
          if (i < layers.size()) {
            output.append(layers.get(i).output().replace(" ", ""));
            printed.append(layers.get(i).parameters());
          } else {
            output.appendMissing();
            printed.appendMissing();
          }
        }
        table.addColumns(output, printed);
      }
      return table;
    }

    /**
     * How many printed layers are equal to a network's: same place, kind, output and parameters.
     *
     * @param ours the network's layer table
     * @return from 0 to the number of printed layers
     */
    public long equalRows(List<LayerRow> ours) {
      return IntStream.range(0, Math.min(ours.size(), layers.size()))
          .filter(
              i ->
                  layers.get(i).output().replace(" ", "").equals(ours.get(i).output())
                      && layers.get(i).name().startsWith(ours.get(i).layer())
                      && layers.get(i).parameters() == ours.get(i).parameters())
          .count();
    }

    /**
     * A run's precision, recall and F1 with the printed ones beside them.
     *
     * @param ours see {@link org.helixbook.experiment.ClassifierReport#classification}; the columns
     *     are added to it
     * @return the same table; nothing is printed of a class that the paper does not have
     */
    public Table classification(Table ours) {
      List<String> names = ours.stringColumn("class").asList();
      for (String figure : List.of("precision", "recall", "F1")) {
        StringColumn printed = StringColumn.create("paper: " + figure);
        names.subList(0, names.size() - 1).forEach(name -> printed.append(cell(name, figure)));
        printed.append(figure.equals("F1") ? accuracy : "");
        ours.insertColumn(ours.columnIndex(figure) + 1, printed);
      }
      return ours;
    }

    private String cell(String className, String figure) {
      return rows.stream()
          .filter(row -> row.name().equals(className))
          .findFirst()
          .map(row -> row.of(figure))
          .orElse("");
    }
  }

  /**
   * One class of a printed table.
   *
   * @param precision as printed
   * @param recall as printed
   * @param f1 as printed
   */
  public record Row(String name, String precision, String recall, String f1) {
    private String of(String figure) {
      return switch (figure) {
        case "precision" -> precision;
        case "recall" -> recall;
        default -> f1;
      };
    }
  }

  /**
   * One row of a layer table.
   *
   * @param name kind, kernel and channels
   * @param output the shape of its output, channels first
   * @param parameters its weights and biases
   */
  public record Layer(String name, String output, int parameters) {}

  /** Makes the lists unchangeable. */
  public PublishedResults {
    classes = List.copyOf(classes);
    models = List.copyOf(models);
  }

  /**
   * One model.
   *
   * @param id {@code model-1}, {@code model-2} or {@code model-3}
   * @return its results
   * @throws IllegalArgumentException for another id
   */
  public Model model(String id) {
    return models.stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no model '" + id + "'"));
  }

  /**
   * A printed figure as a number.
   *
   * @param printed such as {@code .98}
   * @return the number
   */
  public static double number(String printed) {
    return Double.parseDouble(printed);
  }
}
