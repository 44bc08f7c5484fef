package org.helixbook.kernel.magic;

import java.util.List;
import org.helixbook.kernel.failure.CellFailure;

/** Runs a line magic by its name. */
public final class LineMagics {
  private final ClasspathMagic classpath;

  /**
   * Makes the magics.
   *
   * @param classpath does what {@code %classpath} and {@code %jars} ask
   */
  public LineMagics(ClasspathMagic classpath) {
    this.classpath = classpath;
  }

  /**
   * Runs one line.
   *
   * @param line the line, starting with a percent sign
   * @throws CellFailure if there is no such magic, or it cannot do what is asked
   */
  public void run(String line) throws CellFailure {
    List<String> words = List.of(line.strip().split("\\s+"));
    List<String> arguments = words.subList(1, words.size());
    switch (words.get(0)) {
      case "%classpath" -> classpath.addPaths(arguments);
      case "%jars" -> classpath.addJars(arguments);
      default ->
          throw CellFailure.sentence(
              "UnknownMagic",
              words.get(0)
                  + " is not a magic of this kernel; it has %classpath and %jars,"
                  + " each followed by paths");
    }
  }
}
