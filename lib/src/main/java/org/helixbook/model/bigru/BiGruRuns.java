package org.helixbook.model.bigru;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.chromatin.ChromatinRecipe;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;

/** Runs of the network of many tasks, whose windows can be had again by their recipe. */
public final class BiGruRuns implements RunKind {
  /** The kind's name in a configuration. */
  public static final String NAME = "bigru";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "BiGRU on windows of DNA, many tasks";
  }

  @Override
  public List<Class<?>> computedBy() {
    return List.of(BiGruTask.class, MultiLabelWindows.class);
  }

  @Override
  public BiGruTask task(RunConfiguration configuration, Progress progress) {
    try {
      return new BiGruTask(
          new ObjectMapper().treeToValue(configuration.network(), BiGruDescription.class),
          ChromatinRecipe.of(configuration.preparation())
              .load(DatasetStore.fromEnvironment(), progress));
    } catch (JsonProcessingException e) {
      throw new InputProblem(
          "configuration of a network of many tasks",
          "it does not describe the network",
          "give the configuration that the kit wrote",
          e);
    }
  }
}
