package org.helixbook.model.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.text.CharacterText;
import org.helixbook.data.text.TextSource;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;
import org.helixbook.run.RunModel;
import org.helixbook.run.RunPredictor;
import org.helixbook.run.RunScore;

/** Runs of language models, whose texts can be got again by their {@link TextSource}. */
public final class LanguageRuns implements RunKind {
  /** The kind's name in a configuration. */
  public static final String NAME = "language-model";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> formerNames() {
    return List.of("paper2-language-model");
  }

  @Override
  public String title() {
    return "language model of letters";
  }

  @Override
  public RunScore score() {
    return new RunScore("heldOutPerplexity", false, false);
  }

  @Override
  public List<Class<?>> computedBy() {
    return List.of(CharacterTask.class, CharacterText.class);
  }

  @Override
  public CharacterTask task(RunConfiguration configuration, Progress progress) {
    CharacterNetwork network = read(configuration.network(), CharacterNetwork.class);
    TextSource source = read(configuration.preparation(), TextSource.class);
    return new CharacterTask(network, source.load(DatasetStore.fromEnvironment(), progress));
  }

  /** The configuration and the state are all that it needs. */
  @Override
  public RunPredictor predictor(RunModel run) throws IOException {
    return LanguagePredictor.of(run);
  }

  /** A record that was written down as JSON. */
  public static <T> T read(JsonNode json, Class<T> type) {
    try {
      return new ObjectMapper().treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new InputProblem(
          "configuration of a language model",
          "it does not say the " + type.getSimpleName(),
          "give the configuration that the kit wrote",
          e);
    }
  }
}
