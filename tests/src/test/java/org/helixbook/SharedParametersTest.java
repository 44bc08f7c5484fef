package org.helixbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notebooks that share a training: what decides the run must be the same in both. */
class SharedParametersTest {
  @Test
  void theComparisonFindsTheNetworkThatWasTrained() throws IOException {
    List<String> network = parameters("04-bigru.ipynb");
    List<String> comparison = parameters("05-rnn-versus-lr.ipynb");
    assertEquals(19, network.size());
    assertEquals(network, comparison.subList(0, network.size()));
  }

  private static List<String> parameters(String name) throws IOException {
    Path notebook =
        CommittedNotebooks.all().stream()
            .filter(path -> path.endsWith(Path.of("paper2-genome-rnn", name)))
            .findFirst()
            .orElseThrow();
    return CommittedNotebooks.codeCells(notebook).stream()
        .flatMap(cell -> CommittedNotebooks.source(cell).lines())
        .filter(line -> line.contains("book.parameter("))
        .toList();
  }
}
