package org.helixbook.data;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;

/** Fetches packages with {@code apt-get download}, which needs no root and installs nothing. */
record AptGet(Path program) implements PackageFetcher {
  private static final String MEND =
      "run 'apt-get update' as root and try again, or put the package into the mirror folder";

  /** The program if it is on the path of this process. */
  static Optional<PackageFetcher> onThePath() {
    return on(Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  /** The program if it is in one of these folders, the first of several. */
  static Optional<PackageFetcher> on(String path) {
    return Arrays.stream(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, "apt-get").toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(AptGet::new);
  }

  @Override
  public Path fetch(Source.Debian source, Path folder, Progress progress) throws SourceFailure {
    String where = "Debian package " + source.aptName();
    Path log = folder.resolve("apt-get.log");
    progress.begin(where, source.packageBytes(), "bytes");
    String summary = "stopped";
    try {
      Process process =
          new ProcessBuilder(program.toString(), "download", source.aptName())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        while (!process.waitFor(250, TimeUnit.MILLISECONDS)) {
          progress.advance(bytesIn(folder), "");
        }
      } finally {
        process.destroy();
      }
      Path deb = find(folder).orElse(null);
      if (process.exitValue() != 0 || deb == null) {
        String complaint = lastLine(log);
        if (complaint.contains("No space left on device")) {
          throw CacheTrouble.of(folder.getParent(), new IOException(complaint));
        }
        throw new SourceFailure(where, "apt-get says: " + complaint, MEND);
      }
      progress.advance(Files.size(deb), "");
      summary = "fetched";
      return deb;
    } catch (IOException e) {
      throw new SourceFailure(where, "apt-get cannot be run (" + e.getMessage() + ")", MEND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputProblem(where, "the download was interrupted", "run it again", e);
    } finally {
      progress.end(summary);
    }
  }

  private static Optional<Path> find(Path folder) throws IOException {
    try (DirectoryStream<Path> debs = Files.newDirectoryStream(folder, "*.deb")) {
      for (Path deb : debs) {
        return Optional.of(deb);
      }
      return Optional.empty();
    }
  }

  private static long bytesIn(Path folder) throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        sum += file.toFile().length(); // 0 for a file that was just renamed
      }
    }
    return sum;
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("E:"))
            .toList();
    return lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1).substring(2).strip();
  }
}
