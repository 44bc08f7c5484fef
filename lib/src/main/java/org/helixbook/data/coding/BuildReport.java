package org.helixbook.data.coding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.InputProblem;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How an embedded data set came about: what went in, by which rules, and how many were kept and
 * dropped at each step. It is written by the builder and lies beside the data.
 *
 * @param name the data set's name
 * @param inputs the files it was made from
 * @param rules each rule with its value, in words
 * @param counts what was counted, in the order of the steps
 * @param contentSha256 SHA-256 of the finished table before compression
 */
public record BuildReport(
    String name, List<Input> inputs, List<Rule> rules, List<Count> counts, String contentSha256) {

  /**
   * A file that went in.
   *
   * @param what what it is
   * @param source the package and its version
   * @param path the path inside the package
   * @param packageSha256 SHA-256 of the package
   * @param identity what identifies the content: {@code M5 ...} for a sequence, {@code SHA-256 ...}
   *     for a table
   */
  public record Input(
      String what, String source, String path, String packageSha256, String identity) {}

  /**
   * A rule of the build.
   *
   * @param about what it is about
   * @param says the rule
   */
  public record Rule(String about, String says) {}

  /**
   * A number counted during the build.
   *
   * @param what what was counted
   * @param number how many
   */
  public record Count(String step, String what, long number) {}

  /** Makes the lists immutable. */
  public BuildReport {
    inputs = List.copyOf(inputs);
    rules = List.copyOf(rules);
    counts = List.copyOf(counts);
  }

  /** The same report under another name, for a choice of the set's windows. */
  BuildReport named(String other) {
    return new BuildReport(other, inputs, rules, counts, contentSha256);
  }

  /** The inputs: {@code what}, {@code source}, {@code identity}. */
  public Table inputTable() {
    return Columns.of(inputs)
        .text("what", Input::what)
        .text("source", input -> input.source() + " " + input.path())
        .text("identity", Input::identity)
        .table("Inputs of " + name);
  }

  /** The rules: {@code about}, {@code rule}. */
  public Table ruleTable() {
    return Table.create(
        "Rules of " + name,
        StringColumn.create("about", rules.stream().map(Rule::about)),
        StringColumn.create("rule", rules.stream().map(Rule::says)));
  }

  /** The counts: {@code step}, {@code what}, {@code number}. */
  public Table countTable() {
    return Table.create(
        "Counts of " + name,
        StringColumn.create("step", counts.stream().map(Count::step)),
        StringColumn.create("what", counts.stream().map(Count::what)),
        LongColumn.create("number", counts.stream().mapToLong(Count::number).toArray()));
  }

  /**
   * One of the counts.
   *
   * @param what what was counted
   * @return how many
   * @throws IllegalArgumentException if there is no such count
   */
  public long count(String step, String what) {
    return counts.stream()
        .filter(count -> count.step().equals(step) && count.what().equals(what))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no count '" + step + ": " + what + "'"))
        .number();
  }

  /** The report as indented JSON in UTF-8 with line feeds, the same bytes on every system. */
  public byte[] toJson() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    try {
      return (new ObjectMapper().writer(printer).writeValueAsString(this) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain records can be written as JSON", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param file the file's name, for messages
   * @param json its content
   * @return the report
   * @throws InputProblem if it is not such a report
   */
  public static BuildReport fromJson(String file, byte[] json) {
    return InputProblem.ifRefused(
        file,
        "it is not a build report",
        "get the file anew",
        () -> new ObjectMapper().readValue(json, BuildReport.class));
  }
}
