package org.helixbook.model.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.helixbook.paper1.Models;
import org.junit.jupiter.api.Test;

class MemoryEstimateTest {

  /** 6,633,598 outputs in Fig. 2's rows; x 2 x 4 bytes / 1,048,576 = 50.6103. */
  @Test
  void modelOneNeedsWhatThePaperPrints() {
    MemoryEstimate estimate = MemoryEstimate.of(Models.model1(), 3, 224, 224);
    assertEquals(6_633_598 * 8 / 1_048_576.0, estimate.forwardBackward(), 1e-9);
    assertEquals(50.61, estimate.forwardBackward(), 0.005);
    assertEquals(150_528 * 4 / 1_048_576.0, estimate.input(), 1e-9);
    assertEquals(744_620 * 4 / 1_048_576.0, estimate.parameters(), 1e-9);
    assertEquals(54.03, estimate.total(), 0.005);
  }

  /** 2 x 2 x 2 after the convolution, 2 after the linear layer, 2 after softmax. */
  @Test
  void aTinyNetworkIsCountedByHand() {
    Cnn tiny = Cnn.named("tiny").convolution(3, 2).linear(2).build();
    assertEquals(12 * 8 / 1_048_576.0, MemoryEstimate.of(tiny, 1, 4, 4).forwardBackward(), 1e-12);
  }
}
