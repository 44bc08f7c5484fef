package org.helixbook.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.helixbook.dataset.DatasetStore;
import org.helixbook.feedback.InputProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The program {@code helixbook}. Exit codes: 0 done; 1 a check found something wrong; 2 the input
 * cannot be used, which one sentence on the error stream explains.
 */
@Command(
    name = "helixbook",
    description = "Re-runs two genomic deep-learning papers.",
    subcommands = HelpCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class HelixBook {
  private HelixBook() {}

  /**
   * Runs the program and ends the process.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(program(DatasetStore::fromEnvironment).execute(arguments));
  }

  /**
   * The whole program, ready to be given a command line.
   *
   * @param store makes the store of data sets when a command first needs it
   * @return the program; its output and error streams can be replaced
   */
  public static CommandLine program(Supplier<DatasetStore> store) {
    CommandLine data =
        new CommandLine(new DataCommand())
            .addSubcommand(new DataListCommand(store))
            .addSubcommand(new DataFetchCommand(store))
            .addSubcommand(new DataVerifyCommand(store))
            .addSubcommand(new DataShowCommand(store));
    return new CommandLine(new HelixBook())
        .addSubcommand(data)
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              if (problem instanceof InputProblem) {
                PrintWriter err = command.getErr();
                err.println(problem.getMessage());
                err.flush();
                return 2;
              }
              throw problem;
            });
  }
}
