package org.helixbook.data.chromatin;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.SequenceTable;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.KitFolder;
import org.helixbook.storage.Seeds;

/**
 * How windows were made: where they come from, and what was done to them, in order. {@link
 * ChromatinData} keeps its own. Jackson writes it as JSON and reads it again; that is what the
 * configuration of a run says of its data.
 *
 * @param source where the windows come from
 * @param steps what was done to them
 */
public record ChromatinRecipe(Source source, List<Step> steps) {
  /** FactorNet's bins with a peak: DeepSEA's protocol. */
  public static final String FACTORNET = "factornet";

  /** The same, with as many bins without a peak beside them. */
  public static final String FACTORNET_BACKGROUND = "factornet+background";

  /** Copies the list. */
  public ChromatinRecipe {
    Objects.requireNonNull(source, "source");
    steps = List.copyOf(steps);
  }

  /** Where windows come from. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Named.class, name = "dataset"),
    @JsonSubTypes.Type(value = Simulated.class, name = "simulated")
  })
  public sealed interface Source {
    /**
     * Reads or draws the windows, with all their tasks.
     *
     * @throws InputProblem if there are no such data, or something is wrong with them
     */
    ChromatinData load(DatasetStore store, Progress progress);
  }

  /**
   * A data set by one word, or by its folder.
   *
   * @param name {@code hg19-annotation}, {@code factornet}, {@code factornet+background}, a folder:
   *     DeepSEA's bundle ({@code train.mat}, {@code valid.mat}, {@code test.mat}), or one's own
   *     FASTA and BED files; or a {@link SequenceTable}. A relative path begins at the kit's root
   * @param split see {@link Hg19Annotation}, {@link FactorNet}, {@link WindowSplitter#byPlace}; a
   *     table is split as its own column says, or at random
   * @param seed base of the seeds of all draws
   */
  public record Named(String name, WindowSplit split, long seed) implements Source {
    @Override
    public ChromatinData load(DatasetStore store, Progress progress) {
      Seeds seeds = new Seeds(seed);
      switch (name) {
        case Hg19Annotation.NAME:
          return Hg19Annotation.load().data(split);
        case FACTORNET:
          return FactorNet.load(store, 0, split, seeds, progress);
        case FACTORNET_BACKGROUND:
          return FactorNet.load(store, 1, split, seeds, progress);
        default:
          Path folder = KitFolder.place(name);
          if (SequenceTable.isOne(folder) && !Files.isDirectory(folder)) {
            return OwnTableData.read(folder, split, WindowSplitter.PAPER, seeds);
          }
          if (!Files.isDirectory(folder)) {
            throw new InputProblem(
                "data '" + name + "'",
                "it is no data set of windows and no folder",
                "write "
                    + String.join(", ", Hg19Annotation.NAME, FACTORNET, FACTORNET_BACKGROUND)
                    + ", the path of a folder with DeepSEA's bundle or with a FASTA file and BED"
                    + " files, or that of a table of sequences (.tsv or .csv)");
          }
          return DeepSeaBundle.isIn(folder)
              ? DeepSeaBundle.in(folder).read(split, seeds, progress)
              : OwnGenomeData.in(folder).read(split, WindowSplitter.PAPER, seeds);
      }
    }
  }

  /** Simulated windows, with the number of training, validation and test windows. */
  public record Simulated(PlantedMotifs motifs, int train, int validation, int test)
      implements Source {
    @Override
    public ChromatinData load(DatasetStore store, Progress progress) {
      return motifs.data(train, validation, test);
    }
  }

  /** What is done to windows. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Centre.class, name = "centre"),
    @JsonSubTypes.Type(value = Rows.class, name = "rows"),
    @JsonSubTypes.Type(value = Sample.class, name = "sample"),
    @JsonSubTypes.Type(value = TrainingSample.class, name = "trainingSample"),
    @JsonSubTypes.Type(value = FrequentTasks.class, name = "frequentTasks"),
    @JsonSubTypes.Type(value = MostFrequentTasks.class, name = "mostFrequentTasks"),
    @JsonSubTypes.Type(value = Tasks.class, name = "tasks"),
    @JsonSubTypes.Type(value = BothStrands.class, name = "bothStrands")
  })
  public sealed interface Step {
    ChromatinData apply(ChromatinData data);
  }

  /** See {@link ChromatinData#centre}. */
  public record Centre(int bases) implements Step {
    @Override
    public ChromatinData apply(ChromatinData data) {
      return data.centre(bases);
    }
  }

  /** See {@link ChromatinData#rows}. */
  public record Rows(WindowRows which, long seed) implements Step {
    @Override
    public ChromatinData apply(ChromatinData data) {
      return data.rows(which, new Seeds(seed));
    }
  }

  /** See {@link ChromatinData#sample}. */
  public record Sample(int train, int validation, int test, long seed) implements Step {
    @Override
    public ChromatinData apply(ChromatinData data) {
      return data.sample(train, validation, test, new Seeds(seed));
    }
  }

  /** See {@link ChromatinData#trainingSample}. */
  public record TrainingSample(int windows, String purpose, long seed) implements Step {
    @Override
    public ChromatinData apply(ChromatinData data) {
      return data.trainingSample(windows, new Seeds(seed), purpose);
    }
  }

  /** See {@link ChromatinData#frequentTasks}. */
  public record FrequentTasks(double rate) implements Step {
    @Override
    public ChromatinData apply(ChromatinData data) {
      return data.frequentTasks(rate);
    }
  }

  /** See {@link ChromatinData#mostFrequentTasks}. */
  public record MostFrequentTasks(int count) implements Step {
    @Override
    public ChromatinData apply(ChromatinData data) {
      return data.mostFrequentTasks(count);
    }
  }

  /** See {@link ChromatinData#withTasks}. */
  public record Tasks(List<String> names) implements Step {
    /** Copies the list. */
    public Tasks {
      names = List.copyOf(names);
    }

    @Override
    public ChromatinData apply(ChromatinData data) {
      return data.withTasks(names);
    }
  }

  /** See {@link ChromatinData#bothStrands}. */
  public record BothStrands() implements Step {
    @Override
    public ChromatinData apply(ChromatinData data) {
      return data.bothStrands();
    }
  }

  /** The recipe with a step more. */
  ChromatinRecipe and(Step step) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    return new ChromatinRecipe(source, more);
  }

  /**
   * Makes the data.
   *
   * @param store where data sets come from that the kit does not carry
   * @param progress told of long work
   * @return the same windows for the same recipe and the same files
   * @throws InputProblem if there are no such data, something is wrong with them, or a step asks
   *     for what they do not have
   */
  public ChromatinData load(DatasetStore store, Progress progress) {
    ChromatinData data =
        source.load(store, progress).madeBy(new ChromatinRecipe(source, List.of()));
    for (Step step : steps) {
      data = step.apply(data);
    }
    return data;
  }

  /**
   * Reads what Jackson wrote of one.
   *
   * @throws InputProblem if it is none
   */
  public static ChromatinRecipe of(JsonNode json) {
    try {
      return new ObjectMapper().treeToValue(json, ChromatinRecipe.class);
    } catch (JsonProcessingException e) {
      throw new InputProblem(
          "data of a run",
          "they are not described as windows (" + e.getOriginalMessage() + ")",
          "run the notebook or program that began it: it goes on there",
          e);
    }
  }
}
