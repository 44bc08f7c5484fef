package org.helixbook.model.cnn;

import java.util.SplittableRandom;

/** How weights and biases are drawn before training; fan-in = inputs that one output sees. */
public enum Initialisation {
  /**
   * PyTorch's default for convolutions and linear layers: weights and biases uniform in {@code +-1
   * / sqrt(fan-in)} (its {@code kaiming_uniform_} with {@code a = sqrt(5)}). What the paper's
   * authors got if they set nothing.
   */
  PYTORCH_DEFAULT {
    @Override
    double weight(SplittableRandom random, long fanIn) {
      return uniform(random, 1 / Math.sqrt(fanIn));
    }

    @Override
    double bias(SplittableRandom random, long fanIn) {
      return uniform(random, 1 / Math.sqrt(fanIn));
    }
  },
  /**
   * Weights normal with variance {@code 2 / fan-in}, biases 0: keeps the size of signals through
   * ReLU layers (He et al. 2015, doi 10.1109/ICCV.2015.123).
   */
  HE_NORMAL {
    @Override
    double weight(SplittableRandom random, long fanIn) {
      // Box and Muller with StrictMath, not nextGaussian: the same bits on every Java.
      double u = 1 - random.nextDouble();
      double v = random.nextDouble();
      return StrictMath.sqrt(-2 * StrictMath.log(u))
          * StrictMath.cos(2 * Math.PI * v)
          * Math.sqrt(2.0 / fanIn);
    }
  },
  /** Weights uniform in {@code +-sqrt(6 / fan-in)}, so of the same variance; biases 0. */
  HE_UNIFORM {
    @Override
    double weight(SplittableRandom random, long fanIn) {
      return uniform(random, Math.sqrt(6.0 / fanIn));
    }
  },
  /** As the configuration of a network in plain Deeplearning4j says, see {@link Cnn#of}. */
  AS_CONFIGURED {
    @Override
    double weight(SplittableRandom random, long fanIn) {
      throw new IllegalStateException("Deeplearning4j draws these weights");
    }
  };

  abstract double weight(SplittableRandom random, long fanIn);

  double bias(SplittableRandom random, long fanIn) {
    return 0;
  }

  private static double uniform(SplittableRandom random, double bound) {
    return (2 * random.nextDouble() - 1) * bound;
  }
}
