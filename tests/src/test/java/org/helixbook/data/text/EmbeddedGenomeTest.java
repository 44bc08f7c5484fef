package org.helixbook.data.text;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.helixbook.data.DataManifest;
import org.helixbook.data.EmbeddedFile;
import org.helixbook.data.Role;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.TwoBitSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Digest;
import org.junit.jupiter.api.Test;

class EmbeddedGenomeTest {

  @Test
  void escherichiaColiIsThePapersLength() {
    TwoBitSequence genome = EmbeddedGenome.ESCHERICHIA_COLI.load();
    assertEquals(4_639_675, genome.length());
    assertEquals(
        "05dc7a37701cdc6bcf154344a227983d",
        Digest.m5(genome.subsequence(0, genome.length()).toBytes()));
  }

  @Test
  void plasmodiumFalciparumsLargestChromosomeIsWhole() {
    TwoBitSequence genome = EmbeddedGenome.PLASMODIUM_FALCIPARUM_14.load();
    assertEquals(3_291_871, genome.length());
    assertEquals(
        "03d21468ae712ffe4f1c62d54e4c2e2a",
        Digest.m5(genome.subsequence(0, genome.length()).toBytes()));
    assertEquals(genome.length(), EmbeddedGenome.PLASMODIUM_FALCIPARUM_14.digest().length());
  }

  @Test
  void aSequenceComesBackAndTheSameOneGivesTheSameBytes() {
    TwoBitSequence sequence = TwoBitSequence.of(DnaSequence.of("s", "ACGTNNACG"));
    byte[] file = EmbeddedGenome.compress(sequence);
    TwoBitSequence back = EmbeddedGenome.decompress("s", file);
    assertEquals(9, back.length());
    assertEquals("ACGTNNACG", back.subsequence(0, 9).bases());
    assertArrayEquals(file, EmbeddedGenome.compress(sequence));
    byte[] cut = Arrays.copyOf(file, file.length - 20);
    assertThrows(InputProblem.class, () -> EmbeddedGenome.decompress("s", cut));
  }

  @Test
  void aChangedFileIsRefused() {
    assertTold(
        assertThrows(InputProblem.class, () -> EmbeddedFile.check("x", new byte[0], "00"))
            .getMessage(),
        "x",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "00",
        "rebuild-data.sh");
    assertThrows(InputProblem.class, () -> EmbeddedFile.read("microbe-genomes", "none"));
  }

  @Test
  void theEmbeddedSetsFitTheirEightMegabytes() {
    long bytes =
        DataManifest.bundled().dataSets().stream()
            .filter(set -> set.role() == Role.EMBEDDED)
            .flatMap(set -> set.files().stream())
            .mapToLong(file -> file.bytes().orElseThrow())
            .sum();
    assertEquals(true, bytes <= 8_000_000, () -> bytes + " bytes");
  }
}
