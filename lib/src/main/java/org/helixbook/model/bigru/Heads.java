package org.helixbook.model.bigru;

/** How the probability of each task is computed from the features of the network. */
public enum Heads {
  /** A softmax over two outputs a task, absent and present: the paper's. */
  SOFTMAX(2),
  /** The logistic function of one output a task: the same functions with half the parameters. */
  SIGMOID(1);

  private final int outputs;

  Heads(int outputs) {
    this.outputs = outputs;
  }

  /** Outputs a task. */
  public int outputs() {
    return outputs;
  }
}
