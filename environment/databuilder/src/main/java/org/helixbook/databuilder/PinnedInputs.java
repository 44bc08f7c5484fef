package org.helixbook.databuilder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helixbook.data.DataFile;
import org.helixbook.data.DataSet;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.SequenceDigest;
import org.helixbook.data.Source;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.FastaFile;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Digest;

/**
 * The files that a set is made from: those of the data sets that its entry in the data manifest
 * names. The store checks their packages' and their own SHA-256; here their sequences' M5 is
 * checked.
 *
 * @param genome the chromosomes, by their hg19 names
 * @param exons the exons of the whole genome
 * @param geneTypes the type of each gene; of no gene if the set has no such input
 * @param described the same for the report
 */
record PinnedInputs(
    Genome genome, ExonTable exons, GeneTypes geneTypes, List<BuildReport.Input> described) {

  /**
   * Gets the inputs.
   *
   * @param name the set that they are for
   * @param store where data sets come from
   * @param progress told of downloads
   * @return the inputs, checked
   * @throws InputProblem if one cannot be had, or is not the one that the manifest pins
   */
  static PinnedInputs of(String name, DatasetStore store, Progress progress) {
    List<DnaSequence> chromosomes = new ArrayList<>();
    List<ExonTable.Exon> exons = new ArrayList<>();
    GeneTypes geneTypes = new GeneTypes(Map.of());
    List<BuildReport.Input> described = new ArrayList<>();
    for (String input : store.manifest().dataSet(name).madeFrom()) {
      DataSet entry = store.manifest().dataSet(input);
      Path path = store.prepare(input, progress).onlyFile();
      DataFile file = entry.files().get(0);
      Source.Debian source = debianPackage(entry, file);
      String identity;
      if (!file.sequences().isEmpty()) {
        SequenceDigest pinned = file.sequences().get(0);
        chromosomes.add(chromosome(path, pinned));
        identity = "M5 " + pinned.m5() + ", " + pinned.length() + " bp";
      } else {
        if (file.name().endsWith(GeneTypes.EXTENSION)) {
          geneTypes = GeneTypes.read(path);
        } else {
          exons.addAll(ExonTable.readSaf(path).exons());
        }
        identity = "SHA-256 " + source.sha256().orElse("unknown");
      }
      described.add(
          new BuildReport.Input(
              entry.what() + ", " + entry.version(),
              "Debian package " + source.packageName() + " " + source.packageVersion(),
              source.path(),
              source.packageSha256(),
              identity));
    }
    return new PinnedInputs(
        new Genome(chromosomes), new ExonTable(exons), geneTypes, List.copyOf(described));
  }

  /** The package that pins a file. */
  static Source.Debian debianPackage(DataSet entry, DataFile file) {
    return file.source(Source.Debian.class)
        .orElseThrow(
            () ->
                new InputProblem(
                    "data-manifest.json, data set " + entry.name(),
                    "no Debian package pins it",
                    "name package, version and SHA-256"));
  }

  /** Reads a chromosome and checks its M5. */
  static DnaSequence chromosome(Path path, SequenceDigest pinned) {
    byte[] bases = FastaFile.readAll(path).get(0).toBytes();
    String m5 = Digest.m5(bases);
    if (!m5.equals(pinned.m5())) {
      throw new InputProblem(
          path.toString(),
          "its sequence has the M5 " + m5 + " and not " + pinned.m5(),
          "delete the file, so that it is fetched again");
    }
    return DnaSequence.of(ExonTable.hg19Name(pinned.name()), bases);
  }
}
