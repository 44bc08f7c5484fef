package org.helixbook.engine.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.helixbook.engine.FiniteDifferences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients against finite differences in double precision, and fused against plain. */
class RecurrentGradientTest {
  private static final int INPUTS = 2;
  private static final int UNITS = 2;
  private static final int BATCH = 2;
  private static final int STEPS = 4;

  static Stream<RecurrentCell> cells() {
    return Stream.of(
        RecurrentCell.gru(ResetGate.BEFORE_PRODUCT),
        RecurrentCell.gru(ResetGate.AFTER_PRODUCT),
        RecurrentCell.lstm(),
        RecurrentCell.vanilla(),
        RecurrentCell.clockwork(1, 3));
  }

  /** A case is a layer, whether it has a mask, and whether it starts from a carried state. */
  record Case(RecurrentStack stack, boolean mask, boolean state) {
    @Override
    public String toString() {
      return stack.cell()
          + " x"
          + stack.layers()
          + " "
          + stack.directions()
          + (stack.lastStates() ? " last" : "")
          + (mask ? " masked" : "")
          + (state ? " carried" : "");
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cells()
        .forEach(
            cell -> {
              cases.add(new Case(stack(cell, 1, Directions.FORWARD, false), false, false));
              cases.add(new Case(stack(cell, 1, Directions.FORWARD, false), true, true));
              cases.add(new Case(stack(cell, 2, Directions.BOTH_JOINED, false), true, false));
              cases.add(new Case(stack(cell, 2, Directions.BOTH_APART, true), false, true));
              cases.add(new Case(stack(cell, 2, Directions.BOTH_JOINED, true), true, false));
            });
    return cases;
  }

  static RecurrentStack stack(RecurrentCell cell, int layers, Directions directions, boolean last) {
    return RecurrentStack.builder(cell)
        .nIn(INPUTS)
        .nOut(UNITS)
        .layers(layers)
        .directions(directions)
        .lastStates(last)
        .build();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyParameterAndInputHasTheGradientOfFiniteDifferences(Case c) {
    assertEquals(0, worstAgainstFiniteDifferences(c), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fusedAgreesWithPlain(Case c) {
    assertFusedAgreesWithPlain(c, 19, 24);
  }

  /** So many sequences that a product over many steps holds 2 of 7, or 4 of a half of the batch. */
  @ParameterizedTest
  @MethodSource("cases")
  void fusedAgreesWithPlainWhereItsProductsHoldAFewSteps(Case c) {
    assertFusedAgreesWithPlain(c, 230, 7);
  }

  private static void assertFusedAgreesWithPlain(Case c, int batch, int steps) {
    Pass plain = pass(c, DataType.DOUBLE, batch, steps);
    Pass fused = pass(c, DataType.FLOAT, batch, steps);
    assertEquals(0, Layers.difference(fused.out, plain.out), 5e-5, "output");
    assertEquals(0, Layers.difference(fused.dx, plain.dx), 3e-4, "input's gradient");
    assertEquals(
        0, Layers.difference(fused.gradients, plain.gradients), 3e-4, "parameters' gradient");
    for (int i = 0; i < plain.states.size(); i++) {
      assertEquals(0, Layers.difference(fused.states.get(i), plain.states.get(i)), 5e-5, "state");
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void fusedGivesTheSameBitsTwice(RecurrentCell cell) {
    for (Directions directions : new Directions[] {Directions.BOTH_JOINED, Directions.FORWARD}) {
      Case c = new Case(stack(cell, 2, directions, false), false, false);
      Pass one = pass(c, DataType.FLOAT, 17, 20);
      Pass two = pass(c, DataType.FLOAT, 17, 20);
      assertEquals(one.out, two.out);
      assertEquals(one.dx, two.dx);
      assertEquals(one.gradients, two.gradients);
    }
  }

  private record Pass(INDArray out, INDArray dx, INDArray gradients, List<INDArray> states) {}

  private static Pass pass(Case c, DataType precision, int batch, int steps) {
    Layers layers = new Layers(c.stack, precision);
    INDArray x = Layers.noise(1, precision, batch, INPUTS, steps);
    prepare(c, layers, precision, batch, steps);
    INDArray out = forward(c, layers, x);
    INDArray epsilon = Layers.noise(2, precision, out.shape());
    INDArray dx = layers.backward(epsilon);
    List<INDArray> states =
        ((RecurrentLayer) layers.layer)
            .rnnGetTBPTTState().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .filter(e -> !e.getKey().equals("clock"))
                .map(e -> e.getValue())
                .toList();
    return new Pass(out, dx, layers.gradients, states);
  }

  private static void prepare(Case c, Layers layers, DataType precision, int batch, int steps) {
    if (c.mask) {
      INDArray mask = Nd4j.ones(precision, batch, steps);
      for (int b = 0; b < batch; b++) {
        for (int t = steps - b % 3; t < steps; t++) {
          mask.putScalar(b, t, 0);
        }
      }
      layers.layer.setMaskArray(mask);
    }
  }

  private static INDArray forward(Case c, Layers layers, INDArray x) {
    if (!c.state) {
      return layers.forward(x);
    }
    RecurrentLayer layer = (RecurrentLayer) layers.layer;
    layer.rnnClearPreviousState();
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    INDArray other = Layers.noise(3, x.dataType(), x.size(0), INPUTS, x.size(2));
    layer.rnnActivateUsingStoredState(other, true, true, none);
    return layer.rnnActivateUsingStoredState(x, true, true, none).dup();
  }

  private static double worstAgainstFiniteDifferences(Case c) {
    Layers layers = new Layers(c.stack, DataType.DOUBLE);
    prepare(c, layers, DataType.DOUBLE, BATCH, STEPS);
    INDArray x = Layers.noise(1, DataType.DOUBLE, BATCH, INPUTS, STEPS);
    clear(c, layers, layers.parameters);
    if (c.state) {
      // What came before is held fixed: gradients end where the state was carried in.
      forward(c, layers, x);
    }
    FixedState fixed = new FixedState(c, layers);
    INDArray out = fixed.forward(x);
    INDArray epsilon = Layers.noise(2, DataType.DOUBLE, out.shape());
    INDArray dx = layers.backward(epsilon);
    INDArray gradients = layers.gradients.dup();
    INDArray free = Nd4j.onesLike(gradients);
    clear(c, layers, free);
    assertEquals(gradients, gradients.mul(free), "what the clock keeps empty has no gradient");
    DoubleSupplier loss = () -> fixed.forward(x).mul(epsilon).sumNumber().doubleValue();
    return Math.max(
        FiniteDifferences.worst(x, dx, loss),
        FiniteDifferences.worst(layers.parameters, gradients, free, loss));
  }

  /** A clockwork network's blocks of zeros are no parameters. */
  private static void clear(Case c, Layers layers, INDArray flat) {
    if (c.stack.cell().periods().length == 0) {
      return;
    }
    INDArray copy = layers.parameters.dup();
    layers.parameters.assign(flat);
    layers
        .layer
        .paramTable()
        .forEach(
            (key, value) -> {
              if (key.endsWith("RW")) {
                new Clock(c.stack.cell(), UNITS).clearForbidden(value);
              }
            });
    flat.assign(layers.parameters.dup());
    if (flat != layers.parameters) {
      layers.parameters.assign(copy);
    }
  }

  private static final class FixedState {
    private final Case c;
    private final Layers layers;
    private final java.util.Map<String, INDArray> state;

    FixedState(Case c, Layers layers) {
      this.c = c;
      this.layers = layers;
      this.state = c.state ? ((RecurrentLayer) layers.layer).rnnGetTBPTTState() : null;
    }

    INDArray forward(INDArray x) {
      if (!c.state) {
        return layers.forward(x);
      }
      RecurrentLayer layer = (RecurrentLayer) layers.layer;
      layer.rnnSetTBPTTState(state);
      return layer
          .rnnActivateUsingStoredState(x, true, false, LayerWorkspaceMgr.noWorkspaces())
          .dup();
    }
  }

  @Test
  void lstmOfDeeplearning4jIsRight() {
    assertTrue(
        ofForeign(
                new LSTM.Builder().nIn(INPUTS).nOut(UNITS).activation(Activation.TANH).build(),
                false)
            < 1e-6);
  }

  @Test
  void simpleRnnOfDeeplearning4jIsRightFromZeroAndWrongFromACarriedState() {
    SimpleRnn rnn =
        new SimpleRnn.Builder().nIn(INPUTS).nOut(UNITS).activation(Activation.TANH).build();
    assertTrue(ofForeign(rnn, false) < 1e-6);
    // Its backward pass starts over from a state of 0: this is why the kit has its own.
    assertTrue(ofForeign(rnn, true) > 1e-2);
  }

  @Test
  void bidirectionalOfDeeplearning4jReadsAGruBothWays() {
    Bidirectional both =
        new Bidirectional(
            stack(RecurrentCell.gru(ResetGate.AFTER_PRODUCT), 1, Directions.FORWARD, false));
    assertTrue(ofForeign(both, false) < 1e-6);
    RecurrentStack own =
        stack(RecurrentCell.gru(ResetGate.AFTER_PRODUCT), 1, Directions.BOTH_JOINED, false);
    for (DataType precision : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      Layers theirs = new Layers(both, precision);
      Layers ours = new Layers(own, precision);
      INDArray x = Layers.noise(1, precision, BATCH, INPUTS, STEPS);
      INDArray a = theirs.forward(x);
      INDArray b = ours.forward(x);
      assertEquals(b, a);
      INDArray epsilon = Layers.noise(2, precision, a.shape());
      INDArray dx = ours.backward(epsilon);
      assertTrue(Layers.difference(theirs.backward(epsilon), dx) < 1e-6);
      assertEquals(ours.gradients, theirs.gradients);
    }
  }

  private static double ofForeign(
      org.deeplearning4j.nn.conf.layers.Layer description, boolean carried) {
    Layers layers = new Layers(description, DataType.DOUBLE);
    INDArray x = Layers.noise(1, DataType.DOUBLE, BATCH, INPUTS, STEPS);
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    if (carried) {
      ((RecurrentLayer) layers.layer).rnnActivateUsingStoredState(x.dup(), true, true, none);
    }
    java.util.function.Supplier<INDArray> forward =
        () ->
            carried
                ? ((RecurrentLayer) layers.layer)
                    .rnnActivateUsingStoredState(x.dup('f'), true, false, none)
                    .dup()
                : layers.forward(x.dup('f'));
    INDArray out = forward.get();
    INDArray epsilon = Layers.noise(2, DataType.DOUBLE, out.shape());
    if (carried) {
      ((RecurrentLayer) layers.layer).tbpttBackpropGradient(epsilon.dup('f'), STEPS, none);
    } else {
      layers.backward(epsilon);
    }
    return FiniteDifferences.worst(
        layers.parameters,
        layers.gradients.dup(),
        () -> forward.get().mul(epsilon).sumNumber().doubleValue());
  }
}
