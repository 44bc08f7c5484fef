package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.helixbook.claims.Result;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.SplitName;
import org.helixbook.dna.DnaSequence;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Decisions;
import org.helixbook.experiment.Trials;
import org.helixbook.model.threshold.Threshold;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

class WholeWindowsTest {
  private static final CodingSet HUMAN = CodingSet.load(CodingSet.HUMAN);
  private static final List<CodingWindow> TRAINING = HUMAN.train(SplitName.GENE_DISJOINT);
  private static final Bootstrap BOOTSTRAP = Bootstrap.of(new Seeds(1));

  private final WholeWindows all = WholeWindows.of(TRAINING, 1_000, BOOTSTRAP);

  private Trials<Decisions> said(Threshold method) {
    return Trials.of(method, all.name(), all.labelled());
  }

  /** whole_windows_reference.py, with a Fourier transform. */
  @Test
  void asManyAreCalledCodingAsByAnIndependentProgram() {
    Map<String, List<Integer>> expected =
        Map.of(
            "period-3 ratio", List.of(46, 25, 10, 10),
            "GC content", List.of(142, 95, 48, 52),
            "an open forward frame", List.of(7, 6, 0, 0),
            "longest open run, six frames", List.of(4, 4, 0, 1));
    List<String> kinds = List.of("exon", "start", "intron", "intergenic");
    for (Threshold method : Threshold.all(HUMAN.labelled(TRAINING))) {
      for (int k = 0; k < kinds.size(); k++) {
        String kind = kinds.get(k);
        long windows = all.windows().stream().filter(one -> one.kind().equals(kind)).count();
        assertEquals(
            (double) expected.get(method.name()).get(k) / windows,
            all.called(said(method), List.of(kind)).value(),
            1e-12,
            method.name() + ", " + kind);
      }
    }
  }

  /** A method that goes by the gene has far fewer independent answers than windows. */
  @Test
  void theIntervalIsOverGenes() {
    List<String> genes = all.windows().stream().map(CodingWindow::gene).distinct().toList();
    var geneOf =
        all.windows().stream().collect(Collectors.toMap(one -> one.sequence().name(), one -> one));
    var byGene = method(one -> genes.indexOf(geneOf.get(one.name()).gene()) % 2);
    var byWindow = method(one -> geneOf.get(one.name()).span().start() % 2);
    double ofGenes = width(all.called(said(byGene), List.of("exon")));
    double ofWindows = width(all.called(said(byWindow), List.of("exon")));
    assertTrue(ofGenes > 1.3 * ofWindows, ofGenes + " and " + ofWindows);
    // Where none is called coding, no resample differs.
    ConfidenceInterval none = all.called(said(method(one -> 0)), List.of("intron"));
    assertEquals(0, none.value());
    assertEquals(0.0151, none.high(), 1e-4);
  }

  private static Threshold method(ToDoubleFunction<DnaSequence> score) {
    return new Threshold("method", score, 0.5);
  }

  private static double width(ConfidenceInterval interval) {
    return interval.high() - interval.low();
  }

  @Test
  void twoSharesOfEachDetectorAreRecorded() {
    var other = said(method(one -> 1)).named("yes");
    List<Result> results = all.results(List.of(other, said(method(one -> 0))));
    assertEquals(
        List.of(
            "P1.22-exons-called-coding",
            "P1.22-others-called-coding",
            "P1.22-exons-called-coding",
            "P1.22-others-called-coding"),
        results.stream().map(Result::id).toList());
    assertEquals(List.of(1.0, 1.0, 0.0, 0.0), results.stream().map(Result::value).toList());
    assertEquals(List.of(250L, 500L, 250L, 500L), results.stream().map(Result::n).toList());
    assertEquals("yes", results.get(0).variant());
    assertEquals("human-genomic-600", results.get(0).dataset());
    assertEquals(8, all.table("t", List.of(other, other)).rowCount());
  }

  @Test
  void fewerOfEachKindAreTakenAndNoneNearTheTrainingWindows() {
    WholeWindows few = WholeWindows.of(TRAINING, 3, BOOTSTRAP);
    assertEquals(12, few.windows().size());
    assertEquals(Set.of("exon", "start", "intron", "intergenic"), Set.copyOf(few.kinds()));
    List<CodingWindow> lnsd = CodingSet.load(CodingSet.HUMAN_LNSD).train(SplitName.GENE_DISJOINT);
    WholeWindows left = WholeWindows.of(lnsd, 1_000, BOOTSTRAP);
    assertTrue(left.windows().size() < all.windows().size());
    assertEquals(Set.copyOf(left.set().awayFrom(lnsd)), Set.copyOf(left.windows()));
  }
}
