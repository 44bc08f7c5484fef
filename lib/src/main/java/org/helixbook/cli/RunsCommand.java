package org.helixbook.cli;

import picocli.CommandLine.Command;

/** Groups the commands about runs. */
@Command(
    name = "runs",
    description = "Lists, shows, compares, resumes, exports and removes trainings.",
    synopsisSubcommandLabel = "COMMAND")
final class RunsCommand {}
