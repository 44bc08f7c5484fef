package org.helixbook.model.language;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.helixbook.data.text.CharacterText;
import org.helixbook.data.text.UnknownBases;
import org.helixbook.dna.DnaSequence;
import org.helixbook.engine.ComputeThread;
import org.helixbook.run.RunModel;
import org.helixbook.run.RunPredictor;

/**
 * What a language model pays for DNA, in bits a base: 2 for one that guesses. Unknown bases are
 * left out, as in training; nothing is said of them and of the first base.
 *
 * @param rnn trained
 */
record LanguagePredictor(CharacterRnn rnn) implements RunPredictor {
  private static final String CARRIED = "carried-";

  /** The model of a run. */
  static LanguagePredictor of(RunModel run) throws IOException {
    CharacterModel model =
        new CharacterModel(
            run.networkAs(CharacterNetwork.class),
            run.configuration().trainingAs(CharacterTraining.class));
    // The state that training carries from step to step says nothing of other texts.
    Map<String, byte[]> state = new TreeMap<>(run.state());
    state.keySet().removeIf(part -> part.startsWith(CARRIED));
    try {
      return new LanguagePredictor(ComputeThread.call(() -> CharacterRnn.restore(model, state)));
    } catch (IllegalStateException e) {
      throw new IOException("its state is not one of its network", e);
    }
  }

  @Override
  public List<String> outputs() {
    return List.of("bits a base");
  }

  @Override
  public int windowLength() {
    return 0;
  }

  @Override
  public boolean readsUnknown() {
    return true;
  }

  @Override
  public int atOnce() {
    return 1;
  }

  @Override
  public double[][] score(List<DnaSequence> sequences) {
    return sequences.stream()
        .map(sequence -> new double[] {losses(sequence).bits()})
        .toArray(double[][]::new);
  }

  @Override
  public double[] perBase(DnaSequence sequence) {
    double[] losses = losses(sequence).values();
    double[] bits = new double[sequence.length()];
    Arrays.fill(bits, Double.NaN);
    int known = 0;
    for (int i = 0; i < bits.length; i++) {
      if (sequence.baseAt(i) != 'N') {
        if (known > 0) {
          bits[i] = losses[known - 1] / Math.log(2);
        }
        known++;
      }
    }
    return bits;
  }

  private TextLosses losses(DnaSequence sequence) {
    CharacterText text = CharacterText.of(sequence, UnknownBases.LEAVE_OUT);
    return ComputeThread.call(
        () -> rnn.losses(text, CharacterLearner.STRETCHES, CharacterLearner.WARM_UP));
  }

  @Override
  public List<Call> calls(double[] scores) {
    return List.of();
  }

  @Override
  public List<String> thresholds() {
    return List.of("a language model decides nothing: 2 bits a base is a guess, fewer is known");
  }
}
