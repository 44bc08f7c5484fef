package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.helixbook.claims.Result;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.data.coding.SplitName;
import org.helixbook.eval.Bootstrap;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.SizeSweep;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.run.RunStore;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlookTest {
  @TempDir Path folder;

  @Test
  void allNumbersOfWindowsHaveTheSameStepsAndEachSeedItsOwnWindows() {
    Seeds seeds = new Seeds(1);
    SequenceSplit windows =
        CodingSource.of("embedded", SplitName.GENE_DISJOINT, seeds).drawn(32, 10).windows();
    Experiment experiment = new Experiment(RunStore.in(folder), List.of(1L, 2L), Progress.silent());
    SizeSweep sweep =
        SizeSweep.of(
            experiment, Variants.rowKeeper(1), windows.train(), windows.test(), "d", 40, 3, 1);
    assertEquals(List.of(4, 8, 16, 32), sweep.perClass());
    assertEquals(
        List.of(8, 4, 2, 1),
        sweep.trials().stream().map(each -> each.first().history().epochs().size()).toList());
    assertEquals("row-keeping network", sweep.name());
    assertEquals(List.of(1L, 2L), sweep.largest().seeds());
    assertEquals(sweep.trials().get(0), sweep.eighth());
    assertArrayEquals(new double[] {4, 8, 16, 32}, sweep.windows());
    List<String> trainedOn =
        RunStore.in(folder).runs().stream()
            .map(run -> run.configuration().orElseThrow().values().get("data.train"))
            .distinct()
            .toList();
    assertEquals(7, trainedOn.size(), "2 draws each of 4, 8 and 16; 32 are all there are");
    Bootstrap bootstrap = Bootstrap.of(seeds);
    assertEquals(
        List.of(
            "P1.20-gain-row-keeping",
            "P1.20-left-row-keeping",
            "P1.20-exponent-row-keeping",
            "P1.20-windows-row-keeping"),
        new Outlook("row-keeping", bootstrap).results(sweep).stream().map(Result::id).toList());
    assertEquals(4, sweep.table(bootstrap).rowCount());
  }

  /** 8 channels: two more convolutions of 8 * 8 * 9 weights and 8 biases each. */
  @Test
  void twoMoreLayersKeepTheSizeOfThePicture() {
    Cnn plain = Variants.rowKeeper(1).network();
    Cnn deeper = Variants.deeper(Variants.rowKeeper(1)).network();
    assertEquals(plain.parameters(3, 292, 5) + 2 * (8 * 8 * 9 + 8), deeper.parameters(3, 292, 5));
    assertEquals(
        Models.model2a().parameters(3, 46, 46) + 2 * (100 * 100 * 9 + 100),
        Variants.deeper(Variants.model2a(1)).network().parameters(3, 46, 46));
  }
}
