package org.helixbook.data.chromatin;

import static org.helixbook.data.chromatin.WindowSamples.bases;
import static org.helixbook.data.chromatin.WindowSamples.tasks;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.junit.jupiter.api.Test;

class SideOverlapTest {
  private static GenomicInterval at(String chromosome, int start) {
    return new GenomicInterval(chromosome, start, start + 4, Strand.FORWARD);
  }

  @Test
  void countsTwinsAndNeighbours() {
    MultiLabelWindows all =
        MultiLabelWindows.builder(4, List.of("any"))
            .add(bases("AACC"), tasks(), at("c1", 100))
            .add(bases("GGTT"), tasks(), at("c2", 0)) // the reverse complement
            .add(bases("AAAA"), tasks(), at("c1", 104)) // touches on the right
            .add(bases("CCCC"), tasks(), at("c1", 96)) // touches on the left
            .add(bases("TATT"), tasks(), at("c1", 105)) // one base apart
            .add(bases("AACC"), tasks()) // a copy, place not known
            .build();
    ChromatinData data =
        new ChromatinData(
            "tiny",
            "random",
            all.rows(new int[] {0}),
            all.rows(new int[] {4}),
            all.rows(new int[] {1, 2, 3, 4, 5}),
            List.of());
    assertEquals(new SideOverlap("random", 2, 2, 5), SideOverlap.of(data));
  }
}
