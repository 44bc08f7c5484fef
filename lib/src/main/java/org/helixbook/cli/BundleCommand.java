package org.helixbook.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Packs the kit into one archive that runs without any network; a script of the kit does it. */
@Command(
    name = "bundle",
    description =
        "Packs the kit as it stands here, built, with Maven's repository and Debian's packages, into"
            + " one archive from which reproduce.sh runs without any network, on this machine's"
            + " Debian and processor.")
final class BundleCommand implements Callable<Integer> {
  private final Path root;

  @Parameters(paramLabel = "FILE", description = "The tar archive; it must not be there yet.")
  private Path file;

  BundleCommand(Path root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String script = root.resolve("environment/bundle/make-bundle.sh").toString();
    return new ProcessBuilder("bash", script, file.toAbsolutePath().toString())
        .inheritIO()
        .start()
        .waitFor();
  }
}
