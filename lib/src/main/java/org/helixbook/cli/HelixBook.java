package org.helixbook.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.function.Supplier;
import org.helixbook.data.DatasetStore;
import org.helixbook.feedback.InputProblem;
import org.helixbook.notebook.KitVariable;
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
  /** As of a program that SIGPIPE ends. */
  private static final int READER_GONE = 141;

  private HelixBook() {}

  /** Runs the program and ends the process. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // libraries, too, write numbers alike in every country
    try {
      KitVariable.check(System.getenv(), KitFolder.root());
    } catch (InputProblem e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    int code =
        program(
                DatasetStore::fromEnvironment,
                RunStore::fromEnvironment,
                () -> new InputStreamReader(System.in, Charset.defaultCharset()))
            .execute(arguments);
    System.exit(System.out.checkError() ? outputBrokeOff() : code);
  }

  /**
   * A table that goes into a file of a full disk would end in the middle, and nobody would know:
   * streams that print keep their failures to themselves. Whoever reads no further, such as head,
   * knows.
   */
  private static int outputBrokeOff() {
    String reason = "it was closed";
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write('\n');
    } catch (IOException e) {
      reason = e.getMessage();
    }
    if ("Broken pipe".equals(reason)) {
      return READER_GONE;
    }
    System.err.println(
        "helixbook: the output could not be written to its end ("
            + reason
            + "); make room, and give the same command again");
    return 2;
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
            .addSubcommand(new PlayCommand(KitFolder.root()))
            .addSubcommand(new ReferenceCommand(KitFolder.root()))
            .addSubcommand(new KernelspecCommand())
            .addSubcommand(new SweepCommand(runs))
            .addSubcommand(new ReportCommand(runs))
            .addSubcommand(new PublishCommand())
            .addSubcommand(new BundleCommand(KitFolder.root()));
    answerToHelp(program);
    return program.setExecutionExceptionHandler(
        (problem, command, parsed) -> {
          String sentence;
          if (problem instanceof InputProblem) {
            sentence = problem.getMessage();
          } else if (problem instanceof IOException || problem instanceof UncheckedIOException) {
            sentence =
                "helixbook "
                    + command.getCommandName()
                    + ": a file cannot be read or written ("
                    + problem.getMessage()
                    + "); make room or mend the path, and give the same command again";
          } else {
            throw problem;
          }
          PrintWriter err = command.getErr();
          err.println(sentence);
          err.flush();
          return 2;
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
