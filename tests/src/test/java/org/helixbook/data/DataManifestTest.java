package org.helixbook.data;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataManifestTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path REGISTER =
      Path.of(System.getProperty("helixbook.root"), "data-manifest.json");
  private static final String SET = "FILE, data set 'tiny-genome'";
  private static final String FILE = SET + ", file 'tiny.fa'";

  @TempDir Path folder;

  @Test
  void everyFieldIsRead() throws IOException {
    DataSet set = read(good()).dataSet("tiny-genome");
    assertEquals(
        new DataSet(
            "tiny-genome",
            Role.SOURCE,
            List.of(1, 2),
            "a genome of eight bases",
            "unknown",
            "none needed",
            "unknown",
            List.of("https://data.example.org/tiny/"),
            "2026-11-21",
            "none",
            List.of(),
            "Type it.",
            List.of(
                new DataFile(
                    "tiny.fa",
                    List.of(new SequenceDigest("t", 8, "0123456789abcdef0123456789abcdef")),
                    List.of(
                        new Source.Debian(
                            "tiny",
                            "1:2.0-3",
                            "amd64",
                            1000,
                            "a".repeat(64),
                            "/usr/share/tiny.fa",
                            OptionalLong.of(12),
                            Optional.of("b".repeat(64))),
                        new Source.Url(
                            URI.create("https://data.example.org/tiny/tiny.fa"),
                            OptionalLong.empty(),
                            Optional.empty()))))),
        set);
    assertEquals(OptionalLong.of(12), set.bytes());
  }

  @Test
  void aptKnowsAPackageByItsNameArchitectureAndVersion() throws IOException {
    Source.Debian source =
        (Source.Debian) read(good()).dataSet("tiny-genome").files().get(0).sources().get(0);
    assertEquals("tiny:amd64=1:2.0-3", source.aptName());
    assertEquals("tiny_1%3a2.0-3_amd64.deb", source.fileName());
  }

  record Mistake(Consumer<JsonNode> edit, String sentence) {}

  static Stream<Mistake> mistakes() {
    String unknown = "write it, or \"unknown\" if it is not known";
    return Stream.of(
        new Mistake(
            root -> set(root).remove("licence"), SET + ": field 'licence' is missing; " + unknown),
        new Mistake(
            root -> set(root).putNull("citation"),
            SET + ": field 'citation' is null, not a text; " + unknown),
        new Mistake(
            root -> set(root).put("version", " "),
            SET + ": field 'version' is \" \", not a text; " + unknown),
        new Mistake(
            root -> set(root).remove("name"),
            "FILE, data set number 1: field 'name' is missing; " + unknown),
        new Mistake(
            root -> set(root).put("name", "a b"),
            "FILE, data set number 1: field 'name' is 'a b'; write letters, digits, hyphens"),
        new Mistake(
            root -> set(root).put("role", "main"),
            SET + ": field 'role' is 'main'; write embedded, source or download"),
        new Mistake(
            root -> set(root).putArray("papers").add(3),
            SET + ": field 'papers' holds 3; write [1], [2] or [1, 2]"),
        new Mistake(
            root -> set(root).put("retrieved", "yesterday"),
            SET
                + ": field 'retrieved' is 'yesterday'; "
                + "write a day as 2026-11-21, or never, or unknown"),
        new Mistake(
            root -> set(root).putArray("canonicalUrls").add("example.org"),
            SET
                + ": field 'canonicalUrls' holds 'example.org', which is no web address; "
                + "write http://... or https://..."),
        new Mistake(
            root -> set(root).putArray("madeFrom").add("nothing"),
            SET
                + ": field 'madeFrom' names 'nothing', which is no data set here; "
                + "write the name of one that is"),
        new Mistake(
            root -> set(root).put("licenze", "MIT"),
            SET + ": field 'licenze' is not known; remove it, or correct its name"),
        new Mistake(
            root -> set(root).putArray("files"),
            SET
                + ": field 'files' is [], not a list with something in it; "
                + "write [ ... ] with at least one entry"),
        new Mistake(
            root -> source(root, 0).remove("packageSha256"),
            FILE + ", source number 1: field 'packageSha256' is missing; " + unknown),
        new Mistake(
            root -> source(root, 1).putNull("bytes"),
            FILE
                + ", source number 2: field 'bytes' is null, not a whole number of at least 0; "
                + "write the number, or \"unknown\" if it is not known"),
        new Mistake(
            root -> source(root, 1).put("sha256", "ABC"),
            FILE
                + ", source number 2: field 'sha256' is \"ABC\", not a SHA-256; "
                + "write 64 hexadecimal digits in lower case, or \"unknown\" if it is not known"),
        new Mistake(
            root -> source(root, 1).put("kind", "ftp"),
            FILE
                + ", source number 2: field 'kind' is 'ftp'; "
                + "write embedded, debian, url or mirror"),
        new Mistake(
            root -> ((ObjectNode) file(root).get("sequences").get(0)).put("length", 0),
            FILE
                + ", sequence number 1: field 'length' is 0; "
                + "write its length in bp, at least 1"),
        new Mistake(
            root -> ((ObjectNode) root).put("format", 2),
            "FILE: field 'format' is 2, but this program reads 1; use the kit's own file"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsToldInOneSentenceAndTheSchemaSeesItToo(Mistake mistake) throws IOException {
    JsonNode root = good();
    mistake.edit().accept(root);
    assertEquals(mistake.sentence(), problem(root.toString()));
    if (!mistake.sentence().contains("madeFrom")) { // a reference: beyond what a schema can say
      assertFalse(schema().validate(root).isEmpty(), "the schema accepts " + root);
    }
  }

  @Test
  void brokenJsonIsToldWithItsPlace() throws IOException {
    String message = problem("{\n  \"format\": 1,\n  \"dataSets\": [}\n");
    assertTrue(message.startsWith("FILE, line 3, column "), message);
    assertTrue(message.endsWith("; mend it there"), message);
    message = problem("{\"format\": 1, \"format\": 1}");
    assertTrue(message.contains("Duplicate field 'format'"), message);
    assertTold(problem("[]"), "FILE", "JSON object", "{ ... }");
    assertTold(problem(""), "FILE", "JSON object", "{ ... }");
  }

  @Test
  void twoDataSetsOfOneNameAreRefused() throws IOException {
    ObjectNode root = (ObjectNode) good();
    root.withArray("dataSets").add(set(root).deepCopy());
    assertTold(problem(root.toString()), "FILE", "'tiny-genome'");
  }

  @Test
  void anUnknownDataSetIsAnsweredWithTheKnown() throws IOException {
    DataManifest manifest = read(good());
    String message = assertThrows(InputProblem.class, () -> manifest.dataSet("other")).getMessage();
    assertTrue(
        message.endsWith("there is no data set 'other'; choose one of tiny-genome"), message);
  }

  @Test
  void aMissingManifestIsTold() {
    Path missing = folder.resolve("none.json");
    assertEquals(
        missing + ": there is no such file; check the path",
        assertThrows(InputProblem.class, () -> DataManifest.read(missing)).getMessage());
  }

  @Test
  void theRegisterFollowsTheSchema() throws IOException {
    assertEquals(Set.<ValidationMessage>of(), schema().validate(good()));
    assertEquals(Set.<ValidationMessage>of(), schema().validate(JSON.readTree(REGISTER.toFile())));
  }

  @Test
  void theJarHoldsTheRegisterOfTheRepository() {
    DataManifest register = DataManifest.read(REGISTER);
    assertEquals(register.dataSets(), DataManifest.bundled().dataSets());
    assertEquals("human-coding-600", register.dataSets().get(0).name());
  }

  /** Sums and lengths that were measured apart from this program, and those of the literature. */
  @Test
  void theRegisterNamesTheSequencesByTheirKnownDigests() {
    DataManifest register = DataManifest.bundled();
    assertEquals(
        List.of(new SequenceDigest("20", 63_025_520, "0dec9660ec1efaaf33281c0d5ea2560f")),
        register.dataSet("human-chr20-grch37").files().get(0).sequences());
    assertEquals(
        List.of(new SequenceDigest("X", 69_999_930, "bdf3143e0e1b4b9de64dc022c40559bf")),
        register.dataSet("human-chrX-70mb-grch37").files().get(0).sequences());
    assertEquals(
        "05dc7a37701cdc6bcf154344a227983d",
        register.dataSet("escherichia-coli-k12-mg1655").files().get(0).sequences().get(0).m5());
    assertEquals(
        23_264_425,
        register.dataSet("plasmodium-falciparum-3d7").files().get(0).sequences().stream()
            .mapToInt(SequenceDigest::length)
            .sum());
  }

  @Test
  void aDebianSourceNamesNoServer() throws IOException {
    for (JsonNode set : JSON.readTree(REGISTER.toFile()).get("dataSets")) {
      for (JsonNode file : set.get("files")) {
        for (JsonNode source : file.get("sources")) {
          if (source.get("kind").asText().equals("debian")) {
            assertFalse(source.toString().contains("://"), source.toString());
          }
        }
      }
    }
  }

  private static ObjectNode set(JsonNode root) {
    return (ObjectNode) root.get("dataSets").get(0);
  }

  private static ObjectNode file(JsonNode root) {
    return (ObjectNode) set(root).get("files").get(0);
  }

  private static ObjectNode source(JsonNode root, int index) {
    return (ObjectNode) file(root).get("sources").get(index);
  }

  private static JsonNode good() throws IOException {
    try (InputStream in = DataManifestTest.class.getResourceAsStream("good-manifest.json")) {
      return JSON.readTree(in);
    }
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in = DataManifest.class.getResourceAsStream("data-manifest.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }

  private DataManifest read(JsonNode root) throws IOException {
    return DataManifest.read(Files.writeString(folder.resolve("m.json"), root.toString()));
  }

  private String problem(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("m.json"), json);
    return assertThrows(InputProblem.class, () -> DataManifest.read(file))
        .getMessage()
        .replace(file.toString(), "FILE");
  }
}
