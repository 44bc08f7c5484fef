package org.helixbook.model.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.helixbook.data.text.CharacterText;
import org.helixbook.data.text.SyntheticGenome;
import org.helixbook.data.text.TextSplit;
import org.helixbook.data.text.UnknownBases;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** Counts and perplexities by hand. */
class MarkovBaselineTest {
  private static CharacterText text(String letters) {
    return CharacterText.of(DnaSequence.of("t", letters), UnknownBases.REFUSE);
  }

  @Test
  void orderZeroKnowsTheSharesOfTheLetters() {
    MarkovBaseline chain = MarkovBaseline.learn(text("AACG"), 0, 1);
    // A twice, C and G once, T never; one more of each: 3, 2, 2, 1 of 8.
    assertEquals(3 / 8.0, chain.probability("", 'A'), 1e-15);
    assertEquals(2 / 8.0, chain.probability("", 'C'), 1e-15);
    assertEquals(1 / 8.0, chain.probability("", 'T'), 1e-15);
    // Of ATC, T and C are foretold: (1/8 x 2/8)^(-1/2) = sqrt(32).
    assertEquals(Math.sqrt(32), chain.losses(text("ATC")).perplexity(), 1e-12);
    assertEquals(3, chain.parameters());
  }

  @Test
  void orderOneKnowsPairs() {
    MarkovBaseline chain = MarkovBaseline.learn(text("ACACAG"), 1, 1);
    // After A: C twice, G once; after C: A twice.
    assertEquals(3 / 7.0, chain.probability("A", 'C'), 1e-15);
    assertEquals(2 / 7.0, chain.probability("A", 'G'), 1e-15);
    assertEquals(1 / 7.0, chain.probability("A", 'A'), 1e-15);
    assertEquals(3 / 6.0, chain.probability("C", 'A'), 1e-15);
    assertEquals(1 / 4.0, chain.probability("T", 'A'), 1e-15);
    // ACA: C after A, A after C.
    assertArrayEquals(
        new double[] {Math.log(7 / 3.0), Math.log(2)}, chain.losses(text("ACA")).values(), 1e-12);
    assertEquals(12, chain.parameters());
  }

  @Test
  void anotherSmoothing() {
    // After A: C once; with a tenth of a letter more of each: 1.1 of 1.4.
    assertEquals(1.1 / 1.4, MarkovBaseline.learn(text("AC"), 1, 0.1).probability("A", 'C'), 1e-15);
  }

  @Test
  void aShortContextIsForetoldByItsOwnOrder() {
    String letters = "ACGGTACGATTACGA";
    MarkovBaseline three = MarkovBaseline.learn(text(letters), 3, 1);
    CharacterText other = text("GATTACA");
    double[] losses = three.losses(other).values();
    for (int i = 1; i < other.length(); i++) {
      int order = Math.min(i, 3);
      double p =
          MarkovBaseline.learn(text(letters), order, 1)
              .probability(other.letters(i - order, i), "ACGT".charAt(other.id(i)));
      assertEquals(-Math.log(p), losses[i - 1], 1e-12);
    }
  }

  @Test
  void aRepeatOfTenLettersIsKnownFromOrderThreeOn() {
    CharacterText repeat = SyntheticGenome.repeat(SyntheticGenome.UNIT, 30_000);
    List<MarkovBaseline> chains = MarkovBaseline.upTo(repeat, MarkovBaseline.HIGHEST);
    assertEquals(6, chains.size());
    CharacterText more = SyntheticGenome.repeat(SyntheticGenome.UNIT, 5_000);
    // Shares 2, 2, 4 and 2 of 10: entropy 0.6 log 5 + 0.4 log 2.5.
    assertEquals(
        Math.pow(5, 0.6) * Math.pow(2.5, 0.4), chains.get(0).losses(more).perplexity(), 2e-3);
    // GC, GA and GG follow, and AG, AG, CT, GA...: after G stand C, A, G, C alike often.
    assertEquals(2.0, chains.get(1).losses(more).perplexity(), 2e-3);
    for (int order = 3; order <= 5; order++) {
      assertEquals(1.0012, chains.get(order).losses(more).perplexity(), 3e-4);
    }
  }

  @Test
  void ordersAndSmoothingsOutOfRangeAreTold() {
    CharacterText some = text("ACGT");
    assertThrows(InputProblem.class, () -> MarkovBaseline.learn(some, -1, 1));
    assertThrows(InputProblem.class, () -> MarkovBaseline.learn(some, 11, 1));
    assertThrows(InputProblem.class, () -> MarkovBaseline.learn(some, 1, 0));
    MarkovBaseline chain = MarkovBaseline.learn(some, 1, 1);
    assertThrows(InputProblem.class, () -> chain.probability("AC", 'G'));
    assertThrows(InputProblem.class, () -> chain.probability("A", 'N'));
  }

  @Property(tries = 100)
  void theProbabilitiesAfterAContextAddUpToOne(
      @ForAll @Size(min = 2, max = 60) List<@ByteRange(min = 0, max = 3) Byte> ids,
      @ForAll @IntRange(max = 3) int order) {
    byte[] bytes = new byte[ids.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ids.get(i);
    }
    CharacterText text = CharacterText.of("drawn", bytes);
    MarkovBaseline chain = MarkovBaseline.learn(text, order, 0.5);
    String context = text.letters(0, Math.min(order, text.length()));
    double sum = 0;
    for (char letter : "ACGT".toCharArray()) {
      sum += chain.probability(context, letter);
    }
    assertEquals(1, sum, 1e-12);
  }

  @Test
  void chainsOfRisingOrderAsATable() {
    TextSplit text = new TextSplit(text("ACACACAC"), text("ACAC"));
    MarkovChains chains = MarkovChains.upTo(text, 1);
    Table table = chains.table();
    assertEquals(List.of(0, 1), table.intColumn("order").asList());
    assertEquals(12, table.longColumn("numbers").get(1));
    // After A C came four times of four, after C A three times of three.
    double one = Math.pow(5 / 8.0 * 4 / 7 * 5 / 8, -1 / 3.0);
    assertEquals(one, chains.heldOut()[1], 1e-12);
    assertEquals(one, chains.best(), 1e-12);
    assertEquals(Math.log(one) / Math.log(2), table.doubleColumn("bits").get(1), 1e-12);
    assertEquals(chains.learned()[0], table.doubleColumn("text learned from").get(0));
    Table texts = TextSplit.table(List.of(text));
    assertEquals(4, texts.intColumn("held out").get(0));
    assertEquals(0.5, texts.doubleColumn("A").get(0));
    assertEquals("ACACACAC", texts.stringColumn("begins with").get(0));
  }
}
