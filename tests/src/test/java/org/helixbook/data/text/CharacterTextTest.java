package org.helixbook.data.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.helixbook.data.DatasetStore;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.TwoBitSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharacterTextTest {
  @TempDir Path folder;

  @Property
  void idsAndLettersAreTheSameText(
      @ForAll
          @StringLength(min = 1, max = 200)
          @CharRange(from = 'A', to = 'A')
          @CharRange(from = 'C', to = 'C')
          @CharRange(from = 'G', to = 'G')
          @CharRange(from = 'T', to = 'T')
          String bases) {
    CharacterText text = CharacterText.of(DnaSequence.of("s", bases), UnknownBases.REFUSE);
    assertEquals(bases.length(), text.length());
    assertEquals(bases, text.letters(0, text.length()));
    byte[] ids = new byte[text.length()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (byte) text.id(i);
      assertEquals("ACGT".charAt(ids[i]), bases.charAt(i));
    }
    assertEquals(text.digest(), CharacterText.of("other name", ids).digest());
  }

  @Property(tries = 200)
  void unknownBasesAreLeftOutOrRefused(
      @ForAll
          @StringLength(min = 1, max = 60)
          @CharRange(from = 'A', to = 'A')
          @CharRange(from = 'T', to = 'T')
          @CharRange(from = 'N', to = 'N')
          String bases) {
    DnaSequence sequence = DnaSequence.of("s", bases);
    CharacterText text = CharacterText.of(sequence, UnknownBases.LEAVE_OUT);
    assertEquals(bases.replace("N", ""), text.letters(0, text.length()));
    if (bases.contains("N")) {
      String said =
          assertThrows(InputProblem.class, () -> CharacterText.of(sequence, UnknownBases.REFUSE))
              .getMessage();
      assertTrue(said.contains("base " + (bases.indexOf('N') + 1) + " of s"), said);
    }
  }

  @Test
  void sequencesFollowEachOther() {
    List<TwoBitSequence> both =
        List.of(
            TwoBitSequence.of(DnaSequence.of("one", "ACN")),
            TwoBitSequence.of(DnaSequence.of("two", "NGT")));
    CharacterText text = CharacterText.of("both", both, UnknownBases.LEAVE_OUT);
    assertEquals("ACGT", text.letters(0, text.length()));
    assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, text.shares());
  }

  @Test
  void heldOutIsTheEndHoweverMuchIsLearnedFrom() {
    CharacterText text = CharacterText.of(DnaSequence.of("s", "ACGTACGTGG"), UnknownBases.REFUSE);
    TextSplit all = text.split(0, 3);
    assertEquals("ACGTACG", all.train().letters(0, 7));
    assertEquals("TGG", all.heldOut().letters(0, 3));
    TextSplit some = text.split(4, 3);
    assertEquals("ACGT", some.train().letters(0, some.train().length()));
    assertEquals(all.heldOut().digest(), some.heldOut().digest());
    for (int[] wrong : new int[][] {{8, 3}, {1, 3}, {4, 1}, {0, 9}, {0, 11}}) {
      assertThrows(InputProblem.class, () -> text.split(wrong[0], wrong[1]));
    }
    assertThrows(InputProblem.class, () -> CharacterText.of("x", (byte) 4));
    assertThrows(InputProblem.class, () -> CharacterText.of("x", (byte) -1));
  }

  @Test
  void theSyntheticGenomesAreWhatTheyAreCalled() {
    TextSplit repeat = new TextSource(TextSource.REPEAT, 0, 1000, 1).load(null, null);
    assertEquals(30_000, repeat.train().length());
    assertEquals("AGCTTGAGGCAGCTTGAGGCAGC", repeat.train().letters(0, 23));
    assertEquals("AGCTTGAGGC", repeat.heldOut().letters(0, 10));
    TextSplit random = new TextSource(TextSource.RANDOM, 0, 1000, 1).load(null, null);
    assertEquals(30_000, random.train().length());
    for (double share : random.train().shares()) {
      assertEquals(0.25, share, 0.01); // four standard deviations
    }
    assertEquals(
        random.train().digest(),
        SyntheticGenome.random(30_000, new Seeds(1)).digest(),
        "more text does not change its beginning");
    assertNotEquals(
        random.train().digest(),
        new TextSource(TextSource.RANDOM, 0, 1000, 2).load(null, null).train().digest());
  }

  @Test
  void theGenomesAreThePapers() {
    TextSource ecoli = new TextSource(TextSource.E_COLI, 0, 100_000, 1);
    TextSplit split = ecoli.load(null, Progress.silent());
    assertEquals(4_639_675, split.train().length() + split.heldOut().length());
    assertEquals("AGCTTTTCATTCTGACTGCA", split.train().letters(0, 20));
    assertEquals("escherichia-coli-k12-mg1655", ecoli.dataSet());
    TextSource malaria = new TextSource(TextSource.P_FALCIPARUM_14, 0, 1000, 1);
    assertEquals("plasmodium-falciparum-3d7", malaria.dataSet());
    assertTrue(malaria.title().contains("chromosome 14"));
    double[] shares = malaria.load(null, Progress.silent()).train().shares();
    assertTrue(shares[0] + shares[3] > 0.6, "rich in A and T");
  }

  @Test
  void onesOwnFastaIsAText() throws IOException {
    Path file = Files.writeString(folder.resolve("own.fa"), ">a\nACGTNRacgt\n>b\nGGGGCC\n");
    TextSplit split = new TextSource(file.toString(), 0, 6, 1).load(null, Progress.silent());
    assertEquals("ACGTACGT", split.train().letters(0, 8));
    assertEquals("GGGGCC", split.heldOut().letters(0, 6));
    String said =
        assertThrows(
                InputProblem.class,
                () -> new TextSource("nothing", 0, 6, 1).load((DatasetStore) null, null))
            .getMessage();
    assertTrue(said.contains("synthetic-repeat"), said);
  }
}
