package org.helixbook.databuilder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.data.DataFile;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.PreparedData;
import org.helixbook.data.SequenceDigest;
import org.helixbook.data.Source;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.dna.AmbiguityCodes;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.FastaFile;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Digest;

/**
 * Genome and annotation of one data set of the manifest: a file with sequences, whose M5 are
 * checked, and a GFF3 file.
 *
 * @param genome the chromosomes, by the names that the annotation uses
 * @param annotation the coding sequences
 * @param described the same for the report
 */
record UstilagoInputs(
    Genome genome, CodingAnnotation annotation, List<BuildReport.Input> described) {

  /**
   * Gets the inputs.
   *
   * @param name the set that they are for; it is made from one data set with two files
   * @param store where data sets come from
   * @param progress told of downloads
   * @return the inputs, checked
   * @throws InputProblem if one cannot be had, or is not the one that the manifest pins
   */
  static UstilagoInputs of(String name, DatasetStore store, Progress progress) {
    PreparedData prepared =
        store.prepare(store.manifest().dataSet(name).madeFrom().get(0), progress);
    List<DnaSequence> chromosomes = new ArrayList<>();
    CodingAnnotation annotation = null;
    List<BuildReport.Input> described = new ArrayList<>();
    for (DataFile file : prepared.dataSet().files()) {
      Path path = prepared.file(file.name());
      Source.Debian source = debianPackage(prepared, file);
      if (file.sequences().isEmpty()) {
        annotation = CodingAnnotation.readGff3(path);
      } else {
        chromosomes.addAll(chromosomes(path, file.sequences()));
      }
      described.add(
          new BuildReport.Input(
              prepared.dataSet().what() + ", " + prepared.dataSet().version(),
              "Debian package " + source.packageName() + " " + source.packageVersion(),
              source.path(),
              source.packageSha256(),
              "SHA-256 " + source.sha256().orElse("unknown")));
    }
    if (annotation == null || chromosomes.isEmpty()) {
      throw new InputProblem(
          "data-manifest.json, data set " + prepared.dataSet().name(),
          "it does not name a genome and its annotation",
          "restore the manifest from the repository");
    }
    return new UstilagoInputs(new Genome(chromosomes), annotation, List.copyOf(described));
  }

  private static Source.Debian debianPackage(PreparedData prepared, DataFile file) {
    return file.source(Source.Debian.class)
        .orElseThrow(
            () ->
                new InputProblem(
                    "data-manifest.json, data set " + prepared.dataSet().name(),
                    "no Debian package pins " + file.name(),
                    "name package, version and SHA-256"));
  }

  private static List<DnaSequence> chromosomes(Path path, List<SequenceDigest> pinned) {
    Map<String, String> expected = new HashMap<>();
    pinned.forEach(one -> expected.put(one.name(), one.m5()));
    List<DnaSequence> chromosomes = new ArrayList<>();
    FastaFile.forEach(
        path,
        AmbiguityCodes.REFUSE,
        sequence -> {
          byte[] bases = sequence.toBytes();
          String m5 = Digest.m5(bases);
          if (!m5.equals(expected.remove(sequence.name()))) {
            throw new InputProblem(
                path + ", sequence " + sequence.name(),
                "it has the M5 " + m5 + ", which the manifest does not say",
                "delete the file, so that it is fetched again");
          }
          chromosomes.add(DnaSequence.of(shortName(sequence.name()), bases));
        });
    if (!expected.isEmpty()) {
      throw new InputProblem(
          path.toString(),
          "it lacks " + expected.size() + " of the sequences that the manifest names",
          "delete the file, so that it is fetched again");
    }
    return chromosomes;
  }

  /** {@code chr01} of {@code Umaydis:chr01:1:+:2476500}, the naming of multiple alignments. */
  static String shortName(String name) {
    String[] parts = name.split(":", -1);
    return parts.length > 1 ? parts[1] : name;
  }
}
