package org.helixbook.databuilder;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.chromatin.Hg19Annotation;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.text.EmbeddedGenome;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;

/** How an embedded data set is made from the packages that its entry of the manifest names. */
@FunctionalInterface
interface Recipe {
  /**
   * Makes the set in memory.
   *
   * @param name its name in the manifest
   * @param store brings the packages, verified
   * @throws InputProblem if a package is not the one of the manifest
   */
  Built build(String name, DatasetStore store) throws IOException;

  /**
   * What was made.
   *
   * @param files file name to content
   * @param counts what each step kept
   * @param windows those of a coding/non-coding set; of another none
   */
  record Built(
      Map<String, byte[]> files, List<BuildReport.Count> counts, List<CodingWindow> windows) {}

  /** Those of the embedded sets, by name. */
  static Map<String, Recipe> embedded() {
    return Map.of(
        CodingSet.HUMAN,
        humanCoding(BuildRules.humanCoding600()),
        CodingSet.HUMAN_GENOMIC,
        humanGenomic(GenomicRules.humanGenomic600()),
        CodingSet.HUMAN_LNSD,
        humanLnsd(LnsdRules.humanLnsd()),
        "ustilago-coding-600",
        ustilagoCoding(UstilagoRules.ustilagoCoding600()),
        Hg19Annotation.NAME,
        annotation(AnnotationRules.hg19Annotation()),
        EmbeddedGenome.DATA_SET,
        (name, store) -> new Built(GenomeFiles.of(store), List.of(), List.of()));
  }

  /** Coding windows and windows away from every exon. */
  static Recipe humanCoding(BuildRules rules) {
    return (name, store) -> {
      PinnedInputs inputs = PinnedInputs.of(name, store, Progress.silent());
      return HumanCodingSetBuilder.build(
              name, inputs.genome(), inputs.exons(), rules, inputs.described())
          .built();
    };
  }

  private static Recipe humanGenomic(GenomicRules rules) {
    return (name, store) -> {
      PinnedInputs inputs = PinnedInputs.of(name, store, Progress.silent());
      return HumanGenomicSetBuilder.build(
              name, inputs.genome(), inputs.exons(), inputs.geneTypes(), rules, inputs.described())
          .built();
    };
  }

  private static Recipe humanLnsd(LnsdRules rules) {
    return (name, store) -> {
      PinnedInputs inputs = PinnedInputs.of(name, store, Progress.silent());
      return HumanLnsdSetBuilder.build(
              name, inputs.genome(), inputs.exons(), inputs.geneTypes(), rules, inputs.described())
          .built();
    };
  }

  /** Annotated coding windows and windows between genes. */
  static Recipe ustilagoCoding(UstilagoRules rules) {
    return (name, store) -> {
      UstilagoInputs inputs = UstilagoInputs.of(name, store, Progress.silent());
      return UstilagoCodingSetBuilder.build(
              name, inputs.genome(), inputs.annotation(), rules, inputs.described())
          .built();
    };
  }

  private static Recipe annotation(AnnotationRules rules) {
    return (name, store) -> {
      AnnotationSetBuilder.Result result =
          AnnotationSetBuilder.build(
              name, AnnotationInputs.of(name, store, Progress.silent()), rules);
      return new Built(
          Map.of(
              name + Hg19Annotation.WINDOWS_SUFFIX,
              result.file(),
              name + Hg19Annotation.REPORT_SUFFIX,
              result.report().toJson()),
          result.report().counts(),
          List.of());
    };
  }
}
