package org.helixbook.claims;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A paper that is re-run: what it says of itself, its claims, and the rule by which each is
 * accepted, all from one JSON file. A paper registers itself: its package has a subclass that names
 * the file, and {@code META-INF/services/org.helixbook.claims.Paper} names the subclass.
 */
public abstract class Paper {
  private final String resource;
  private final Contents contents;

  /**
   * What every paper's file holds. A paper's own package may read more from it, such as layer
   * tables.
   *
   * @param name how the ledger calls it
   * @param note how the rules came about
   * @param ownData the ids of the data sets that are the paper's own: outcomes on others are
   *     replications
   * @param headlines the ids of the claims that a reader of one minute should see, in this order
   * @param protocol data and training settings, by name; {@code not stated} where it is silent
   * @param figures single printed figures, by name
   * @param showpiece the figure of the report that says most; a name as notebooks give it
   * @param panels what the report shows beside what the paper prints, in the order of the paper
   * @param claims in the order of the paper
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Contents(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String title,
      @JsonProperty(required = true) String authors,
      @JsonProperty(required = true) String note,
      @JsonProperty(required = true) List<String> ownData,
      @JsonProperty(required = true) List<String> headlines,
      @JsonProperty(required = true) Map<String, String> protocol,
      Map<String, String> figures,
      String showpiece,
      List<Panel> panels,
      @JsonProperty(required = true) List<Claim> claims) {}

  /**
   * What the paper prints, and the figures of the report that show the same.
   *
   * @param printed where the paper prints it, and what it is
   * @param claims the ids of the claims that it is of
   * @param drawn figures of the report that draw the printed numbers, by their names
   * @param figures figures of the report that draw what was measured
   */
  public record Panel(
      @JsonProperty(required = true) String printed,
      @JsonProperty(required = true) List<String> claims,
      List<String> drawn,
      @JsonProperty(required = true) List<String> figures) {
    /** Fills in what is left out. */
    public Panel {
      claims = List.copyOf(claims);
      drawn = drawn == null ? List.of() : List.copyOf(drawn);
      figures = List.copyOf(figures);
    }
  }

  /**
   * Reads the paper's file.
   *
   * @param resource its name, beside the subclass
   * @throws IllegalStateException if it is not there or not whole, or a headline or what a panel
   *     names is no claim
   */
  protected Paper(String resource) {
    this.resource = resource;
    this.contents = read(Contents.class);
    contents.headlines().forEach(this::claim);
    panels().forEach(panel -> panel.claims().forEach(this::claim));
  }

  /**
   * The paper's file, or a part of it, as a record of the paper's own package.
   *
   * @param type a record with the names of the file; it ignores what it does not know
   * @param <T> the record
   * @return its contents
   */
  protected final <T> T read(Class<T> type) {
    try (InputStream in = getClass().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("there is no such resource");
      }
      return new ObjectMapper().readValue(in, type);
    } catch (IOException e) {
      throw new IllegalStateException(
          resource + " beside " + getClass().getName() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Every paper that has registered itself, by name. */
  public static List<Paper> all() {
    return ServiceLoader.load(Paper.class, Paper.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Paper::name))
        .toList();
  }

  /** How the ledger calls it. */
  public String name() {
    return contents.name();
  }

  /** Its title. */
  public String title() {
    return contents.title();
  }

  /** Its authors. */
  public String authors() {
    return contents.authors();
  }

  /** How its rules came about. */
  public String note() {
    return contents.note();
  }

  /** Its claims, in its order. */
  public List<Claim> claims() {
    return contents.claims();
  }

  /** The claims that a reader of one minute should see, in that order. */
  public List<Claim> headlines() {
    return contents.headlines().stream().map(this::claim).toList();
  }

  /** The figure of the report that says most, as notebooks name it; empty if none is named. */
  public String showpiece() {
    return contents.showpiece() == null ? "" : contents.showpiece();
  }

  /** What the paper prints beside what the report shows, in the paper's order. */
  public List<Panel> panels() {
    return contents.panels() == null ? List.of() : contents.panels();
  }

  /** Data and training settings as printed, by name. */
  public Map<String, String> protocol() {
    return contents.protocol();
  }

  /**
   * A printed figure.
   *
   * @param name such as {@code mean F1 difference}
   * @return as printed
   * @throws IllegalArgumentException for a name that its file does not have
   */
  public String figure(String name) {
    return in(contents.figures() == null ? Map.of() : contents.figures(), name);
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

  private String in(Map<String, String> map, String name) {
    String value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException(resource + " has no '" + name + "': " + map.keySet());
    }
    return value;
  }

  /**
   * One claim.
   *
   * @return the claim
   * @throws IllegalStateException for another id
   */
  public Claim claim(String id) {
    return claims().stream()
        .filter(claim -> claim.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(resource + " has no claim '" + id + "'"));
  }

  /** Whether a data set is the paper's own. */
  boolean isOwn(String dataset) {
    return contents.ownData().contains(dataset);
  }

  Stream<String> ownData() {
    return contents.ownData().stream();
  }
}
