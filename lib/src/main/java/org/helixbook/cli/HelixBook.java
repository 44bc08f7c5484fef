package org.helixbook.cli;

import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.helixbook.data.DatasetStore;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunStore;
import org.helixbook.storage.KitFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The program {@code helixbook}. Exit codes: 0 done; 1 a check found something wrong; 2 the input
 * cannot be used, which one sentence on the error stream explains.
 */
@Command(
    name = "helixbook",
    description =
        "Data sets, trainings, predictions, reports and kernels of the kit, and a place to play.",
    subcommands = HelpCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class HelixBook {
  private HelixBook() {}

  /** Runs the program and ends the process. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // libraries, too, write numbers alike in every country
    System.exit(
        program(
                DatasetStore::fromEnvironment,
                RunStore::fromEnvironment,
                () -> new InputStreamReader(System.in, Charset.defaultCharset()))
            .execute(arguments));
  }

  /**
   * The whole program, ready to be given a command line.
   *
   * @param store makes the store of data sets when a command first needs it
   * @param runs makes the store of runs when a command first needs it
   * @param answers where the answers to questions come from
   * @return the program; its output and error streams can be replaced
   */
  public static CommandLine program(
      Supplier<DatasetStore> store, Supplier<RunStore> runs, Supplier<Reader> answers) {
    CommandLine program =
        new CommandLine(new HelixBook())
            .addSubcommand(new DataCommand(store))
            .addSubcommand(new RunsCommand(runs, answers))
            .addSubcommand(new PredictCommand(runs))
            .addSubcommand(new PlayCommand(KitFolder.root(Path.of(""))))
            .addSubcommand(new ReferenceCommand(KitFolder.root(Path.of(""))))
            .addSubcommand(new KernelspecCommand())
            .addSubcommand(new SweepCommand(runs))
            .addSubcommand(new ReportCommand(runs))
            .addSubcommand(new PublishCommand());
    answerToHelp(program);
    return program.setExecutionExceptionHandler(
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

  /** Who does not know a program yet tries --help, behind whatever he has typed so far. */
  private static void answerToHelp(CommandLine command) {
    if (command.getCommand() instanceof HelpCommand) {
      return;
    }
    command
        .getCommandSpec()
        .addOption(OptionSpec.builder("-h", "--help").usageHelp(true).hidden(true).build());
    command.getSubcommands().values().forEach(HelixBook::answerToHelp);
  }
}
