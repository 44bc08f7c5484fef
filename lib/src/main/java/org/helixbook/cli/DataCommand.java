package org.helixbook.cli;

import picocli.CommandLine.Command;

/** Groups the commands about data sets. */
@Command(
    name = "data",
    description = "Lists, fetches, checks and describes the data sets.",
    synopsisSubcommandLabel = "COMMAND")
final class DataCommand {}
