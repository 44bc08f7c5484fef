package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.Cnn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class ModelsTest {

  private static List<String> lines(Cnn architecture, int height, int width) {
    return architecture.layerTable(3, height, width).stream()
        .map(row -> row.layer() + " | " + row.output() + " | " + row.parameters())
        .toList();
  }

  @Test
  void modelOneIsTheTableOfFigureTwo() {
    assertEquals(
        List.of(
            "Conv 3x3, 32 | 32x222x222 | 896",
            "Conv 3x3, 64 | 64x220x220 | 18496",
            "MaxPool 3x3 | 64x73x73 | 0",
            "Conv 1x1, 80 | 80x73x73 | 5200",
            "Conv 3x3, 192 | 192x71x71 | 138432",
            "MaxPool 3x3 | 192x23x23 | 0",
            "Conv 3x3, 64 | 64x21x21 | 110656",
            "Conv 3x3, 90 | 90x19x19 | 51930",
            "Conv 3x3, 192 | 192x17x17 | 155712",
            "MaxPool 3x3 | 192x5x5 | 0",
            "AvgPool 5x5 | 192x1x1 | 0",
            "Linear 512 | 512 | 98816",
            "Linear 256 | 256 | 131328",
            "Linear 128 | 128 | 32896",
            "Linear 2 | 2 | 258",
            "Softmax | 2 | 0"),
        lines(Models.model1(), 224, 224));
    assertEquals(744_620, Models.model1().parameters(3, 224, 224));
  }

  @Test
  void modelTwoAHasThePublishedParameters() {
    assertEquals(
        List.of(
            "Conv 3x3, 32 | 32x222x222 | 896",
            "Conv 3x3, 64 | 64x220x220 | 18496",
            "MaxPool 3x3 | 64x73x73 | 0",
            "Conv 1x1, 100 | 100x73x73 | 6500",
            "Conv 3x3, 200 | 200x71x71 | 180200",
            "MaxPool 3x3 | 200x23x23 | 0",
            "Conv 3x3, 100 | 100x21x21 | 180100",
            "AvgPool (global) | 100x1x1 | 0",
            "Linear 512 | 512 | 51712",
            "Linear 256 | 256 | 131328",
            "Linear 2 | 2 | 514",
            "Softmax | 2 | 0"),
        lines(Models.model2a(), 224, 224));
    assertEquals(569_746, Models.model2a().parameters(3, 224, 224));
    assertEquals(569_746, Models.model2a().parameters(3, 64, 80));
  }

  @Test
  void modelTwoBHasThePublishedParameters() {
    List<String> table = lines(Models.model2b(), 224, 224);
    assertEquals("MaxPool 3x3 | 64x7x7 | 0", table.get(7));
    assertEquals("AvgPool 3x3 | 64x2x2 | 0", table.get(8));
    assertEquals("Linear 512 | 512 | 131584", table.get(9));
    assertEquals(569_746, Models.model2b().parameters(3, 224, 224));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void deeplearning4jCountsTheSameAndGivesOneRowAnImage(int which) {
    NumericBackend.prepare();
    Cnn architecture =
        switch (which) {
          case 1 -> Models.model1();
          case 2 -> Models.model2a();
          default -> Models.model2b();
        };
    MultiLayerNetwork network = new MultiLayerNetwork(architecture.configuration(3, 224, 224));
    network.init();
    assertEquals(architecture.parameters(3, 224, 224), network.numParams());
    assertEquals(
        List.of(1L, 2L),
        Arrays.stream(network.output(Nd4j.zeros(1, 224, 224, 3)).shape()).boxed().toList());
  }

  @Test
  void anImageTooSmallIsToldWithTheLayer() {
    InputProblem problem =
        assertThrows(InputProblem.class, () -> Models.model1().layerTable(3, 64, 64));
    assertTrue(problem.getMessage().contains("64 x 64"), problem.getMessage());
    assertTrue(problem.getMessage().contains("'Conv 3x3, 192'"), problem.getMessage());
  }

  @Test
  void modelOneKeepsItsParametersAtOtherSizes() {
    assertEquals(Models.model1(), Models.model1(224));
    for (int side : new int[] {91, 120, 199, 300}) {
      assertEquals(744_620, Models.model1(side).parameters(3, side, side), "at " + side);
    }
    InputProblem problem =
        assertThrows(InputProblem.class, () -> Models.model1(90).layerTable(3, 90, 90));
    assertTrue(problem.getMessage().contains("'MaxPool 3x3'"), problem.getMessage());
  }

  @Test
  void modelTwoBKeepsItsParametersAtOtherSizes() {
    assertEquals(Models.model2b(), Models.model2b(224));
    for (int side : new int[] {82, 108, 136, 300}) {
      assertEquals(569_746, Models.model2b(side).parameters(3, side, side), "at " + side);
    }
    assertThrows(InputProblem.class, () -> Models.model2b(81));
    assertThrows(InputProblem.class, () -> Models.model2b(120));
  }

  @Test
  void modelThreeHas692ParametersFewerThanPublished() {
    assertEquals(
        List.of(
            "Conv 3x3, 80 | 80x222x222 | 2240",
            "MaxPool 3x3 | 80x74x74 | 0",
            "Conv 3x3, 192 | 192x72x72 | 138432",
            "Conv 3x3, 64 | 64x70x70 | 110656",
            "AvgPool (global) | 64x1x1 | 0",
            "Linear 256 | 256 | 16640",
            "Linear 2 | 2 | 514",
            "Softmax | 2 | 0"),
        lines(Models.model3(), 224, 224));
    assertEquals(269_174 - 692, Models.model3().parameters(3, 224, 224));
  }

  @Test
  void modelThreeBHasThePublishedParameters() {
    for (int side : new int[] {40, 64, 224}) {
      Cnn exact = Models.model3b(side);
      assertEquals(269_174, exact.parameters(3, side, side), "at " + side);
      assertEquals("60x8x8", exact.layerTable(3, side, side).get(4).output(), "at " + side);
    }
    assertThrows(InputProblem.class, () -> Models.model3b(46));
    assertThrows(InputProblem.class, () -> Models.model3b(12));
  }
}
