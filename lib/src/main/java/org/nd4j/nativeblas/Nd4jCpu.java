package org.nd4j.nativeblas;

import org.nd4j.linalg.factory.Nd4j;

/**
 * The name under which Deeplearning4j 1.0.0-M2.1 asks whether it may use oneDNN. ND4J moved its
 * class of this name to another package and Deeplearning4j still looks for the old one by
 * reflection; without an answer it silently takes convolutions that are ten times slower.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** The part of ND4J's old class that Deeplearning4j calls. */
  public static final class Environment {
    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    /** The only instance. */
    public static Environment getInstance() {
      return INSTANCE;
    }

    /** True if ND4J's native library may hand convolutions and pooling to oneDNN. */
    public boolean isUseMKLDNN() {
      return Nd4j.getEnvironment().isCPU() && Nd4j.getEnvironment().helpersAllowed();
    }
  }
}
