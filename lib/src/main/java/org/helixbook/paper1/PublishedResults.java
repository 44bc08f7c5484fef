package org.helixbook.paper1;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.eval.ConfusionMatrix;

/**
 * What Paper 1 prints, so that no cell holds a number of the paper. Figures are kept as printed, as
 * text: {@code .98} says that the paper rounds to two digits.
 *
 * @param title the paper's title
 * @param authors its authors
 * @param classes the names of classes 0 and 1
 * @param protocol data and training settings, by name; {@code not stated} where the paper is silent
 * @param models the three models
 */
public record PublishedResults(
    String title,
    String authors,
    List<String> classes,
    Map<String, String> protocol,
    List<Model> models) {

  private static final String RESOURCE = "paper1-published.json";

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
     * @return the matrix
     */
    public ConfusionMatrix confusion(List<String> classes) {
      return ConfusionMatrix.ofCounts(classes, counts);
    }
  }

  /**
   * One class of a printed table.
   *
   * @param name its name
   * @param precision as printed
   * @param recall as printed
   * @param f1 as printed
   */
  public record Row(String name, String precision, String recall, String f1) {}

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
    protocol = Collections.unmodifiableMap(new LinkedHashMap<>(protocol));
  }

  /** The figures of Paper 1, from the library's resources. */
  public static PublishedResults paperOne() {
    try (InputStream in = PublishedResults.class.getResourceAsStream(RESOURCE)) {
      return new ObjectMapper().readValue(in, PublishedResults.class);
    } catch (IOException e) {
      throw new IllegalStateException("the library's own " + RESOURCE + " cannot be read", e);
    }
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
   * A setting of the paper's protocol.
   *
   * @param name such as {@code learning rate}
   * @return as printed, or {@code not stated}
   * @throws IllegalArgumentException for a name that the list does not have
   */
  public String setting(String name) {
    String value = protocol.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the paper's protocol has no '" + name + "'; it has " + protocol.keySet());
    }
    return value;
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
