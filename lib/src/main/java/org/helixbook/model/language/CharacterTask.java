package org.helixbook.model.language;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helixbook.data.text.TextSource;
import org.helixbook.data.text.TextSplit;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunTask;

/**
 * What a run of a language model needs beside its configuration.
 *
 * @param network what the model is made of
 * @param text what it learns from, and what is only scored
 */
public record CharacterTask(CharacterNetwork network, TextSplit text)
    implements RunTask<CharacterLearner> {

  /** Checks that both are there. */
  public CharacterTask {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(text, "text");
  }

  /**
   * The configuration of such a run, which can be gone on with from the command line.
   *
   * @param training how the model is trained
   * @param source where the text comes from
   * @return the configuration for the run store
   */
  public RunConfiguration configuration(CharacterTraining training, TextSource source) {
    requireFits(training);
    return RunConfiguration.here(
        LanguageRuns.NAME,
        "language model, " + source.title(),
        network,
        training,
        digests(),
        source);
  }

  private void requireFits(CharacterTraining training) {
    if (text.train().length() <= training.batchSize()) {
      throw new InputProblem(
          "training of a language model",
          "a text of "
              + text.train().length()
              + " characters cannot be cut into "
              + training.batchSize()
              + " stretches",
          "give more text, or a smaller batch");
    }
  }

  @Override
  public SortedMap<String, String> digests() {
    return new TreeMap<>(
        Map.of("train", text.train().digest(), "heldOut", text.heldOut().digest()));
  }

  @Override
  public CharacterLearner create(RunConfiguration configuration) {
    return new CharacterLearner(CharacterRnn.create(model(configuration)), text);
  }

  @Override
  public CharacterLearner restore(RunConfiguration configuration, Map<String, byte[]> state)
      throws IOException {
    return new CharacterLearner(CharacterRnn.restore(model(configuration), state), text)
        .withTrace(state);
  }

  private CharacterModel model(RunConfiguration configuration) {
    CharacterTraining training = configuration.trainingAs(CharacterTraining.class);
    requireFits(training);
    return new CharacterModel(network, training);
  }
}
