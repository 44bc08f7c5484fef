package org.helixbook.engine;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** ReLU in place, forward and backward. */
public final class Relu {
  private Relu() {}

  /** Sets what is below 0 to 0, in place. */
  public static INDArray forward(INDArray values) {
    return Nd4j.getExecutioner().exec(new RectifiedLinear(values, values));
  }

  /**
   * The gradient below ReLU. Two passes that the compiler vectorises; ND4J's own backward ReLU
   * calls a function for every value and takes four times as long.
   *
   * @param output of ReLU, in row-major order; used up: it becomes 1 where it was above 0, else 0
   * @param gradient above ReLU, of the same shape; used up if it is in row-major order
   * @return the gradient below ReLU, in row-major order
   */
  public static INDArray backward(
      INDArray output, INDArray gradient, LayerWorkspaceMgr workspaces) {
    INDArray rowMajor =
        gradient.ordering() == 'c' && Shape.hasDefaultStridesForShape(gradient)
            ? gradient
            : workspaces.dup(ArrayType.BP_WORKING_MEM, gradient, 'c');
    Nd4j.getExecutioner().exec(new Step(output, output));
    return rowMajor.muli(output);
  }
}
