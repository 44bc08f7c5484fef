package org.helixbook.data;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Digest;
import org.helixbook.storage.KitFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetStoreTest {
  private static final String FASTA = ">t\nACGTACGT\n";
  private static final SequenceDigest SEQUENCE =
      new SequenceDigest("t", 8, Digest.m5("ACGTACGT".getBytes(StandardCharsets.US_ASCII)));

  @TempDir Path folder;
  private final byte[] content = new byte[200_000];
  private Path cache;
  private Path mirror;
  private FileServer server;

  @BeforeEach
  void start() throws IOException {
    new Random(7).nextBytes(content);
    cache = folder.resolve("cache");
    mirror = Files.createDirectories(folder.resolve("mirror"));
    server = new FileServer(content);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  // Servers.

  @Test
  void aFileIsFetchedOnceAndThenTakenFromTheCache() throws IOException {
    DatasetStore store = store(url("/file", content));
    assertEquals(DataState.ABSENT, store.state("set"));
    Path file = store.prepare("set", Progress.silent()).onlyFile();
    assertEquals(cache.resolve("set/data.bin"), file);
    assertArrayEquals(content, Files.readAllBytes(file));
    assertEquals(DataState.CACHED, store.state("set"));
    store.prepare("set", Progress.silent());
    assertEquals(List.of("whole"), server.requests());
    assertOnlyInCache("data.bin");
  }

  /** Only of a server with ranges and a validator is the rest asked for, and taken. */
  @ParameterizedTest
  @CsvSource({"true, true, bytes=100000-", "false, true, bytes=100000-", "true, false, whole"})
  void aBrokenDownloadGoesOnWhereItStoppedOrStartsAnew(
      boolean ranges, boolean validator, String asked) throws IOException {
    server.breaks = 1;
    server.ranges = ranges;
    server.tag = validator ? server.tag : null;
    Path file = store(url("/file", content)).prepare("set", Progress.silent()).onlyFile();
    assertArrayEquals(content, Files.readAllBytes(file));
    assertEquals(List.of("whole", asked), server.requests());
  }

  @Test
  void aTruncatedDownloadIsToldAndALaterRunGoesOn() throws IOException {
    server.breaks = 3;
    DatasetStore store = store(url("/file", content));
    assertTold(problem(store), server.url("/file").toString(), "175000", "200000", "run it again");
    assertFalse(Files.exists(cache.resolve("set/data.bin")));
    Path file = store.prepare("set", Progress.silent()).onlyFile();
    assertArrayEquals(content, Files.readAllBytes(file));
    assertEquals("bytes=175000-", server.requests().get(3));
    assertOnlyInCache("data.bin");
  }

  @Test
  void aFileThatChangedOnTheServerIsNotMixedWithItsOldHalf() throws IOException {
    DatasetStore store = store(url("/file", content));
    server.breaks = 3;
    server.content = new byte[200_000];
    problem(store);
    server.content = content;
    server.tag = "\"two\"";
    assertArrayEquals(
        content, Files.readAllBytes(store.prepare("set", Progress.silent()).onlyFile()));
  }

  @Test
  void wrongBytesAreThrownAwayAndBothSumsNamed() throws IOException {
    byte[] wrong = content.clone();
    wrong[5] ^= 1;
    server.content = wrong;
    String message = problem(store(url("/file", content)));
    assertTold(
        message,
        "file data.bin from " + server.url("/file"),
        Digest.sha256(wrong),
        Digest.sha256(content),
        "helixbook data show set");
    assertOnlyInCache();
  }

  @Test
  void aShorterFileIsToldBySize() throws IOException {
    server.content = Arrays.copyOf(content, 10);
    String message = problem(store(url("/file", content)));
    assertTrue(message.contains("it has 10 bytes instead of 200000, and its SHA-256"), message);
  }

  @Test
  void serverErrorsAreTold() {
    server.status = 404;
    assertTold(problem(store(url("/file", content))), server.url("/file").toString(), "404");
    assertEquals(1, server.requests().size(), "a missing file is not asked for again");
    server.status = 503;
    String message = problem(store(url("/file", content)));
    assertTrue(message.contains("the server answers 503 Service Unavailable"), message);
    assertEquals(4, server.requests().size(), "a busy server is asked three times");
  }

  @Test
  void redirectionsAreFollowedButNotForEver() throws IOException {
    assertArrayEquals(
        content,
        Files.readAllBytes(
            store(url("/moved", content)).prepare("set", Progress.silent()).onlyFile()));
    Files.delete(cache.resolve("set/data.bin"));
    assertTrue(problem(store(url("/circle", content))).contains("redirects in a circle"));
  }

  @Test
  void anUnreachableServerIsTold() {
    Source.Url source = url("/file", content);
    server.close();
    String message = problem(store(source));
    assertTrue(message.contains("the server cannot be reached or breaks off"), message);
  }

  @Test
  void anUnknownServerIsTold() {
    Source.Url nowhere =
        new Source.Url(
            URI.create("http://server.invalid/file"), OptionalLong.empty(), Optional.empty());
    assertTold(problem(store(nowhere)), "http://server.invalid/file", "name is not known");
  }

  @Test
  void aSilentServerIsTold() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Source.Url source =
          new Source.Url(
              URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/file"),
              OptionalLong.empty(),
              Optional.empty());
      StoreSettings impatient =
          new StoreSettings(
              cache,
              Optional.empty(),
              1,
              Duration.ZERO,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1));
      String message =
          problem(
              new DatasetStore(
                  manifest(Role.SOURCE, List.of(), source),
                  impatient,
                  Optional.empty(),
                  ResumableDownload::openPart));
      assertTrue(message.contains("/file: the server is silent; "), message);
    }
  }

  @Test
  void theNextSourceIsAskedWhenOneFails() throws IOException {
    Path file =
        store(url("/nothing", content), url("/file", content))
            .prepare("set", Progress.silent())
            .onlyFile();
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  @Test
  void allFailuresAreToldInOneSentence() {
    String message = problem(store(url("/nothing", content), url("/circle", content)));
    assertTrue(message.startsWith("data set set, file data.bin: none of its sources gives it ("));
    assertTrue(message.contains("/nothing: the server answers 404"), message);
    assertTrue(message.contains(" | "), message);
    assertTrue(message.contains("redirects in a circle"), message);
    assertFalse(message.contains("\n"), message);
  }

  // Checksums.

  @Test
  void anUnknownChecksumIsRecordedAndHoldsFromThenOn() throws IOException {
    DatasetStore store = store(unknown("/file"));
    Path file = store.prepare("set", Progress.silent()).onlyFile();
    String sum = Digest.sha256(content);
    assertEquals(sum + "  data.bin\n", Files.readString(cache.resolve("set/data.bin.sha256")));
    assertEquals(
        List.of(new Finding("set", "data.bin", Finding.Verdict.RIGHT, "")),
        store.verify(Progress.silent()));
    Files.writeString(file, "spoilt");
    String message = problem(store);
    assertTold(
        message,
        file.toString(),
        Digest.sha256("spoilt".getBytes(StandardCharsets.UTF_8)),
        sum,
        "data.bin.wrong");
    assertFalse(Files.exists(file), "a wrong file does not stay under the real name");
    assertArrayEquals(
        content, Files.readAllBytes(store.prepare("set", Progress.silent()).onlyFile()));
  }

  @Test
  void otherBytesOfTheSameSequenceAreAccepted() throws IOException {
    server.content = ">chrT soft-masked\nacgt\nacgt\n".getBytes(StandardCharsets.US_ASCII);
    DatasetStore store = store(List.of(SEQUENCE), debian("0".repeat(64), FASTA), unknown("/file"));
    assertEquals(
        "t and its like",
        Files.readString(store.prepare("set", Progress.silent()).onlyFile())
            .replace(new String(server.content, StandardCharsets.US_ASCII), "t and its like"));
    assertTrue(Files.exists(cache.resolve("set/data.bin.sha256")));
  }

  @Test
  void anotherSequenceIsRefusedWithBothM5s() throws IOException {
    server.content = ">t\nACGTACGA\n".getBytes(StandardCharsets.US_ASCII);
    String message = problem(store(List.of(SEQUENCE), unknown("/file")));
    assertTrue(
        message.contains(
            "the M5 of its sequence 't' is "
                + Digest.m5("ACGTACGA".getBytes(StandardCharsets.US_ASCII))
                + " but must be "
                + SEQUENCE.m5()),
        message);
    server.content = ">t\nACG\n".getBytes(StandardCharsets.US_ASCII);
    message = problem(store(List.of(SEQUENCE), unknown("/file")));
    assertTrue(message.contains("its sequence 't' has 3 bp instead of 8"), message);
    server.content = "<html>log in</html>".getBytes(StandardCharsets.US_ASCII);
    message = problem(store(List.of(SEQUENCE), unknown("/file")));
    assertTrue(message.contains("it is no sound FASTA file"), message);
    assertOnlyInCache();
  }

  // Mirror folder.

  @Test
  void theMirrorComesFirstAndIsNotCopied() throws IOException {
    Path there = mirror.resolve("set/data.bin");
    Files.createDirectories(there.getParent());
    Files.write(there, content);
    DatasetStore store = store(url("/file", content));
    assertEquals(DataState.MIRRORED, store.state("set"));
    assertEquals(there, store.prepare("set", Progress.silent()).onlyFile());
    assertEquals(List.of(), server.requests());
    assertFalse(Files.exists(cache));
  }

  @Test
  void aWrongFileInTheMirrorIsToldNotReplaced() throws IOException {
    Path there = Files.write(mirror.resolve("data.bin"), new byte[3]);
    String message = problem(store(url("/file", content)));
    assertTrue(message.startsWith(there + ": it has 3 bytes instead of 200000"), message);
    assertTrue(message.endsWith("put the right file into the mirror folder, or remove this one"));
    assertTrue(Files.exists(there));
  }

  @Test
  void aLinkToNothingInTheMirrorIsToldAndNoMissingFile() throws IOException {
    DatasetStore store = store(url("/file", content));
    for (String name : List.of("set", "data.bin", "set/data.bin")) {
      Path link = mirror.resolve(name);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, folder.resolve("gone"));
      assertTold(problem(store), link.toString(), folder.resolve("gone").toString());
      Finding found = store.verify(Progress.silent()).get(0);
      assertEquals(Finding.Verdict.WRONG, found.verdict());
      assertTold(found.detail(), link.toString());
      Files.delete(link);
    }
    assertEquals(List.of(), server.requests());
  }

  @Test
  void aDerivedFileThatOnlyAMirrorHasSaysSo() {
    String message =
        problem(
            store(
                new Source.Mirror(
                    OptionalLong.of(content.length), Optional.of(Digest.sha256(content)))));
    assertTold(message, "mirror folder: " + mirror, "HELIXBOOK_MIRROR", "set/data.bin");
  }

  // Debian packages.

  @Test
  void aPackageInTheMirrorIsUnpackedOnAnySystem() throws IOException {
    String sum = writePackage(mirror.resolve("tiny_1.0_all.deb"));
    Path file =
        store(List.of(SEQUENCE), debian(sum, FASTA)).prepare("set", Progress.silent()).onlyFile();
    assertEquals(FASTA, Files.readString(file));
    assertOnlyInCache("data.bin");
  }

  @Test
  void aPackageIsFetchedWhereTheSystemCan() throws IOException {
    Path made = folder.resolve("made.deb");
    String sum = writePackage(made);
    AtomicInteger fetched = new AtomicInteger();
    PackageFetcher fetcher =
        (source, into, progress) -> {
          fetched.incrementAndGet();
          try {
            return Files.copy(made, into.resolve(source.fileName()));
          } catch (IOException e) {
            throw new SourceFailure("test", e.getMessage(), "");
          }
        };
    DataFile one = new DataFile("one.fa", List.of(), List.of(debian(sum, FASTA)));
    DataFile two = new DataFile("two.fa", List.of(), List.of(debian(sum, "/usr/u.fa", FASTA)));
    DatasetStore store =
        new DatasetStore(
            new DataManifest("test", List.of(set(Role.SOURCE, one, two))),
            settings(),
            Optional.of(fetcher),
            ResumableDownload::openPart);
    PreparedData prepared = store.prepare("set", Progress.silent());
    assertEquals(FASTA, Files.readString(prepared.file("one.fa")));
    assertEquals(FASTA, Files.readString(prepared.file("two.fa")));
    assertEquals(1, fetched.get(), "one package is fetched once for all its files");
    assertOnlyInCache("one.fa", "two.fa");
  }

  @Test
  void withoutAptTheSentenceNamesThePackageForTheMirror() {
    assertTold(
        problem(store(List.of(), debian("0".repeat(64), FASTA))),
        "Debian package tiny=1.0",
        "no apt-get",
        "tiny_1.0_all.deb");
  }

  // Embedded sets.

  @Test
  void anEmbeddedSetIsTakenFromTheClassPath() throws IOException {
    byte[] resource;
    try (var in = getClass().getResourceAsStream("good-manifest.json")) {
      resource = in.readAllBytes();
    }
    Source.Embedded source =
        new Source.Embedded(
            "org/helixbook/data/good-manifest.json",
            OptionalLong.of(resource.length),
            Optional.of(Digest.sha256(resource)));
    DatasetStore store = store(Role.EMBEDDED, source);
    assertEquals(DataState.EMBEDDED, store.state("set"));
    assertEquals(
        List.of(new Finding("set", "data.bin", Finding.Verdict.RIGHT, "")),
        store.verify(Progress.silent()));
    assertFalse(Files.exists(cache));
    assertArrayEquals(
        resource, Files.readAllBytes(store.prepare("set", Progress.silent()).onlyFile()));
  }

  @Test
  void aSpoiltEmbeddedSetIsSeen() {
    DatasetStore store =
        store(
            Role.EMBEDDED,
            new Source.Embedded(
                "org/helixbook/data/good-manifest.json",
                OptionalLong.empty(),
                Optional.of("0".repeat(64))));
    assertEquals(Finding.Verdict.WRONG, store.verify(Progress.silent()).get(0).verdict());
  }

  // Disk.

  @Test
  void aFullDiskIsToldAndWhatFilledItRemoved() throws IOException {
    ResumableDownload.PartWriter full =
        (part, append) -> {
          OutputStream out = ResumableDownload.openPart(part, append);
          return new OutputStream() {
            private int written;

            @Override
            public void write(int b) throws IOException {
              write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int start, int length) throws IOException {
              if (written + length > 100_000) {
                throw new IOException("No space left on device");
              }
              written += length;
              out.write(bytes, start, length);
            }

            @Override
            public void close() throws IOException {
              out.close();
            }
          };
        };
    DatasetStore store =
        new DatasetStore(
            manifest(Role.SOURCE, List.of(), url("/file", content)),
            settings(),
            Optional.empty(),
            full);
    assertTold(problem(store), cache.resolve("set").toString(), "no room left", "HELIXBOOK_DATA");
    assertOnlyInCache();
  }

  @Test
  void anUnwritableCacheIsTold() throws IOException {
    Files.writeString(cache, "a file where the folder should be");
    String message = problem(store(url("/file", content)));
    assertTrue(message.startsWith(cache.resolve("set") + ": it cannot be written ("), message);
    assertTrue(message.endsWith("set HELIXBOOK_DATA to a folder that can be written"), message);
    assertFalse(message.contains("\n"), message);
  }

  // Others at work.

  @Test
  void whileAnotherProcessFetchesTheUserIsToldToWait() throws IOException {
    Path lock = cache.resolve("set/.lock");
    Files.createDirectories(lock.getParent());
    try (FileChannel other =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      other.lock();
      assertTold(
          problem(store(url("/file", content))),
          cache.resolve("set").toString(),
          "another process");
    }
    store(url("/file", content)).prepare("set", Progress.silent());
  }

  @Test
  void twoAtOnceBothEndWithTheFileAndOneDownload() throws Exception {
    StoreSettings patient =
        new StoreSettings(
            cache,
            Optional.empty(),
            3,
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));
    DatasetStore store =
        new DatasetStore(
            manifest(Role.SOURCE, List.of(), url("/file", content)),
            patient,
            Optional.empty(),
            ResumableDownload::openPart);
    Thread other = new Thread(() -> store.prepare("set", Progress.silent()));
    other.start();
    Path file = store.prepare("set", Progress.silent()).onlyFile();
    other.join();
    assertArrayEquals(content, Files.readAllBytes(file));
    assertEquals(List.of("whole"), server.requests());
  }

  @Test
  void anInterruptedDownloadIsToldAndGoesOnLater() throws IOException {
    DatasetStore store = store(url("/file", content));
    Progress interrupting =
        (done, detail) -> {
          Thread.currentThread().interrupt();
        };
    String message =
        assertThrows(InputProblem.class, () -> store.prepare("set", interrupting)).getMessage();
    assertTrue(Thread.interrupted(), "the interrupt is handed on");
    assertEquals(
        server.url("/file")
            + ": the download was interrupted; run it again: it goes on where it stopped",
        message);
    assertFalse(Files.exists(cache.resolve("set/data.bin")));
    assertArrayEquals(
        content, Files.readAllBytes(store.prepare("set", Progress.silent()).onlyFile()));
    assertTrue(server.requests().get(1).startsWith("bytes="), server.requests().toString());
  }

  // Settings.

  @Test
  void theEnvironmentNamesTheFolders() {
    Path home = Path.of("home");
    assertEquals(Path.of("home/.cache/helixbook"), StoreSettings.of(Map.of(), home).cache());
    Path kit = KitFolder.root();
    assertEquals(
        kit.resolve("xdg/helixbook"),
        StoreSettings.of(Map.of("XDG_CACHE_HOME", "xdg", "HELIXBOOK_DATA", " "), home).cache());
    StoreSettings both =
        StoreSettings.of(Map.of("HELIXBOOK_DATA", "d", "HELIXBOOK_MIRROR", "m"), home);
    assertEquals(kit.resolve("d"), both.cache());
    assertEquals(Optional.of(kit.resolve("m")), both.mirror());
  }

  private Source.Url url(String path, byte[] expected) {
    return new Source.Url(
        server.url(path), OptionalLong.of(expected.length), Optional.of(Digest.sha256(expected)));
  }

  private Source.Url unknown(String path) {
    return new Source.Url(server.url(path), OptionalLong.empty(), Optional.empty());
  }

  private static Source.Debian debian(String packageSum, String text) {
    return debian(packageSum, "/usr/t.fa", text);
  }

  private static Source.Debian debian(String packageSum, String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Source.Debian(
        "tiny",
        "1.0",
        "all",
        1000,
        packageSum,
        path,
        OptionalLong.of(bytes.length),
        Optional.of(Digest.sha256(bytes)));
  }

  private static String writePackage(Path deb) throws IOException {
    TinyDebianPackage.write(deb, "xz", Map.of("./usr/t.fa", FASTA, "./usr/u.fa", FASTA));
    return Digest.sha256(deb);
  }

  private StoreSettings settings() {
    return new StoreSettings(
        cache,
        Optional.of(mirror),
        3,
        Duration.ZERO,
        Duration.ofMinutes(5),
        Duration.ofMillis(200));
  }

  private DatasetStore store(Source... sources) {
    return store(List.of(), sources);
  }

  private DatasetStore store(Role role, Source... sources) {
    return new DatasetStore(
        manifest(role, List.of(), sources),
        settings(),
        Optional.empty(),
        ResumableDownload::openPart);
  }

  private DatasetStore store(List<SequenceDigest> sequences, Source... sources) {
    return new DatasetStore(
        manifest(Role.SOURCE, sequences, sources),
        settings(),
        Optional.empty(),
        ResumableDownload::openPart);
  }

  private static DataManifest manifest(
      Role role, List<SequenceDigest> sequences, Source... sources) {
    DataFile file = new DataFile("data.bin", sequences, List.of(sources));
    return new DataManifest("test", List.of(set(role, file)));
  }

  private static DataSet set(Role role, DataFile... files) {
    return new DataSet(
        "set",
        role,
        List.of(1),
        "a test",
        "1",
        "none",
        "none",
        List.of(),
        "never",
        "none",
        List.of(),
        "by hand",
        List.of(files));
  }

  private static String problem(DatasetStore store) {
    return assertThrows(InputProblem.class, () -> store.prepare("set", Progress.silent()))
        .getMessage();
  }

  /** The lock file, whose content is nothing, may stay. */
  private void assertOnlyInCache(String... names) throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("set"))) {
      assertEquals(
          List.of(names),
          files
              .map(path -> path.getFileName().toString())
              .filter(name -> !name.equals(".lock"))
              .sorted()
              .toList());
    }
  }
}
