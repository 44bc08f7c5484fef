package org.helixbook.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.helixbook.experiment.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadersDataTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "human-coding-600",
        "human-lnsd:cds-psd",
        "hg19-annotation, GC matched",
        "encode-dream-factornet",
        "deepsea-train-bundle",
        "synthetic-repeat",
        "authors-images",
        "none needed",
        ""
      })
  void whatTheKitRegistersOrAPaperHasIsNoReaders(String dataset) {
    assertFalse(ReadersData.is(dataset));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"my-data", "table.tsv", "FASTA a.fa and b.fa", "pictures of mine", "/my/g.fa"})
  void allElseIs(String dataset) {
    assertTrue(ReadersData.is(dataset));
  }

  @Test
  void aRecordedResultHasNoPrintedFigureBesideIt(@TempDir Path report) {
    ClaimCatalogue claims = ClaimCatalogue.load();
    ResultLog log = ResultLog.open(report, "p/01", "quick");
    for (String dataset : new String[] {"human-coding-600", "my-data"}) {
      log.record(claims.describe(Result.of("P1.7-accuracy", 0.5, Provenance.on(dataset))));
    }
    assertEquals(".98", ResultLog.readAll(report).get(0).published());
    assertEquals("", ResultLog.readAll(report).get(1).published());
  }
}
