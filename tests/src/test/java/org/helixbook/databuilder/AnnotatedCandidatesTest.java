package org.helixbook.databuilder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatedCandidatesTest {
  private static final Genome GENOME =
      new Genome(
          List.of(
              DnaSequence.of("c1", TinyAnnotatedGenome.C1),
              DnaSequence.of("c2", TinyAnnotatedGenome.C2)));

  @TempDir Path folder;
  private final Tally tally = new Tally();

  private CodingAnnotation annotation(String gff3) throws IOException {
    return CodingAnnotation.readGff3(TinyAnnotatedGenome.gzip(folder.resolve("a.gff3.gz"), gff3));
  }

  private Map<String, Long> counts() {
    return tally.counts().stream()
        .collect(Collectors.toMap(BuildReport.Count::what, BuildReport.Count::number));
  }

  @Test
  void codingSequencesAreJoinedOnTheirStrandAndCut() throws IOException {
    List<List<Candidate>> genes =
        AnnotatedCandidates.coding(annotation(TinyAnnotatedGenome.GFF3), GENOME, 6, tally);
    assertEquals(
        List.of("ATGAAA", "ATGAAA", "ATGGGT"),
        genes.stream().map(gene -> gene.get(0).read(GENOME).bases()).toList());
    // Nine bases before the stop codon hold one window of six.
    assertEquals(List.of(1, 1, 1), genes.stream().map(List::size).toList());
    assertEquals(
        List.of(new GenomicInterval("c1", 36, 42, Strand.REVERSE)), genes.get(1).get(0).pieces());
    assertEquals(1, counts().get("dropped: does not begin with ATG"));
    assertEquals(3, counts().get("kept"));
  }

  @Test
  void aWindowMayCrossAnIntron() throws IOException {
    List<List<Candidate>> genes =
        AnnotatedCandidates.coding(annotation(TinyAnnotatedGenome.GFF3), GENOME, 9, tally);
    assertEquals(
        List.of(
            new GenomicInterval("c1", 4, 10, Strand.FORWARD),
            new GenomicInterval("c1", 14, 17, Strand.FORWARD)),
        genes.get(0).get(0).pieces());
    assertEquals("ATGAAACCC", genes.get(0).get(0).read(GENOME).bases());
  }

  @Test
  void everyFaultOfAGeneIsCounted() throws IOException {
    String faulty =
        TinyAnnotatedGenome.cds("c1", 5, 9, '+', "half")
            + TinyAnnotatedGenome.cds("c1", 5, 10, '+', "endless")
            + TinyAnnotatedGenome.cds("c2", 17, 31, '+', "unknown")
            + TinyAnnotatedGenome.cds("c1", 5, 10, '+', "touching")
            + TinyAnnotatedGenome.cds("c1", 11, 16, '+', "touching")
            + TinyAnnotatedGenome.cds("c1", 5, 10, '+', "torn")
            + TinyAnnotatedGenome.cds("c2", 5, 10, '+', "torn")
            + TinyAnnotatedGenome.cds("c1", 55, 63, '+', "beyond")
            + TinyAnnotatedGenome.cds("c2", 5, 16, '+', "short");
    assertEquals(List.of(), AnnotatedCandidates.coding(annotation(faulty), GENOME, 12, tally));
    assertEquals(
        new TreeMap<>(
            Map.of(
                "with coding sequence", 7L,
                "dropped: not whole codons", 1L,
                "dropped: does not end with a stop codon", 1L,
                "dropped: holds N", 1L,
                "dropped: its pieces touch or overlap", 1L,
                "dropped: on several chromosomes or both strands", 1L,
                "dropped: beyond the bases at hand", 1L,
                "dropped: shorter than a window", 1L)),
        new TreeMap<>(counts()));
  }

  @Test
  void aStopCodonInsideIsAFault() {
    Genome genome = new Genome(List.of(DnaSequence.of("c", "ATGTAAAAATGA")));
    CodingAnnotation annotation =
        new CodingAnnotation(Map.of("a", List.of(new GenomicInterval("c", 0, 12, Strand.FORWARD))));
    assertEquals(List.of(), AnnotatedCandidates.coding(annotation, genome, 3, tally));
    assertEquals(1, counts().get("dropped: a stop codon inside"));
  }

  @Test
  void windowsBetweenGenesKeepTheDistanceAndHaveNoN() throws IOException {
    List<List<Candidate>> stretches =
        AnnotatedCandidates.between(annotation(TinyAnnotatedGenome.GFF3), GENOME, 6, 2, tally);
    // c1: genes 4-20 and 30-42 leave 22-28 and 44-60; c2: 4-16 and 34-43 leave 18-32 and 45-50.
    assertEquals(
        List.of(List.of("c1:22-28"), List.of("c1:44-50", "c1:50-56"), List.of("c2:18-24")),
        stretches.stream()
            .map(
                stretch ->
                    stretch.stream()
                        .map(Candidate::span)
                        .map(one -> one.chromosome() + ":" + one.start() + "-" + one.end())
                        .toList())
            .toList());
    // c2:24-30 holds the N at 29.
    assertEquals(1, counts().get("windows dropped: with N"));
  }

  @Test
  void aFileWithoutCodingSequenceIsRefused() throws IOException {
    Path file = TinyAnnotatedGenome.gzip(folder.resolve("b.gff3.gz"), "# nothing\n");
    assertEquals(
        file + ": it holds no coding sequence; get the file anew",
        assertThrows(InputProblem.class, () -> CodingAnnotation.readGff3(file)).getMessage());
    Path broken = TinyAnnotatedGenome.gzip(folder.resolve("c.gff3.gz"), "one column\n");
    assertTrue(
        assertThrows(InputProblem.class, () -> CodingAnnotation.readGff3(broken))
            .getMessage()
            .startsWith(broken + ": it is not a GFF3 file ("));
  }
}
