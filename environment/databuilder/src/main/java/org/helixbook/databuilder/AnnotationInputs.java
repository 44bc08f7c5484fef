package org.helixbook.databuilder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.data.DataFile;
import org.helixbook.data.DataSet;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.PreparedData;
import org.helixbook.data.Source;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.dna.BedFile;
import org.helixbook.dna.BedRecord;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;

/**
 * What hg19-annotation is made from.
 *
 * @param genome the chromosomes, by their hg19 names
 * @param tasks the features, in the order of the labels
 * @param described the files for the report
 */
record AnnotationInputs(
    Genome genome, List<AnnotationTask> tasks, List<BuildReport.Input> described) {

  /** How far a bin may lie from a transcript's first or last base to belong to it. */
  private static final int AROUND_A_POINT = 250;

  /**
   * Gets the inputs.
   *
   * @param name the set that they are for
   * @param store where data sets come from
   * @param progress told of downloads
   * @return the inputs, checked
   * @throws InputProblem if one cannot be had, or is not the one that the manifest pins
   */
  static AnnotationInputs of(String name, DatasetStore store, Progress progress) {
    List<DnaSequence> chromosomes = new ArrayList<>();
    List<BuildReport.Input> described = new ArrayList<>();
    ExonTable exons = null;
    PreparedData regulatory = null;
    PreparedData landmarks = null;
    for (String input : store.manifest().dataSet(name).madeFrom()) {
      DataSet entry = store.manifest().dataSet(input);
      PreparedData data = store.prepare(input, progress);
      for (DataFile file : entry.files()) {
        described.add(describe(entry, file));
      }
      if (!entry.files().get(0).sequences().isEmpty()) {
        chromosomes.add(
            PinnedInputs.chromosome(data.onlyFile(), entry.files().get(0).sequences().get(0)));
      } else if (data.files().keySet().stream().anyMatch(file -> file.endsWith(".rds"))) {
        regulatory = data;
      } else if (data.files().keySet().stream().anyMatch(file -> file.endsWith(".bed.gz"))) {
        landmarks = data;
      } else {
        exons = ExonTable.readSaf(data.onlyFile());
      }
    }
    if (exons == null || regulatory == null || landmarks == null || chromosomes.isEmpty()) {
      throw new InputProblem(
          "data-manifest.json, data set " + name,
          "it is not made from sequence, exons, regulatory features and landmarks",
          "restore it from the repository");
    }
    return new AnnotationInputs(
        new Genome(chromosomes), tasks(exons, regulatory, landmarks), described);
  }

  private static BuildReport.Input describe(DataSet entry, DataFile file) {
    Source.Debian source = PinnedInputs.debianPackage(entry, file);
    String identity =
        file.sequences().isEmpty()
            ? "SHA-256 " + source.sha256().orElse("unknown")
            : "M5 "
                + file.sequences().get(0).m5()
                + ", "
                + file.sequences().get(0).length()
                + " bp";
    return new BuildReport.Input(
        entry.what() + ", " + entry.version(),
        "Debian package " + source.packageName() + " " + source.packageVersion(),
        source.path(),
        source.packageSha256(),
        identity);
  }

  private static List<AnnotationTask> tasks(
      ExonTable exons, PreparedData regulatory, PreparedData landmarks) {
    String sampled = ", a sample of 50,000 of the whole genome's";
    return List.of(
        new AnnotationTask(
            "CTCF",
            "CTCF sites of the Ensembl Regulatory Build" + sampled,
            true,
            GenomicRanges.read(regulatory.file("CTCF_g_data.rds"))),
        new AnnotationTask(
            "promoter",
            "promoters of the Ensembl Regulatory Build",
            true,
            GenomicRanges.read(regulatory.file("promoter_g_data.rds"))),
        new AnnotationTask(
            "promoter-flanking",
            "promoter flanking regions of the Ensembl Regulatory Build" + sampled,
            true,
            GenomicRanges.read(regulatory.file("promoter_flanking_g_data.rds"))),
        new AnnotationTask(
            "CpG-island", "CpG islands of UCSC", true, bed(landmarks, "CpGIsland.hg19.bed.gz")),
        new AnnotationTask(
            "exon+",
            "RefSeq exons of the forward strand",
            true,
            AnnotationTask.exons(exons, Strand.FORWARD)),
        new AnnotationTask(
            "exon-",
            "RefSeq exons of the reverse strand",
            true,
            AnnotationTask.exons(exons, Strand.REVERSE)),
        new AnnotationTask(
            "TSS",
            "the first base of a RefSeq transcript and " + AROUND_A_POINT + " bp on each side",
            true,
            AnnotationTask.around(bed(landmarks, "RefSeqTSS.hg19.bed.gz"), AROUND_A_POINT)),
        new AnnotationTask(
            "TES",
            "the last base of a RefSeq transcript and " + AROUND_A_POINT + " bp on each side",
            true,
            AnnotationTask.around(bed(landmarks, "RefSeqTES.hg19.bed.gz"), AROUND_A_POINT)),
        new AnnotationTask(
            "gene-body+",
            "from the first to the last RefSeq exon of a gene of the forward strand",
            false,
            AnnotationTask.genes(exons, Strand.FORWARD)),
        new AnnotationTask(
            "gene-body-",
            "from the first to the last RefSeq exon of a gene of the reverse strand",
            false,
            AnnotationTask.genes(exons, Strand.REVERSE)),
        new AnnotationTask(
            "lamin-domain",
            "domains at the nuclear lamina (lamin B1)",
            false,
            bed(landmarks, "laminB1lads.hg19.bed.gz")));
  }

  private static List<GenomicInterval> bed(PreparedData data, String file) {
    Path path = data.file(file);
    return BedFile.readAll(path).stream().map(BedRecord::interval).toList();
  }
}
