package org.helixbook.paper2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Paper 2 prints (poster, longer report and the authors' public code), so that no cell holds a
 * number of the paper. Figures are kept as printed, as text.
 *
 * @param title the paper's title
 * @param protocol data, models and training, by name; {@code not stated} where it is silent
 * @param figures the results, by name, such as {@code wins} or {@code perplexity ecoli}
 * @param others what other methods report on the full data set, medians over tasks
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Printed(
    String title,
    String authors,
    Map<String, String> protocol,
    Map<String, String> figures,
    List<Other> others) {

  private static final String RESOURCE = "paper2.json";

  /**
   * Another method's printed medians.
   *
   * @param method its name
   * @param kind which tasks
   * @param auroc as printed
   * @param auprc as printed
   */
  public record Other(String method, String kind, String auroc, String auprc) {}

  /** Makes maps and list unchangeable. */
  public Printed {
    protocol = Collections.unmodifiableMap(new LinkedHashMap<>(protocol));
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    others = List.copyOf(others);
  }

  /** The figures of Paper 2, from the library's resources. */
  public static Printed load() {
    try (InputStream in = Printed.class.getResourceAsStream(RESOURCE)) {
      return new ObjectMapper().readValue(in, Printed.class);
    } catch (IOException e) {
      throw new IllegalStateException("the library's own " + RESOURCE + " cannot be read", e);
    }
  }

  /**
   * A printed figure.
   *
   * @param name such as {@code mean F1 difference}
   * @return as printed
   * @throws IllegalArgumentException for a name that the list does not have
   */
  public String figure(String name) {
    return in(figures, name);
  }

  /**
   * A setting.
   *
   * @param name such as {@code batch size}
   * @return as printed
   * @throws IllegalArgumentException for a name that the list does not have
   */
  public String setting(String name) {
    return in(protocol, name);
  }

  /**
   * A printed figure as a number: {@code 81.9 %} is 0.819, {@code 1,364} is 1364.
   *
   * @param name as for {@link #figure}
   * @return the number
   */
  public double number(String name) {
    String text = figure(name).replace(",", "");
    return text.endsWith("%")
        ? Double.parseDouble(text.substring(0, text.length() - 1).strip()) / 100
        : Double.parseDouble(text);
  }

  private static String in(Map<String, String> map, String name) {
    String value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the paper has no '" + name + "'; it has " + map.keySet());
    }
    return value;
  }
}
