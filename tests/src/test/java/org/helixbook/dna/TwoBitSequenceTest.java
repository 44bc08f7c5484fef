package org.helixbook.dna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TwoBitSequenceTest {

  @Test
  void theFileFormIsAsDescribed() throws IOException {
    // ACGTNNTA: A 0, C 1, G 2, T 3 from the lowest bits: 0b11100100 = e4; N N T A: 0b00110000 = 30.
    assertEquals(
        "48423242" + "00000001" + "73" + "00000008" + "00000001" + "00000004" + "00000006" + "e430",
        HexFormat.of().formatHex(written("ACGTNNTA")));
  }

  @Test
  void severalSequencesFollowEachOther() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(written("ACG"));
    out.write(written("NN"));
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    assertEquals("ACG", TwoBitSequence.readFrom(in).subsequence(0, 3).bases());
    assertEquals("NN", TwoBitSequence.readFrom(in).subsequence(0, 2).bases());
  }

  @Test
  void truncatedAndForeignBytesAreRefused() throws IOException {
    byte[] whole = written("ACGTNNTA");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(
          EOFException.class, () -> TwoBitSequence.readFrom(new ByteArrayInputStream(cut)));
    }
    whole[0] = 'X';
    assertTrue(damageOf(whole).contains("it does not begin with its mark"));
  }

  @Test
  void damagedRunsAreRefused() throws IOException {
    byte[] bytes = written("ACGTNNTA");
    bytes[bytes.length - 3] = 9; // the run's end, beyond the sequence
    assertTrue(damageOf(bytes).contains("is damaged in its runs of N"), damageOf(bytes));
  }

  @Property
  void packingLosesNothing(
      @ForAll
          @StringLength(max = 200)
          @CharRange(from = 'A', to = 'A')
          @CharRange(from = 'C', to = 'C')
          @CharRange(from = 'G', to = 'G')
          @CharRange(from = 'T', to = 'T')
          @CharRange(from = 'N', to = 'N')
          String bases)
      throws IOException {
    DnaSequence sequence = DnaSequence.of("s", bases);
    TwoBitSequence packed = TwoBitSequence.of(sequence);
    assertEquals(sequence, packed.subsequence(0, packed.length()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    packed.writeTo(out);
    TwoBitSequence read = TwoBitSequence.readFrom(new ByteArrayInputStream(out.toByteArray()));
    assertEquals(sequence, read.subsequence(0, read.length()));
  }

  @Property
  void aPartIsTheSamePart(
      @ForAll
          @StringLength(min = 1, max = 60)
          @CharRange(from = 'A', to = 'A')
          @CharRange(from = 'T', to = 'T')
          @CharRange(from = 'N', to = 'N')
          String bases,
      @ForAll @IntRange(max = 60) int one,
      @ForAll @IntRange(max = 60) int other) {
    int start = Math.min(Math.min(one, other), bases.length());
    int end = Math.min(Math.max(one, other), bases.length());
    DnaSequence sequence = DnaSequence.of("s", bases);
    assertArrayEquals(
        sequence.subsequence(start, end).toBytes(),
        TwoBitSequence.of(sequence).subsequence(start, end).toBytes());
  }

  private static byte[] written(String bases) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TwoBitSequence.of(DnaSequence.of("s", bases)).writeTo(out);
    return out.toByteArray();
  }

  private static String damageOf(byte[] bytes) {
    return assertThrows(
            IOException.class, () -> TwoBitSequence.readFrom(new ByteArrayInputStream(bytes)))
        .getMessage();
  }
}
