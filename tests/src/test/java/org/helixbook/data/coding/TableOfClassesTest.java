package org.helixbook.data.coding;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableOfClassesTest {
  private static final String SPLIT =
      """
      sequence,coding,split
      AAAAAA,1,training
      AAAAAC,0,training
      AAAACC,1,test
      AAACCC,1,training
      AACCCC,0,test
      ACCCCC,0,training
      CCCCCC,0,validation
      """;

  @TempDir Path folder;

  private CodingSource source(String content, SplitName split) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.csv"), content);
    return CodingSource.of(file.toString(), split, new Seeds(3));
  }

  private static Set<String> bases(LabelledSequences set) {
    return set.sequences().stream()
        .map(DnaSequence::bases)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void itsOwnColumnSplitsItAndOneIsCoding() throws IOException {
    CodingSource source = source(SPLIT, SplitName.GENE_DISJOINT);
    assertEquals("mine.csv", source.name());
    SequenceSplit split = source.windows();
    assertEquals(Set.of("AAAAAA", "AAAAAC", "AAACCC", "ACCCCC"), bases(split.train()));
    assertArrayEquals(new int[] {0, 0, 1, 1}, split.train().labels());
    assertEquals(
        List.of("AAAACC", "AACCCC"),
        split.test().sequences().stream().map(DnaSequence::bases).toList());
    assertArrayEquals(new int[] {0, 1}, split.test().labels());
    assertEquals(1L, split.counts().get("LNSD: validation rows, left out"));
    assertEquals(0L, split.counts().get("rows whose label is not known, left out"));
    SequenceSplit lacking =
        source(SPLIT.replace("AAAAAC,0", "AAAAAC,"), SplitName.GENE_DISJOINT).windows();
    assertEquals(Set.of("AAAAAA", "AAACCC", "ACCCCC"), bases(lacking.train()));
    assertEquals(1L, lacking.counts().get("rows whose label is not known, left out"));
    SequenceSplit fewer = source.drawn(1, 1).windows();
    assertArrayEquals(new int[] {0, 1}, fewer.train().labels());
    assertEquals(1L, fewer.counts().get("CDN: windows beyond the limit, left out"));
    assertEquals(3, source.cutTo(3).windows().test().sequences().get(0).length());
  }

  @Test
  void withoutOneAFifthOfEachClassIsTheTestSet() throws IOException {
    StringBuilder rows = new StringBuilder("sequence\tx\n");
    for (String first : List.of("AC", "CA", "GG", "TT", "AG")) {
      for (String last : List.of("AA", "CA")) {
        rows.append(first).append("ACGTACG").append(last).append("\t1\n");
        rows.append(first).append("TTTTTTT").append(last).append("\t0\n");
      }
    }
    SequenceSplit split = source(rows.toString(), SplitName.GENE_DISJOINT).windows();
    assertArrayEquals(new int[] {0, 0, 1, 1}, split.test().labels());
    assertEquals(16, split.train().size());
    assertEquals(5, source(SPLIT, SplitName.RANDOM).windows().train().size(), "of 3 and 4 rows");
    SequenceSplit fold =
        source(rows.toString(), SplitName.GENE_DISJOINT).holdingOut(1, 4).windows();
    assertEquals(12, fold.train().size());
    assertEquals(4, fold.test().size());
  }

  @Test
  void severalLabelsAndAClassWithoutTestRowsAreRefused() throws IOException {
    CodingSource several = source("sequence,a,b\nACG,1,0\n", SplitName.RANDOM);
    assertTold(
        assertThrows(InputProblem.class, several::windows).getMessage(),
        folder.resolve("mine.csv") + ", line 1",
        "a, b");
    CodingSource lacking =
        source(SPLIT.replace("AAAACC,1,test", "AAAACC,1,training"), SplitName.GENE_DISJOINT);
    assertTold(
        assertThrows(InputProblem.class, lacking::windows).getMessage(),
        folder.resolve("mine.csv").toString(),
        "label 1",
        "test");
    CodingSource single = source("sequence,a\nACG,1\nACC,1\n", SplitName.RANDOM);
    assertTold(
        assertThrows(InputProblem.class, single::windows).getMessage(),
        folder.resolve("mine.csv").toString(),
        "label 0");
  }
}
