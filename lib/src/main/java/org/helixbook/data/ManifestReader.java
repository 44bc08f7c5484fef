package org.helixbook.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.helixbook.feedback.InputProblem;

/** Reads a manifest from JSON, and says of each field what is wrong with it and how to mend it. */
record ManifestReader(String origin) {
  static final int FORMAT = 1;
  static final String UNKNOWN = "unknown";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

  /** A file may lie in folders of its data set. */
  private static final Pattern FILE_NAME = Pattern.compile(NAME + "(/" + NAME + ")*");

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  DataManifest read(InputStream in) throws IOException {
    Fields root = new Fields(origin, parse(in));
    long format = root.number("format");
    if (format != FORMAT) {
      throw root.problem(
          "format",
          "is " + format + ", but this program reads " + FORMAT,
          "use the kit's own file");
    }
    List<DataSet> sets = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode node : root.list("dataSets")) {
      DataSet set = dataSet(node, sets.size() + 1);
      if (!names.add(set.name())) {
        throw new InputProblem(
            origin,
            "there are two data sets named '" + set.name() + "'",
            "give one of them another name");
      }
      sets.add(set);
    }
    root.end();
    for (DataSet set : sets) {
      for (String part : set.madeFrom()) {
        if (!names.contains(part)) {
          throw new InputProblem(
              at(set.name()),
              "field 'madeFrom' names '" + part + "', which is no data set here",
              "write the name of one that is");
        }
      }
    }
    return new DataManifest(origin, sets);
  }

  private JsonNode parse(InputStream in) throws IOException {
    try {
      return JSON.readTree(in);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? origin
              : origin
                  + ", line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new InputProblem(
          where,
          "it is not sound JSON (" + e.getOriginalMessage().lines().findFirst().orElse("") + ")",
          "mend it there",
          e);
    }
  }

  private String at(String set) {
    return origin + ", data set '" + set + "'";
  }

  private DataSet dataSet(JsonNode node, int number) {
    Fields unnamed = new Fields(origin + ", data set number " + number, node);
    String name = unnamed.matching("name", NAME, "letters, digits, hyphens");
    Fields fields = new Fields(at(name), node);
    fields.text("name");
    List<DataFile> files = new ArrayList<>();
    Set<String> fileNames = new HashSet<>();
    for (JsonNode file : fields.nonEmptyList("files")) {
      DataFile read = file(name, file, files.size() + 1);
      if (!fileNames.add(read.name())) {
        throw fields.problem(
            "files", "names '" + read.name() + "' twice", "give each file a name of its own");
      }
      files.add(read);
    }
    List<Integer> papers = new ArrayList<>();
    for (JsonNode paper : fields.nonEmptyList("papers")) {
      if (!paper.isInt() || paper.intValue() < 1 || paper.intValue() > 2) {
        throw fields.problem("papers", "holds " + paper, "write [1], [2] or [1, 2]");
      }
      papers.add(paper.intValue());
    }
    DataSet set =
        new DataSet(
            name,
            role(fields),
            papers,
            fields.text("what"),
            fields.text("version"),
            fields.text("licence"),
            fields.text("citation"),
            urls(fields),
            retrieved(fields),
            fields.text("split"),
            fields.texts("madeFrom"),
            fields.text("byHand"),
            files);
    fields.end();
    return set;
  }

  private static Role role(Fields fields) {
    String text = fields.text("role");
    for (Role role : Role.values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(text)) {
        return role;
      }
    }
    throw fields.problem("role", "is '" + text + "'", "write embedded, source or download");
  }

  private static List<String> urls(Fields fields) {
    List<String> urls = fields.texts("canonicalUrls");
    urls.forEach(url -> url(fields, "canonicalUrls", url));
    return urls;
  }

  private static URI url(Fields fields, String field, String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below, as any other text that is no web address
    }
    throw fields.problem(
        field, "holds '" + text + "', which is no web address", "write http://... or https://...");
  }

  private static String retrieved(Fields fields) {
    String text = fields.text("retrieved");
    if (!text.equals(UNKNOWN) && !text.equals("never")) {
      try {
        LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw fields.problem(
            "retrieved", "is '" + text + "'", "write a day as 2026-11-21, or never, or unknown");
      }
    }
    return text;
  }

  private DataFile file(String set, JsonNode node, int number) {
    Fields fields = new Fields(at(set) + ", file number " + number, node);
    String name = fields.matching("name", FILE_NAME, "letters, digits, hyphens, dots");
    String where = at(set) + ", file '" + name + "'";
    Fields named = new Fields(where, node);
    named.text("name");
    List<SequenceDigest> sequences = new ArrayList<>();
    for (JsonNode sequence : named.list("sequences")) {
      sequences.add(sequence(where + ", sequence number " + (sequences.size() + 1), sequence));
    }
    List<Source> sources = new ArrayList<>();
    for (JsonNode source : named.nonEmptyList("sources")) {
      sources.add(source(where + ", source number " + (sources.size() + 1), source));
    }
    named.end();
    return new DataFile(name, sequences, sources);
  }

  private static SequenceDigest sequence(String where, JsonNode node) {
    Fields fields = new Fields(where, node);
    String name = fields.text("name");
    long length = fields.number("length");
    if (length < 1 || length > Integer.MAX_VALUE) {
      throw fields.problem("length", "is " + length, "write its length in bp, at least 1");
    }
    String m5 = fields.matching("m5", MD5, "32 hexadecimal digits in lower case");
    fields.end();
    return new SequenceDigest(name, (int) length, m5);
  }

  private static Source source(String where, JsonNode node) {
    Fields fields = new Fields(where, node);
    String kind = fields.text("kind");
    OptionalLong bytes = fields.numberOrUnknown("bytes");
    Optional<String> sha256 = fields.sha256OrUnknown("sha256");
    Source source =
        switch (kind) {
          case "embedded" -> new Source.Embedded(fields.text("resource"), bytes, sha256);
          case "debian" ->
              new Source.Debian(
                  fields.text("package"),
                  fields.text("version"),
                  fields.text("architecture"),
                  fields.number("packageBytes"),
                  fields.matching("packageSha256", SHA256, "64 hexadecimal digits in lower case"),
                  fields.text("path"),
                  bytes,
                  sha256);
          case "url" -> new Source.Url(url(fields, "url", fields.text("url")), bytes, sha256);
          case "mirror" -> new Source.Mirror(bytes, sha256);
          default ->
              throw fields.problem(
                  "kind", "is '" + kind + "'", "write embedded, debian, url or mirror");
        };
    fields.end();
    return source;
  }

  /** The fields of one JSON object, each asked for once; what nobody asked for is a mistake. */
  private static final class Fields {
    private final String where;
    private final JsonNode node;
    private final Set<String> asked = new HashSet<>();

    Fields(String where, JsonNode node) {
      this.where = where;
      this.node = node;
      if (!node.isObject()) {
        throw new InputProblem(where, "it is not a JSON object", "write { ... } there");
      }
    }

    InputProblem problem(String field, String what, String mend) {
      return new InputProblem(where, "field '" + field + "' " + what, mend);
    }

    private <T> T get(
        String field, Function<JsonNode, Optional<T>> reading, String what, String mend) {
      asked.add(field);
      JsonNode value = node.get(field);
      if (value == null) {
        throw problem(field, "is missing", mend);
      }
      return reading
          .apply(value)
          .orElseThrow(() -> problem(field, "is " + value + ", not " + what, mend));
    }

    String text(String field) {
      return get(
          field,
          value ->
              value.isTextual() && !value.textValue().isBlank()
                  ? Optional.of(value.textValue())
                  : Optional.empty(),
          "a text",
          "write it, or \"unknown\" if it is not known");
    }

    String matching(String field, Pattern pattern, String form) {
      String text = text(field);
      if (!pattern.matcher(text).matches()) {
        throw problem(field, "is '" + text + "'", "write " + form);
      }
      return text;
    }

    long number(String field) {
      return get(
          field,
          value ->
              value.isIntegralNumber() && value.longValue() >= 0
                  ? Optional.of(value.longValue())
                  : Optional.empty(),
          "a whole number of at least 0",
          "write the number");
    }

    OptionalLong numberOrUnknown(String field) {
      return get(
          field,
          value ->
              isUnknown(value)
                  ? Optional.of(OptionalLong.empty())
                  : value.isIntegralNumber() && value.longValue() >= 0
                      ? Optional.of(OptionalLong.of(value.longValue()))
                      : Optional.empty(),
          "a whole number of at least 0",
          "write the number, or \"unknown\" if it is not known");
    }

    Optional<String> sha256OrUnknown(String field) {
      return get(
          field,
          value ->
              isUnknown(value)
                  ? Optional.of(Optional.<String>empty())
                  : value.isTextual() && SHA256.matcher(value.textValue()).matches()
                      ? Optional.of(Optional.of(value.textValue()))
                      : Optional.empty(),
          "a SHA-256",
          "write 64 hexadecimal digits in lower case, or \"unknown\" if it is not known");
    }

    private static boolean isUnknown(JsonNode value) {
      return value.isTextual() && value.textValue().equals(UNKNOWN);
    }

    JsonNode list(String field) {
      return get(
          field,
          value -> value.isArray() ? Optional.of(value) : Optional.empty(),
          "a list",
          "write [ ... ], which may be empty");
    }

    JsonNode nonEmptyList(String field) {
      return get(
          field,
          value -> value.isArray() && !value.isEmpty() ? Optional.of(value) : Optional.empty(),
          "a list with something in it",
          "write [ ... ] with at least one entry");
    }

    List<String> texts(String field) {
      List<String> texts = new ArrayList<>();
      for (JsonNode value : list(field)) {
        if (!value.isTextual() || value.textValue().isBlank()) {
          throw problem(field, "holds " + value + ", not a text", "write texts only");
        }
        texts.add(value.textValue());
      }
      return texts;
    }

    void end() {
      for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (!asked.contains(name)) {
          throw problem(name, "is not known", "remove it, or correct its name");
        }
      }
    }
  }
}
