package org.helixbook.databuilder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.helixbook.databuilder.OrfFinder.Orf;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrfFinderTest {

  @ParameterizedTest
  @CsvSource({
    // sequence, start, end (stop codon not counted)
    "ATGTAA, 0, 3",
    "CATGAAATGA, 1, 7", // the second ATG, at 6, has no stop codon in its frame
    "ATGATGCCCTAG, 0, 9", // the first ATG of a frame counts
    "CCATGCCCTGACATGCCCAAATGA, 12, 21", // the longer one, in another frame
    "ATGCCCTAAATGGGGTAA, 0, 6", // two of the same length: the first
    "ATGCCCNNNCCCTAAATGTAA, 15, 18", // not across N
  })
  void findsTheLongest(String bases, int start, int end) {
    assertEquals(Optional.of(new Orf(start, end)), longest(bases));
  }

  @Test
  void needsBothAStartAndAStop() {
    assertEquals(Optional.empty(), longest(""));
    assertEquals(Optional.empty(), longest("AT"));
    assertEquals(Optional.empty(), longest("ATGCCCCCC"));
    assertEquals(Optional.empty(), longest("CCCCCCTAA"));
    assertEquals(Optional.empty(), longest("ATGCNCTAA"));
    assertEquals(Optional.empty(), longest("ATGCTAA"));
  }

  /** A regular expression finds the same, by another way. */
  @Property
  void agreesWithARegularExpression(
      @ForAll @StringLength(max = 120) @Chars({'A', 'C', 'G', 'T'}) String bases) {
    Pattern orf = Pattern.compile("ATG(?:(?!TAA|TAG|TGA)[ACGT]{3})*+(?=TAA|TAG|TGA)");
    int best = 0;
    int start = -1;
    for (int i = 0; i < bases.length(); i++) {
      Matcher here = orf.matcher(bases).region(i, bases.length());
      here.useTransparentBounds(true);
      if (here.lookingAt() && here.end() - i > best) {
        best = here.end() - i;
        start = i;
      }
    }
    Optional<Orf> expected =
        best == 0 ? Optional.empty() : Optional.of(new Orf(start, start + best));
    assertEquals(expected, longest(bases));
  }

  /** An ORF on the reverse strand, mapped to the genome and read back, is the same ORF. */
  @Property
  void anOrfOnTheReverseStrandIsReadBackFromTheGenome(
      @ForAll @StringLength(min = 1, max = 120) @Chars({'A', 'C', 'G', 'T', 'N'}) String bases) {
    DnaSequence there = DnaSequence.of("chr1", bases);
    Genome genome = new Genome(List.of(there));
    SplicedGene gene =
        new SplicedGene(
            "1", List.of(new GenomicInterval("chr1", 0, bases.length(), Strand.REVERSE)));
    OrfFinder.longest(there.reverseComplement())
        .ifPresent(
            orf -> {
              String read =
                  SplicedGene.read(genome, "orf", gene.pieces(orf.start(), orf.end())).bases();
              assertEquals(orf.length(), read.length());
              assertTrue(read.matches("ATG([ACGT]{3})*"), read);
            });
  }

  private static Optional<Orf> longest(String bases) {
    return OrfFinder.longest(DnaSequence.of("test", bases));
  }
}
