package org.helixbook.data.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.data.DatasetStore;
import org.helixbook.dna.AmbiguityCodes;
import org.helixbook.dna.FastaFile;
import org.helixbook.dna.TwoBitSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.KitFolder;
import org.helixbook.storage.Seeds;

/**
 * Which text, and how much of it: everything that getting it again needs.
 *
 * @param text one of the names here, or the path of a FASTA file, whose sequences are read one
 *     after the other
 * @param train characters to learn from, the first of the text; 0 for all that are not held out,
 *     and for the paper's 30,000 of a synthetic genome
 * @param heldOut characters that are held out, the last of the text; of a synthetic genome as many
 *     as are wanted, since there is always more of it
 * @param seed base of the seeds, for the random genome
 * @param choosing whether the held-out text is left alone, and the end of the text to learn from is
 *     held out in its place: for choices, which the held-out text must not make
 */
public record TextSource(
    String text,
    int train,
    int heldOut,
    long seed,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean choosing) {
  /** At most so much of the text to learn from is held out for choices. */
  private static final int FIFTH = 5;

  /** Synthetic: {@link SyntheticGenome#UNIT} again and again. */
  public static final String REPEAT = "synthetic-repeat";

  /** Synthetic: letters drawn at random. */
  public static final String RANDOM = "synthetic-random";

  /** Embedded: <em>Escherichia coli</em>, 4,639,675 characters, the paper's length. */
  public static final String E_COLI = EmbeddedGenome.ESCHERICHIA_COLI.source();

  /** To be fetched: <em>Plasmodium falciparum</em>, 14 chromosomes one after the other. */
  public static final String P_FALCIPARUM = EmbeddedGenome.PLASMODIUM_FALCIPARUM_14.source();

  /** Embedded: the last of these chromosomes, 3,291,871 characters. */
  public static final String P_FALCIPARUM_14 =
      P_FALCIPARUM + "." + EmbeddedGenome.PLASMODIUM_FALCIPARUM_14.sequenceName();

  /** A text whose held-out part is scored. */
  public TextSource(String text, int train, int heldOut, long seed) {
    this(text, train, heldOut, seed, false);
  }

  /** The same for choices. */
  public TextSource forChoosing() {
    return new TextSource(text, train, heldOut, seed, true);
  }

  /** The id of the data set that it comes from; a path is its own. */
  public String dataSet() {
    return text.equals(P_FALCIPARUM_14) ? P_FALCIPARUM : text;
  }

  /** Its name for a reader. */
  public String title() {
    if (text.equals(REPEAT)) {
      return "synthetic: repeat of " + SyntheticGenome.UNIT;
    } else if (text.equals(RANDOM)) {
      return "synthetic: uniform random";
    } else if (text.equals(E_COLI)) {
      return "E. coli";
    } else if (text.equals(P_FALCIPARUM)) {
      return "P. falciparum";
    } else if (text.equals(P_FALCIPARUM_14)) {
      return "P. falciparum, chromosome 14";
    }
    return text;
  }

  /**
   * Gets the text and splits it. Unknown bases are left out.
   *
   * @param store where the data sets come from that the kit does not carry
   * @param progress told of long work
   * @return both parts
   * @throws InputProblem if there is no such text, or it is too short
   */
  public TextSplit load(DatasetStore store, Progress progress) {
    TextSplit split = whole(store, progress).split(train, heldOut);
    CharacterText learned = split.train();
    return choosing ? learned.split(0, Math.min(heldOut, learned.length() / FIFTH)) : split;
  }

  private CharacterText whole(DatasetStore store, Progress progress) {
    if (text.equals(REPEAT)) {
      return SyntheticGenome.repeat(SyntheticGenome.UNIT, syntheticLength());
    } else if (text.equals(RANDOM)) {
      return SyntheticGenome.random(syntheticLength(), new Seeds(seed));
    } else if (text.equals(E_COLI)) {
      return embedded(EmbeddedGenome.ESCHERICHIA_COLI);
    } else if (text.equals(P_FALCIPARUM_14)) {
      return embedded(EmbeddedGenome.PLASMODIUM_FALCIPARUM_14);
    } else if (text.equals(P_FALCIPARUM)) {
      return fasta(store.prepare(P_FALCIPARUM, progress).onlyFile());
    }
    Path file = KitFolder.place(text);
    if (!Files.isRegularFile(file)) {
      throw new InputProblem(
          "text '" + text + "'",
          "it is no text that the kit knows and no file",
          "write "
              + String.join(", ", REPEAT, RANDOM, E_COLI, P_FALCIPARUM_14, P_FALCIPARUM)
              + ", or the path of a FASTA file");
    }
    return fasta(file);
  }

  /** The paper's genome to learn from, and then what is held out. */
  private int syntheticLength() {
    return (train == 0 ? SyntheticGenome.LENGTH : train) + heldOut;
  }

  private CharacterText embedded(EmbeddedGenome genome) {
    return CharacterText.of(title(), List.of(genome.load()), UnknownBases.LEAVE_OUT);
  }

  private CharacterText fasta(Path file) {
    List<TwoBitSequence> sequences = new ArrayList<>();
    FastaFile.forEach(file, AmbiguityCodes.AS_N, s -> sequences.add(TwoBitSequence.of(s)));
    return CharacterText.of(title(), sequences, UnknownBases.LEAVE_OUT);
  }
}
