package org.helixbook.model.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Supplier;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.text.TextSource;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;

/** Runs of language models, whose texts can be got again by their {@link TextSource}. */
public final class LanguageRuns implements RunKind {
  /** The kind's name in a configuration. */
  public static final String NAME = "paper2-language-model";

  private final Supplier<DatasetStore> store;

  /**
   * The kind.
   *
   * @param store where data sets come from that the kit does not carry, when one is needed
   */
  public LanguageRuns(Supplier<DatasetStore> store) {
    this.store = store;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CharacterTask task(RunConfiguration configuration, Progress progress) {
    CharacterNetwork network = read(configuration.network(), CharacterNetwork.class);
    TextSource source = read(configuration.preparation(), TextSource.class);
    return new CharacterTask(network, source.load(store.get(), progress));
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
