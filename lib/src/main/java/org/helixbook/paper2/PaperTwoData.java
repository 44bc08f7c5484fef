package org.helixbook.paper2;

import java.nio.file.Files;
import java.nio.file.Path;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.DeepSeaBundle;
import org.helixbook.data.chromatin.FactorNet;
import org.helixbook.data.chromatin.Hg19Annotation;
import org.helixbook.data.chromatin.OwnGenomeData;
import org.helixbook.data.chromatin.WindowSplit;
import org.helixbook.data.chromatin.WindowSplitter;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.KitFolder;
import org.helixbook.storage.Seeds;

/** Finds the data of Paper 2 by the one word, or path, that a notebook's parameter gives. */
public final class PaperTwoData {
  /** FactorNet's bins with a peak: DeepSEA's protocol. */
  public static final String FACTORNET = "factornet";

  /** The same, with as many bins without a peak beside them. */
  public static final String FACTORNET_BACKGROUND = "factornet+background";

  private PaperTwoData() {}

  /**
   * Reads the data, with all its tasks and whole windows.
   *
   * @param parameter {@code hg19-annotation}, {@code factornet}, {@code factornet+background}, or a
   *     folder: DeepSEA's bundle ({@code train.mat}, {@code valid.mat}, {@code test.mat}), or one's
   *     own FASTA and BED files; a relative path is looked for in the working folder and then in
   *     the kit's root
   * @param split how to split; see {@link Hg19Annotation}, {@link FactorNet}, {@link
   *     WindowSplitter#byPlace}
   * @param store where data sets come from
   * @param seeds for the draws
   * @param progress told of long work
   * @return the data
   * @throws InputProblem if there is no such data, or something is wrong with it
   */
  public static ChromatinData from(
      String parameter, WindowSplit split, DatasetStore store, Seeds seeds, Progress progress) {
    switch (parameter) {
      case Hg19Annotation.NAME:
        return Hg19Annotation.load().data(split);
      case FACTORNET:
        return FactorNet.load(store, 0, split, seeds, progress);
      case FACTORNET_BACKGROUND:
        return FactorNet.load(store, 1, split, seeds, progress);
      default:
        Path folder = KitFolder.place(parameter);
        if (!Files.isDirectory(folder)) {
          throw new InputProblem(
              "data '" + parameter + "'",
              "it is no data set of Paper 2 and no folder",
              "write "
                  + Hg19Annotation.NAME
                  + ", "
                  + FACTORNET
                  + ", "
                  + FACTORNET_BACKGROUND
                  + ", or the path of a folder with DeepSEA's bundle or with a FASTA file and"
                  + " BED files");
        }
        if (DeepSeaBundle.isIn(folder)) {
          return DeepSeaBundle.in(folder).read(split, seeds, progress);
        }
        return OwnGenomeData.in(folder).read(split, WindowSplitter.PAPER, seeds);
    }
  }
}
