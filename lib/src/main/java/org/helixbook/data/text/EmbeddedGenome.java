package org.helixbook.data.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.helixbook.data.DataFile;
import org.helixbook.data.DataManifest;
import org.helixbook.data.EmbeddedFile;
import org.helixbook.data.SequenceDigest;
import org.helixbook.dna.TwoBitSequence;
import org.helixbook.feedback.InputProblem;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/**
 * The genomes of Paper 2's language models that the kit carries inside: data set {@code
 * microbe-genomes}, two bits a base.
 */
public enum EmbeddedGenome {
  /**
   * <em>Escherichia coli</em> K-12 MG1655, whole: 4,639,675 bp, the length that the paper gives.
   */
  ESCHERICHIA_COLI("escherichia-coli-k12-mg1655", "K-12-MG1655"),

  /**
   * Chromosome 14 of <em>Plasmodium falciparum</em> 3D7, 3,291,871 of 23,264,425 bp; the whole is
   * data set {@code plasmodium-falciparum-3d7}.
   */
  PLASMODIUM_FALCIPARUM_14("plasmodium-falciparum-3d7", "MAL14");

  /** The data set's name in the manifest. */
  public static final String DATA_SET = "microbe-genomes";

  private final String source;
  private final String sequence;

  EmbeddedGenome(String source, String sequence) {
    this.source = source;
    this.sequence = sequence;
  }

  /** The data set that it was taken from. */
  public String source() {
    return source;
  }

  /** The sequence's name in that data set. */
  public String sequenceName() {
    return sequence;
  }

  /** The name of its file in the data set. */
  public String fileName() {
    return source + "." + sequence + ".2bit.xz";
  }

  /** Its length and M5, as the manifest gives them for the data set that it was taken from. */
  public SequenceDigest digest() {
    List<DataFile> files = DataManifest.bundled().dataSet(source).files();
    return files.get(0).sequences().stream()
        .filter(one -> one.name().equals(sequence))
        .findFirst()
        .orElseThrow(
            () ->
                new InputProblem(
                    "data-manifest.json, data set " + source,
                    "it names no sequence " + sequence,
                    "restore the manifest from the repository"));
  }

  /**
   * Reads the genome from the kit's jar.
   *
   * @return its sequence
   * @throws InputProblem if the file is not the one that the data manifest names
   */
  public TwoBitSequence load() {
    return decompress(fileName(), EmbeddedFile.read(DATA_SET, fileName()));
  }

  /**
   * The file of a sequence: {@link TwoBitSequence#writeTo} under xz, the same bytes everywhere.
   *
   * @return the compressed file
   */
  public static byte[] compress(TwoBitSequence sequence) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(file, new FilterOptions[] {new LZMA2Options()})) {
      sequence.writeTo(out);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return file.toByteArray();
  }

  static TwoBitSequence decompress(String name, byte[] file) {
    return InputProblem.ifRefused(
        name,
        "it is not a whole genome file",
        "get it anew",
        () -> {
          try (XZInputStream in = new XZInputStream(new ByteArrayInputStream(file))) {
            TwoBitSequence sequence = TwoBitSequence.readFrom(in);
            // The checksum stands at the stream's end, which must be reached for it to count.
            if (in.read() != -1) {
              throw new IOException("there is more in it than one sequence");
            }
            return sequence;
          }
        });
  }
}
