package org.helixbook.data.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The coding windows of the sets that are cut in frame. */
class OpenFramesOfSetsTest {
  @ParameterizedTest
  @CsvSource({"human-coding-600, 1000", "ustilago-coding-600, 400"})
  void codingWindowsReadThroughWithoutAStopCodon(String set, int coding) {
    List<CodingWindow> windows =
        CodingSet.load(set).windows().stream()
            .filter(window -> window.className().equals("CDN"))
            .toList();
    assertEquals(coding, windows.size());
    for (CodingWindow window : windows) {
      String bases = window.sequence().bases();
      for (int i = 0; i < 600; i += 3) {
        String codon = bases.substring(i, i + 3);
        assertFalse(List.of("TAA", "TAG", "TGA").contains(codon), window.id() + " at " + i);
      }
    }
  }
}
