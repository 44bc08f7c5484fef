package org.helixbook.databuilder;

import htsjdk.tribble.TribbleException;
import htsjdk.tribble.annotation.Strand;
import htsjdk.tribble.gff.Gff3Codec;
import htsjdk.tribble.gff.Gff3Feature;
import htsjdk.tribble.readers.LineIterator;
import htsjdk.tribble.readers.LineIteratorImpl;
import htsjdk.tribble.readers.LineReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.TextFile;

/**
 * The annotated coding sequences of a genome: of each transcript the pieces that are translated.
 *
 * @param pieces by transcript, in the order of the file; ascending by place, otherwise as annotated
 */
record CodingAnnotation(Map<String, List<GenomicInterval>> pieces) {
  private static final String CODING = "CDS";
  private static final String TRANSCRIPT_PREFIX = "mRNA:";

  /**
   * Reads the CDS entries of a GFF3 file.
   *
   * @param file plain or compressed with gzip
   * @return the pieces of each transcript, 0-based and half-open
   * @throws InputProblem if it is not such a file, or has no coding sequence
   */
  static CodingAnnotation readGff3(Path file) {
    Map<String, List<GenomicInterval>> pieces = new LinkedHashMap<>();
    Gff3Codec codec = new Gff3Codec(Gff3Codec.DecodeDepth.SHALLOW);
    try (LineReader reader =
        new WrittenLines(
            new BufferedReader(
                new InputStreamReader(TextFile.open(file), StandardCharsets.UTF_8)))) {
      LineIterator lines = new LineIteratorImpl(reader);
      while (lines.hasNext()) {
        Gff3Feature feature = codec.decode(lines);
        if (feature != null && feature.getType().equals(CODING)) {
          pieces
              .computeIfAbsent(transcript(file, feature), key -> new ArrayList<>())
              .add(place(file, feature));
        }
      }
    } catch (IOException | UncheckedIOException | TribbleException e) {
      throw bad(file, "it is not a GFF3 file (" + e.getMessage() + ")", e);
    }
    if (pieces.isEmpty()) {
      throw bad(file, "it holds no coding sequence", null);
    }
    pieces.replaceAll(
        (transcript, places) ->
            places.stream().sorted(Comparator.comparingInt(GenomicInterval::start)).toList());
    return new CodingAnnotation(pieces);
  }

  private static String transcript(Path file, Gff3Feature feature) {
    List<String> parents = feature.getAttribute("Parent");
    if (parents.size() != 1) {
      throw bad(file, "the coding sequence at " + where(feature) + " has not one parent", null);
    }
    String parent = parents.get(0);
    return parent.startsWith(TRANSCRIPT_PREFIX)
        ? parent.substring(TRANSCRIPT_PREFIX.length())
        : parent;
  }

  private static GenomicInterval place(Path file, Gff3Feature feature) {
    if (feature.getStrand() == Strand.NONE) {
      throw bad(file, "the coding sequence at " + where(feature) + " has no strand", null);
    }
    return new GenomicInterval(
        feature.getContig(),
        feature.getStart() - 1,
        feature.getEnd(),
        feature.getStrand() == Strand.POSITIVE
            ? org.helixbook.dna.Strand.FORWARD
            : org.helixbook.dna.Strand.REVERSE);
  }

  private static String where(Gff3Feature feature) {
    return feature.getContig() + ":" + feature.getStart() + "-" + feature.getEnd();
  }

  private static InputProblem bad(Path file, String what, Exception cause) {
    return new InputProblem(file.toString(), what, "get the file anew", cause);
  }

  /** The lines of a text without its empty ones, which the codec takes for damage. */
  private record WrittenLines(BufferedReader text) implements LineReader {
    @Override
    public String readLine() throws IOException {
      String line = text.readLine();
      while (line != null && line.isBlank()) {
        line = text.readLine();
      }
      return line;
    }

    @Override
    public void close() {
      try {
        text.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
