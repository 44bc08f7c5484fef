package org.helixbook.model.bigru;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.helixbook.data.chromatin.BaseIds;
import org.junit.jupiter.api.Test;

/** Mutagenesis of a model whose answers can be computed by hand. */
class InSilicoMutagenesisTest {
  /** 5 for an A in front, 3 for a C in the second place, 1 for each T anywhere, less 2 for a G. */
  private static final WindowScorer MODEL =
      windows ->
          Arrays.stream(windows)
              .mapToDouble(
                  bases -> {
                    double score = (bases[0] == 0 ? 5 : 0) + (bases[1] == 2 ? 3 : 0);
                    for (byte base : bases) {
                      score += base == 3 ? 1 : base == 1 ? -2 : 0;
                    }
                    return score;
                  })
              .toArray();

  @Test
  void changesOfEachBase() {
    // A C T: 5 + 3 + 1.
    InSilicoMutagenesis map = InSilicoMutagenesis.of(MODEL, BaseIds.of("ACT"));
    assertEquals(9, map.score());
    assertArrayEquals(new double[] {0, -3, -1}, map.change()[0], "to A");
    assertArrayEquals(new double[] {-7, -5, -3}, map.change()[1], "to G");
    assertArrayEquals(new double[] {-5, 0, -1}, map.change()[2], "to C");
    assertArrayEquals(new double[] {-4, -2, 0}, map.change()[3], "to T");
    assertArrayEquals(new double[] {16 / 3.0, 10 / 3.0, 5 / 3.0}, map.importance(), 1e-12);
    assertEquals(0, map.mostImportantStretch(1));
    assertEquals(0, map.mostImportantStretch(2));
    double[][] marked = map.changeWithoutReference();
    assertArrayEquals(new double[] {Double.NaN, -3, -1}, marked[0]);
    assertArrayEquals(new double[] {-4, -2, Double.NaN}, marked[3]);
    assertEquals(0, map.change()[3][2], "the marks are in a copy");
  }

  @Test
  void theStretchIsWhereTheImportanceLies() {
    // Importance: G 2 + 1/3 better as anything else, so negative; T gives 1 against A, C and G.
    InSilicoMutagenesis map = InSilicoMutagenesis.of(MODEL, BaseIds.of("CGGTTAG"));
    assertEquals(3, map.mostImportantStretch(2));
    assertThrows(IllegalArgumentException.class, () -> map.mostImportantStretch(8));
    InSilicoMutagenesis part = map.part(3, 2);
    assertArrayEquals(BaseIds.of("TT"), part.bases());
    assertArrayEquals(new double[] {-1, -1}, part.change()[0]);
    assertEquals(map.score(), part.score());
    assertArrayEquals(BaseIds.of("AG"), map.part(5, 9).bases(), "cut at the end");
    // One base before and one behind the stretch of two.
    assertEquals(List.of("G", "T", "T", "A"), map.around(2, 4).letters());
    assertEquals(7, map.around(2, 40).letters().size(), "the whole window");
  }

  @Test
  void anUnknownBaseMayBecomeAnyAndHasNoImportance() {
    InSilicoMutagenesis map = InSilicoMutagenesis.of(MODEL, BaseIds.of("NC"));
    assertEquals(3, map.score());
    assertArrayEquals(
        new double[] {5, -2, 0, 1}, Arrays.stream(map.change()).mapToDouble(r -> r[0]).toArray());
    assertEquals(0, map.importance()[0]);
    assertEquals(5, map.changeWithoutReference()[0][0], "there is no base to cross out");
  }
}
