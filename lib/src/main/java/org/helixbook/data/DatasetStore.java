package org.helixbook.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.data.ContentCheck.Outcome;
import org.helixbook.data.ContentCheck.Result;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.AtomicFile;
import org.helixbook.storage.FolderContent;
import org.helixbook.storage.FolderLock;

/**
 * Gets data sets and keeps them: looks into the mirror folder, then into the cache, and then asks
 * the sources in the manifest's order (a Debian package, servers). Nothing is handed out unchecked,
 * and a file in the cache is whole or absent, whatever stopped the work.
 *
 * <p>A checksum that the manifest does not know is recorded beside the file ({@code FILE.sha256})
 * when it is first fetched, and holds from then on.
 */
public final class DatasetStore {
  private final DataManifest manifest;
  private final StoreSettings settings;
  private final Optional<PackageFetcher> packages;
  private final ResumableDownload download;

  /**
   * A store.
   *
   * @param manifest which data sets there are
   * @param settings where files are kept
   */
  public DatasetStore(DataManifest manifest, StoreSettings settings) {
    this(manifest, settings, AptGet.onThePath(), ResumableDownload::openPart);
  }

  DatasetStore(
      DataManifest manifest,
      StoreSettings settings,
      Optional<PackageFetcher> packages,
      ResumableDownload.PartWriter writer) {
    this.manifest = manifest;
    this.settings = settings;
    this.packages = packages;
    this.download = new ResumableDownload(settings, writer);
  }

  /**
   * The store of this build's manifest with the settings of the user's environment.
   *
   * @return a store
   */
  public static DatasetStore fromEnvironment() {
    return new DatasetStore(DataManifest.bundled(), StoreSettings.fromEnvironment());
  }

  /** Which data sets there are. */
  public DataManifest manifest() {
    return manifest;
  }

  /** Where files are kept. */
  public StoreSettings settings() {
    return settings;
  }

  /**
   * Gets a data set and checks it.
   *
   * @param progress told of each download
   * @return its files, each checked
   * @throws InputProblem if a file cannot be had or is wrong; the files that are right stay
   */
  public PreparedData prepare(String name, Progress progress) {
    DataSet set = manifest.dataSet(name);
    try {
      Map<String, Path> places = new LinkedHashMap<>();
      for (DataFile file : set.files()) {
        Optional<Path> local = checkedLocal(set, file);
        places.put(file.name(), local.isPresent() ? local.get() : fetchAlone(set, file, progress));
      }
      return new PreparedData(set, places);
    } catch (UncheckedIOException e) {
      throw CacheTrouble.of(folder(set), e.getCause());
    } catch (IOException e) {
      throw CacheTrouble.of(folder(set), e);
    }
  }

  /**
   * Where a data set's files are; they are not checked.
   *
   * @return its state
   */
  public DataState state(String name) {
    DataSet set = manifest.dataSet(name);
    if (set.role() == Role.EMBEDDED) {
      return DataState.EMBEDDED;
    }
    int mirrored = 0;
    int cached = 0;
    for (DataFile file : set.files()) {
      if (inMirror(set, file.name()).isPresent()) {
        mirrored++;
      } else if (Files.isRegularFile(inCache(set, file))) {
        cached++;
      }
    }
    int all = set.files().size();
    if (mirrored == all) {
      return DataState.MIRRORED;
    }
    if (mirrored + cached == all) {
      return DataState.CACHED;
    }
    return mirrored + cached == 0 ? DataState.ABSENT : DataState.PARTLY;
  }

  /**
   * Checks all files that are here, and changes nothing.
   *
   * @param progress told of each file
   * @return one finding a file, in the manifest's order
   */
  public List<Finding> verify(Progress progress) {
    List<Finding> findings = new ArrayList<>();
    long count = manifest.dataSets().stream().mapToLong(set -> set.files().size()).sum();
    progress.begin("checking the data sets", count, "files");
    for (DataSet set : manifest.dataSets()) {
      for (DataFile file : set.files()) {
        findings.add(finding(set, file));
        progress.advance(findings.size(), set.name());
      }
    }
    progress.end("checked");
    return findings;
  }

  private Finding finding(DataSet set, DataFile file) {
    try {
      Path place = inMirror(set, file.name()).orElse(inCache(set, file));
      Result result;
      if (set.role() == Role.EMBEDDED) {
        Path copy = Files.createTempFile("helixbook-", ".check");
        try {
          copyResource(file, copy);
          result = ContentCheck.check(copy, file, file.sources(), Optional.empty());
        } finally {
          Files.deleteIfExists(copy);
        }
      } else if (Files.isRegularFile(place)) {
        result = ContentCheck.check(place, file, file.sources(), recorded(set, file));
      } else {
        return new Finding(set.name(), file.name(), Finding.Verdict.ABSENT, "");
      }
      return switch (result.outcome()) {
        case RIGHT, RIGHT_SEQUENCES ->
            new Finding(set.name(), file.name(), Finding.Verdict.RIGHT, "");
        case NOTHING_TO_COMPARE ->
            new Finding(
                set.name(),
                file.name(),
                Finding.Verdict.UNKNOWN,
                "no checksum is known; its SHA-256 is " + result.sha256());
        case WRONG ->
            new Finding(
                set.name(), file.name(), Finding.Verdict.WRONG, place + ": " + result.difference());
      };
    } catch (InputProblem | IOException e) {
      return new Finding(set.name(), file.name(), Finding.Verdict.WRONG, e.getMessage());
    }
  }

  private Path folder(DataSet set) {
    return settings.cache().resolve(set.name());
  }

  private Path inCache(DataSet set, DataFile file) {
    return folder(set).resolve(file.name());
  }

  private Path sideFile(DataSet set, DataFile file) {
    return folder(set).resolve(file.name() + ".sha256");
  }

  /** A link to nothing is no file that is missing. */
  private Optional<Path> inMirror(DataSet set, String fileName) {
    settings
        .mirror()
        .ifPresent(mirror -> FolderContent.refuseBrokenLink(mirror.resolve(set.name())));
    return settings.mirror().stream()
        .flatMap(
            mirror ->
                Stream.of(mirror.resolve(set.name()).resolve(fileName), mirror.resolve(fileName)))
        .peek(FolderContent::refuseBrokenLink)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** What an earlier fetch recorded, or else what a side file in the mirror says. */
  private Optional<String> recorded(DataSet set, DataFile file) throws IOException {
    Optional<String> own = ContentCheck.recorded(sideFile(set, file));
    Optional<Path> mirrored = inMirror(set, file.name() + ".sha256");
    return own.isPresent() || mirrored.isEmpty() ? own : ContentCheck.recorded(mirrored.get());
  }

  /** The file in the mirror folder or in the cache, if it is there, after a check. */
  private Optional<Path> checkedLocal(DataSet set, DataFile file) throws IOException {
    Optional<Path> mirrored = inMirror(set, file.name());
    if (mirrored.isPresent()) {
      Path path = mirrored.get();
      Result result = ContentCheck.check(path, file, file.sources(), recorded(set, file));
      if (result.outcome() == Outcome.WRONG) {
        throw new InputProblem(
            path.toString(),
            result.difference(),
            "put the right file into the mirror folder, or remove this one");
      }
      keepSum(set, file, result);
      return mirrored;
    }
    Path path = inCache(set, file);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    Result result = ContentCheck.check(path, file, file.sources(), recorded(set, file));
    if (result.outcome() == Outcome.WRONG) {
      Path aside = path.resolveSibling(path.getFileName() + ".wrong");
      AtomicFile.moveIntoPlace(path, aside);
      throw new InputProblem(
          path.toString(),
          result.difference(),
          "it was moved to "
              + aside.getFileName()
              + ": run this again to fetch it anew, or, if the new one is right, delete "
              + sideFile(set, file).getFileName());
    }
    keepSum(set, file, result);
    return Optional.of(path);
  }

  /** Records a SHA-256 that the manifest does not know; it also spares reading FASTA again. */
  private void keepSum(DataSet set, DataFile file, Result result) throws IOException {
    if (result.outcome() == Outcome.RIGHT_SEQUENCES
        || result.outcome() == Outcome.NOTHING_TO_COMPARE) {
      ContentCheck.record(sideFile(set, file), result.sha256(), file.name());
    }
  }

  private Path fetchAlone(DataSet set, DataFile file, Progress progress) throws IOException {
    Files.createDirectories(folder(set));
    FolderLock lock =
        FolderLock.acquire(
            folder(set),
            settings.patience(),
            "another process is fetching into this folder",
            "wait until it has finished and run this again");
    try {
      // Another process may have fetched it while this one waited.
      Optional<Path> local = checkedLocal(set, file);
      return local.isPresent() ? local.get() : fetch(set, file, progress);
    } finally {
      lock.close();
    }
  }

  private Path fetch(DataSet set, DataFile file, Progress progress) throws IOException {
    List<SourceFailure> failures = new ArrayList<>();
    for (Source source : file.sources()) {
      try {
        if (source instanceof Source.Embedded) {
          fetchEmbedded(set, file);
        } else if (source instanceof Source.Debian debian) {
          fetchFromPackage(set, file, debian, progress);
        } else if (source instanceof Source.Url url) {
          fetchFromServer(set, file, url, progress);
        } else {
          throw new SourceFailure(
              "mirror folder",
              settings.mirror().map(Path::toString).orElse("none is given")
                  + (settings.mirror().isPresent() ? " does not hold it" : ""),
              "set "
                  + StoreSettings.MIRROR_VARIABLE
                  + " to a folder that holds "
                  + set.name()
                  + "/"
                  + file.name()
                  + " ('helixbook data show "
                  + set.name()
                  + "' says how to make it)");
        }
        return inCache(set, file);
      } catch (SourceFailure e) {
        failures.add(e);
      }
    }
    if (failures.size() == 1) {
      throw failures.get(0).asProblem();
    }
    throw new InputProblem(
        "data set " + set.name() + ", file " + file.name(),
        "none of its sources gives it ("
            + failures.stream().map(SourceFailure::what).collect(Collectors.joining(" | "))
            + ")",
        "run this again later, or get it by hand as 'helixbook data show " + set.name() + "' says");
  }

  private void fetchEmbedded(DataSet set, DataFile file) throws IOException, SourceFailure {
    Path copy = Files.createTempFile(folder(set), "." + flat(file) + "-", ".part");
    try {
      copyResource(file, copy);
      accept(set, file, file.sources().get(0), copy, "the kit's jar", "build the kit again");
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static void copyResource(DataFile file, Path target) throws IOException {
    if (!(file.sources().get(0) instanceof Source.Embedded embedded)) {
      throw new InputProblem(
          file.name(),
          "its data set is embedded, but its first source is not",
          "mend the manifest");
    }
    try (InputStream in =
        DatasetStore.class.getClassLoader().getResourceAsStream(embedded.resource())) {
      if (in == null) {
        throw new InputProblem(
            embedded.resource(), "it is not in the kit's jar", "build the kit again with Maven");
      }
      AtomicFile.write(target, in::transferTo);
    }
  }

  /** Takes this and the other absent files of the same package out in one pass. */
  private void fetchFromPackage(DataSet set, DataFile file, Source.Debian source, Progress progress)
      throws IOException, SourceFailure {
    Optional<Path> mirrored = inMirror(set, source.fileName());
    String where = "Debian package " + source.aptName();
    if (mirrored.isEmpty() && packages.isEmpty()) {
      throw new SourceFailure(
          where,
          "this system has no apt-get",
          "put " + source.fileName() + " into the mirror folder");
    }
    Path work = Files.createTempDirectory(folder(set), ".package-");
    try {
      Path deb =
          mirrored.isPresent() ? mirrored.get() : packages.get().fetch(source, work, progress);
      Map<String, Path> targets = new LinkedHashMap<>();
      Map<DataFile, Source.Debian> wanted = new LinkedHashMap<>();
      for (DataFile other : set.files()) {
        for (Source one : other.sources()) {
          if (one instanceof Source.Debian debian
              && debian.packageSha256().equals(source.packageSha256())
              && (other.equals(file) || !Files.exists(inCache(set, other)))) {
            wanted.put(other, debian);
            targets.put(debian.path(), work.resolve(other.name()));
          }
        }
      }
      try {
        DebianPackage.extractAll(deb, source.packageSha256(), targets);
      } catch (InputProblem e) {
        if (mirrored.isPresent()) {
          throw e; // whoever keeps the mirror must know
        }
        throw new SourceFailure(where, e.getMessage(), "run this again later");
      }
      for (Map.Entry<DataFile, Source.Debian> one : wanted.entrySet()) {
        DataFile other = one.getKey();
        accept(
            set, other, one.getValue(), work.resolve(other.name()), where, "tell its maintainer");
      }
    } finally {
      delete(work);
    }
  }

  private void fetchFromServer(DataSet set, DataFile file, Source.Url source, Progress progress)
      throws IOException, SourceFailure {
    Path part = folder(set).resolve("." + flat(file) + ".part");
    download.fetch(source.url(), part, progress);
    try {
      accept(
          set,
          file,
          source,
          part,
          source.url().toString(),
          "the download was thrown away: run this again, or get the file by hand as 'helixbook data"
              + " show "
              + set.name()
              + "' says");
    } finally {
      ResumableDownload.discard(part);
    }
  }

  /** Checks a finished file and moves it into place, or leaves it for the caller to delete. */
  private void accept(
      DataSet set, DataFile file, Source source, Path finished, String where, String mend)
      throws IOException, SourceFailure {
    Result result =
        ContentCheck.check(
            finished, file, List.of(source), ContentCheck.recorded(sideFile(set, file)));
    if (result.outcome() == Outcome.WRONG) {
      throw new SourceFailure("file " + file.name() + " from " + where, result.difference(), mend);
    }
    keepSum(set, file, result);
    Files.createDirectories(inCache(set, file).getParent());
    AtomicFile.moveIntoPlace(finished, inCache(set, file));
  }

  /** Its name without folders, for a file that is only being made. */
  private static String flat(DataFile file) {
    return file.name().replace('/', '-');
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
