package org.helixbook.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentCheckTest {
  private static final String SUM = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  @Test
  void aSideFileThatIsDamagedIsToldAsSuch() throws IOException {
    Path side = folder.resolve("a.fa.sha256");
    assertEquals(Optional.empty(), ContentCheck.recorded(side));
    ContentCheck.record(side, SUM, "a.fa");
    assertEquals(Optional.of(SUM), ContentCheck.recorded(side));
    byte[] content = Files.readAllBytes(side);
    content[7] ^= (byte) 0x80; // no longer UTF-8
    Files.write(side, content);
    assertEquals(
        side + ": it does not begin with a SHA-256; delete it, and the checksum is recorded anew",
        assertThrows(InputProblem.class, () -> ContentCheck.recorded(side)).getMessage());
  }
}
