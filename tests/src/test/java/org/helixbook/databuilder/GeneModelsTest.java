package org.helixbook.databuilder;

import static org.helixbook.dna.Strand.FORWARD;
import static org.helixbook.dna.Strand.REVERSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneModelsTest {
  //                                                          0         1         2
  //                                                          012345678901234567890123
  private static final DnaSequence ONE = DnaSequence.of("chr1", "AACCGGTTACGTACGTTTGGCCAA");
  private static final Genome GENOME =
      new Genome(List.of(ONE, DnaSequence.of("chr2", "ACGTACGTAC")));

  @Test
  void splicesAndMapsBackOnBothStrands() {
    List<GenomicInterval> exons = List.of(at(2, 5, FORWARD), at(8, 12, FORWARD));
    SplicedGene forward = new SplicedGene("7", exons);
    assertEquals("CCGACGT", forward.sequence(GENOME).bases());
    assertEquals(List.of(at(4, 5, FORWARD), at(8, 10, FORWARD)), forward.pieces(2, 5));
    assertEquals(List.of(at(9, 12, FORWARD)), forward.pieces(4, 7));
    SplicedGene reverse = new SplicedGene("7", List.of(at(2, 5, REVERSE), at(8, 12, REVERSE)));
    assertEquals("ACGTCGG", reverse.sequence(GENOME).bases());
    assertEquals(List.of(at(4, 5, REVERSE), at(8, 10, REVERSE)), reverse.pieces(2, 5));
    assertEquals(List.of(at(2, 4, REVERSE)), reverse.pieces(5, 7));
    assertEquals("GG", SplicedGene.read(GENOME, "x", reverse.pieces(5, 7)).bases());
  }

  @Test
  void mergesWhatOverlapsOrTouches() {
    assertEquals(
        List.of(at(1, 9, FORWARD), at(10, 12, FORWARD)),
        GeneModels.merge(
            List.of(at(10, 12, FORWARD), at(5, 9, FORWARD), at(1, 4, FORWARD), at(3, 5, FORWARD))));
  }

  @Test
  void dropsAndCountsGenesThatCannotBeSpliced() {
    Tally tally = new Tally();
    GeneModels genes =
        GeneModels.of(
            new ExonTable(
                List.of(
                    exon("kept", at(10, 14, REVERSE)),
                    exon("kept", at(2, 5, REVERSE)),
                    exon("strands", at(1, 2, FORWARD)),
                    exon("strands", at(4, 6, REVERSE)),
                    exon("chromosomes", at(1, 2, FORWARD)),
                    exon("chromosomes", new GenomicInterval("chrY", 4, 6, FORWARD)),
                    exon("beyond", at(20, 25, FORWARD)),
                    exon("elsewhere", new GenomicInterval("chrY", 4, 6, FORWARD)))),
            GENOME,
            tally);
    assertEquals(
        List.of(new SplicedGene("kept", List.of(at(2, 5, REVERSE), at(10, 14, REVERSE)))),
        genes.spliced());
    assertEquals(4, genes.spans().size());
    assertEquals(
        "[4, 1, 1, 1, 1]",
        tally.counts().stream().map(count -> count.number()).toList().toString());
  }

  @Test
  void readsSafWithPositionsFromOne(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("exons.txt");
    Files.writeString(file, "GeneID\tChr\tStart\tEnd\tStrand\n9\tchrX\t1\t3\t-\n8\t20\t5\t5\t+\n");
    assertEquals(
        List.of(
            exon("9", new GenomicInterval("chrX", 0, 3, REVERSE)),
            exon("8", new GenomicInterval("chr20", 4, 5, FORWARD))),
        ExonTable.readSaf(file).exons());
    Files.writeString(file, "GeneID\tChr\tStart\tEnd\tStrand\n9\tchrX\t1\t3\t?\n");
    assertEquals(
        file + ", line 2: a strand is + or -, not '?'; get the file anew",
        assertThrows(InputProblem.class, () -> ExonTable.readSaf(file)).getMessage());
  }

  private static GenomicInterval at(int start, int end, Strand strand) {
    return new GenomicInterval("chr1", start, end, strand);
  }

  private static ExonTable.Exon exon(String gene, GenomicInterval place) {
    return new ExonTable.Exon(gene, place);
  }
}
