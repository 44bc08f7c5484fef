package org.helixbook.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What came of a command line; line ends are LF.
 *
 * @param status the exit status
 * @param out what went to the output
 * @param err what went to the error stream
 */
record Said(int status, String out, String err) {
  /** Runs a program. */
  static Said by(CommandLine program, String... arguments) {
    StringWriter written = new StringWriter();
    StringWriter complained = new StringWriter();
    int status =
        program
            .setOut(new PrintWriter(written, true))
            .setErr(new PrintWriter(complained, true))
            .execute(arguments);
    return new Said(status, text(written), text(complained));
  }

  private static String text(StringWriter writer) {
    return writer.toString().replace(System.lineSeparator(), "\n");
  }
}
