package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run keeps about the other notebooks that ran while it was computed. */
class RunEnvironmentTest {
  @ParameterizedTest
  @CsvSource({"2, 2", "12, 12", "9999, 9999", "1, ", ", ", "'', ", "0, ", "-2, ", "two, "})
  void onlyANumberOfSeveralNotebooksIsKept(String variable, Integer kept) {
    assertEquals(
        kept == null ? OptionalInt.empty() : OptionalInt.of(kept),
        RunEnvironment.notebooksAtOnce(variable));
  }
}
