package org.helixbook.model.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.helixbook.data.text.CharacterText;
import org.helixbook.data.text.TextSplit;
import org.helixbook.run.Sums;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The model against finite differences, PyTorch and itself. */
class CharacterRnnTest {
  private static CharacterModel.Builder tiny(CharacterCell cell) {
    return CharacterModel.builder().cell(cell).layers(2).hidden(3).embedding(2).seed(4);
  }

  private static byte[][] letters(int batch, int steps, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[][] ids = new byte[batch][steps];
    for (byte[] row : ids) {
      for (int t = 0; t < steps; t++) {
        row[t] = (byte) random.nextInt(4);
      }
    }
    return ids;
  }

  private static CharacterText text(int length, long seed) {
    return CharacterText.of("noise", letters(1, length, seed)[0]);
  }

  @ParameterizedTest
  @CsvSource({"RNN, 2, 4", "LSTM, 2, 4", "GRU, 2, 4", "GRU, 1, 4", "LSTM, 3, 1", "RNN, 1, 1"})
  void everyParameterHasTheGradientOfFiniteDifferences(CharacterCell cell, int batch, int steps) {
    CharacterRnn rnn = CharacterRnn.create(tiny(cell).build(), DataType.DOUBLE);
    MultiLayerNetwork network = rnn.network();
    byte[][] ids = letters(batch, steps, 1);
    byte[][] next = letters(batch, steps, 2);
    INDArray before = network.params().dup();
    rnn.step(ids, next);
    // DL4J divides by the batch after the gradient was kept; Adam changes a copy of the view.
    INDArray exact = gradient(rnn, before, ids, next);
    double floor = 0.01 * exact.amaxNumber().doubleValue();
    for (long i = 0; i < before.length(); i++) {
      double value = before.getDouble(i);
      double up = lossAt(rnn, before, i, value + 1e-5, ids, next);
      double down = lossAt(rnn, before, i, value - 1e-5, ids, next);
      before.putScalar(i, value);
      double numeric = (up - down) / 2e-5;
      double scale = Math.max(floor, Math.abs(numeric));
      assertEquals(0, (exact.getDouble(i) - numeric) / scale, 1e-6, "parameter " + i);
    }
    assertTrue(before.length() > 40);
  }

  /** Of the mean loss a letter, from a state of 0. */
  private static INDArray gradient(
      CharacterRnn rnn, INDArray parameters, byte[][] ids, byte[][] next) {
    MultiLayerNetwork network = rnn.network();
    network.params().assign(parameters);
    rnn.clear();
    network.setInput(rnn.letters(ids));
    network.setLabels(rnn.oneHot(next));
    network.computeGradientAndScore();
    return network.gradient().gradient().dup().divi((double) ids.length * ids[0].length);
  }

  private static double lossAt(
      CharacterRnn rnn, INDArray parameters, long i, double value, byte[][] ids, byte[][] next) {
    parameters.putScalar(i, value);
    rnn.network().params().assign(parameters);
    double sum = 0;
    for (int row = 0; row < ids.length; row++) {
      // Each row as a text: the letters that were read, and the last of those behind them.
      rnn.clear();
      INDArray said = rnn.read(new byte[][] {ids[row]});
      for (int t = 0; t < ids[row].length; t++) {
        sum -= Math.log(said.getDouble(0, next[row][t], t));
      }
    }
    rnn.clear();
    return sum / (ids.length * ids[0].length);
  }

  @ParameterizedTest
  @EnumSource(CharacterCell.class)
  void agreesWithPyTorchThroughTwoEpochsWithACarriedState(CharacterCell cell) throws IOException {
    JsonNode all;
    try (InputStream in = getClass().getResourceAsStream("language-pytorch.json")) {
      all = new ObjectMapper().readTree(in);
    }
    JsonNode node = null;
    for (JsonNode one : all.get("cells")) {
      node = one.get("cell").asText().equals(cell.name()) ? one : node;
    }
    CharacterModel model =
        CharacterModel.builder()
            .cell(cell)
            .layers(2)
            .hidden(all.get("units").asInt())
            .embedding(all.get("embedding").asInt())
            .batchSize(all.get("batch").asInt())
            .length(all.get("length").asInt())
            .learningRate(all.get("rate").asDouble())
            .epochs(all.get("epochs").asInt())
            .build();
    CharacterText train = CharacterText.of("train", ids(all.get("train")));
    CharacterText other = CharacterText.of("other", ids(all.get("other")));
    for (DataType precision : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      boolean exact = precision == DataType.DOUBLE;
      CharacterRnn rnn = CharacterRnn.create(model, precision);
      Map<String, INDArray> table = rnn.network().paramTable();
      Map<String, String> names =
          Map.of(
              "0_W", "embedding",
              "1_0fW", "cells.0.w",
              "1_0fRW", "cells.0.u",
              "1_0fb", "cells.0.b",
              "1_1fW", "cells.1.w",
              "1_1fRW", "cells.1.u",
              "1_1fb", "cells.1.b",
              "2_W", "head_w",
              "2_b", "head_b");
      assertEquals(names.keySet(), table.keySet());
      JsonNode before = node.get("parameters");
      table.forEach((key, view) -> view.assign(array(before, names.get(key), view)));
      CharacterLearner learner = new CharacterLearner(rnn, new TextSplit(train, other));
      JsonNode losses = node.get("losses");
      int step = 0;
      for (int epoch = 1; epoch <= model.training().epochs(); epoch++) {
        for (int batch = 0; batch < learner.batches(); batch++) {
          Sums sums = learner.step(epoch, batch);
          assertEquals(
              losses.get(step).asDouble(), sums.mean("loss"), exact ? 1e-10 : 2e-5, "step " + step);
          step++;
        }
      }
      assertEquals(losses.size(), step);
      JsonNode after = node.get("after");
      table.forEach(
          (key, view) -> {
            INDArray expected = array(after, names.get(key), view);
            double difference =
                expected.sub(view.castTo(DataType.DOUBLE)).amaxNumber().doubleValue();
            assertEquals(0, difference, exact ? 1e-9 : 2e-4, key);
          });
      double[] scored = rnn.losses(other, 1, 0).values();
      assertEquals(node.get("scored").size(), scored.length);
      for (int i = 0; i < scored.length; i++) {
        assertEquals(node.get("scored").get(i).asDouble(), scored[i], exact ? 1e-9 : 5e-4);
      }
    }
  }

  private static byte[] ids(JsonNode node) {
    byte[] ids = new byte[node.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (byte) node.get(i).asInt();
    }
    return ids;
  }

  /** PyTorch's weights are [out, in], row-major: the memory of [in, out], column-major. */
  private static INDArray array(JsonNode group, String name, INDArray like) {
    JsonNode node = group.get(name);
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asDouble();
    }
    return Nd4j.create(values, like.shape(), name.equals("embedding") ? 'c' : 'f');
  }

  @ParameterizedTest
  @EnumSource(CharacterCell.class)
  void hasTheParametersThatItsDescriptionCounts(CharacterCell cell) {
    CharacterModel model = CharacterModel.builder().cell(cell).layers(3).hidden(7).build();
    int gates = cell == CharacterCell.RNN ? 1 : cell == CharacterCell.GRU ? 3 : 4;
    // 4 x 4 letters; (4 + 7 + 1) x 7 a gate below, twice (7 + 7 + 1) x 7 above; 8 x 4 on top
    assertEquals(16 + gates * 7 * (12 + 15 + 15) + 32, model.network().parameters());
    assertEquals(model.network().parameters(), CharacterRnn.create(model).parameters());
  }

  // Not the vanilla network: at random weights it never forgets where it started.
  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  void aTextReadInStretchesCostsWhatItCostsInOne(CharacterCell cell) {
    CharacterModel model =
        CharacterModel.builder().cell(cell).layers(2).hidden(8).learningRate(0.02).build();
    CharacterRnn rnn = CharacterRnn.create(model);
    for (int i = 0; i < 20; i++) {
      rnn.step(letters(5, 10, i), letters(5, 10, i + 100));
    }
    CharacterText text = text(3004, 3);
    double[] whole = rnn.losses(text, 1, 200).values();
    double[] cut = rnn.losses(text, 3, 200).values();
    assertEquals(3003, whole.length);
    assertArrayEquals(whole, cut, 1e-4);
    // The first stretch is the text's beginning: no warm-up, the same to the rounding.
    double[] hasty = rnn.losses(text, 3, 1).values();
    double worst = 0;
    for (int i = 0; i < whole.length; i++) {
      worst = Math.max(worst, Math.abs(whole[i] - hasty[i]));
      assertTrue(i >= 1001 || Math.abs(whole[i] - hasty[i]) < 1e-5, "at " + i);
    }
    assertTrue(worst > 0.01, "without a warm-up " + worst);
    // Too short to be cut: the same bits.
    CharacterText little = text(100, 4);
    assertArrayEquals(rnn.losses(little, 1, 40).values(), rnn.losses(little, 64, 40).values());
  }

  @Test
  void scoringChangesNothing() {
    CharacterModel model = CharacterModel.builder().hidden(6).build();
    CharacterRnn one = CharacterRnn.create(model);
    CharacterRnn two = CharacterRnn.create(model);
    one.step(letters(3, 5, 1), letters(3, 5, 2));
    two.step(letters(3, 5, 1), letters(3, 5, 2));
    TextLosses first = two.losses(text(500, 1), 4, 20);
    assertEquals(first, two.losses(text(500, 1), 4, 20));
    assertEquals(
        one.step(letters(3, 5, 3), letters(3, 5, 4)), two.step(letters(3, 5, 3), letters(3, 5, 4)));
    assertEquals(one.network().params(), two.network().params());
  }

  @Test
  void theStateIsCarriedFromStepToStep() {
    CharacterModel model = CharacterModel.builder().hidden(6).learningRate(1e-12).build();
    CharacterRnn rnn = CharacterRnn.create(model);
    byte[][] ids = letters(3, 5, 1);
    double fresh = rnn.step(ids, ids);
    double carried = rnn.step(ids, ids);
    assertTrue(Math.abs(fresh - carried) > 1e-5, fresh + " " + carried);
    rnn.clear();
    assertEquals(fresh, rnn.step(ids, ids), 1e-6);
  }

  @ParameterizedTest
  @EnumSource(CharacterCell.class)
  void comesBackFromItsStateAndGoesOnWithTheSameBits(CharacterCell cell) throws IOException {
    CharacterModel model = CharacterModel.builder().cell(cell).hidden(9).build();
    CharacterRnn one = CharacterRnn.create(model);
    for (int i = 0; i < 3; i++) {
      one.step(letters(4, 6, i), letters(4, 6, i + 9));
    }
    Map<String, byte[]> kept = one.state();
    CharacterRnn two = CharacterRnn.restore(model, kept);
    assertEquals(3, two.steps());
    for (int i = 3; i < 6; i++) {
      assertEquals(
          one.step(letters(4, 6, i), letters(4, 6, i + 9)),
          two.step(letters(4, 6, i), letters(4, 6, i + 9)));
    }
    Map<String, byte[]> a = one.state();
    Map<String, byte[]> b = two.state();
    assertEquals(a.keySet(), b.keySet());
    a.forEach((name, bytes) -> assertArrayEquals(bytes, b.get(name), name));
    assertNotEquals(0, kept.keySet().stream().filter(k -> k.startsWith("carried-")).count());
    Map<String, byte[]> lacking = new TreeMap<>(a);
    lacking.remove("updater");
    assertThrows(IOException.class, () -> CharacterRnn.restore(model, lacking));
    CharacterModel other = model.toBuilder().hidden(8).build();
    assertThrows(IOException.class, () -> CharacterRnn.restore(other, a));
  }
}
